/** `schemas.py`: what all schemas of a model share, what a client sends, and what is answered. */
import { pythonString } from '../../naming/names.js';
import type { ModelSpec } from '../../request/model.js';
import type { Docstring } from '../../style/docstrings.js';
import type { Style } from '../../style/style-values.js';
import { type Context, resolved } from '../context.js';
import { isLeftOut } from '../defaults.js';
import { answerClasses } from '../envelope.js';
import { filterSchemas } from '../filters.js';
import { keyOf } from '../key.js';
import { docFor } from '../layers.js';
import { type Code, join, own, type Part, py, symbol } from '../print/code.js';
import { classDocstring, docstringCode } from '../print/docstring.js';
import { pydantic } from '../print/symbols.js';
import { refusing, rulesForm } from '../pydantic.js';
import { namedTypes, schemaLines } from '../schema-lines.js';
import { hasSummary, schemaNames, shapeOf, summaryName } from '../schema-names.js';
import { shownStamps } from '../stamps.js';
import type { SchemaHelper } from '../types/row.js';
import { type Typed, typed } from '../types/table.js';

type Source = Style['base'];

export function schemas(context: Context, asked: ModelSpec): Code {
  const spec = resolved(context, asked);
  const names = schemaNames(context, spec);
  const fields = spec.fields.map((field) => typed(context, spec, field));
  const writable = fields.filter(({ field }) => !field.readonly);
  const lines = schemaLines(context, fields);
  const shape = shapeOf(context);
  const { body, answer } = context.conventions.schemaBase;
  const plain = parent(body);
  const base = names.base ?? plain;
  const [answers, reader] = shape.read === 'base' ? [base, body] : [parent(answer), answer];
  const key = keyOf(context);
  const isOnBase = shape.read === 'base' && context.conventions.schemaConfig.on === 'base';
  const stamps = shownStamps(context, spec).map(({ name, python }) => py`${name}: ${python}`);
  const read = [py`${key.name}: ${key.python}`, ...lines.read, ...stamps];
  const configured = (all: readonly Part[]): readonly Part[] => (isOnBase ? all : withConfig(context, reader, all));
  const doc = (role: keyof Style['classDocs']): Docstring | undefined =>
    docFor(context, spec, context.conventions.classDocs[role]);
  const summary = hasSummary(spec) ? summaryName(spec.noun) : undefined;
  const whole = names.between ?? names.read;
  const answered = [
    ...(summary === undefined
      ? [
          schema(
            whole,
            answers,
            configured([...read, ...lines.embedded]),
            doc(names.between === undefined ? 'read' : 'between'),
          ),
        ]
      : [schema(summary, answers, configured(read)), schema(whole, summary, lines.embedded, doc('read'))]),
    names.between !== undefined && schema(names.read, names.between, [], doc('read')),
  ];
  const needed = writable.filter(({ field }) => !field.optional);
  const changes =
    writable.length > 0 &&
    schema(
      names.update,
      shape.base === 'optional' ? base : plain,
      withStrictness(context, [...lines.update, refuseNull(context, needed)]),
      doc('update'),
    );
  return py`
    ${types(namedTypes(fields))}
    ${join('\n\n\n', [
      names.base !== undefined &&
        schema(names.base, plain, isOnBase ? withConfig(context, body, lines.base) : lines.base, doc('base')),
      schema(
        names.create,
        base,
        withStrictness(context, [...lines.create, refuseNull(context, writable.filter(isNoNull))]),
        doc('create'),
      ),
      ...(shape.isReadFirst ? [...answered, changes] : [changes, ...answered]),
      ...answerClasses(context, spec),
      ...filterSchemas(context, asked),
    ])}
  `;
}

const parent = (source: Source | undefined): Part =>
  source === undefined ? pydantic.BaseModel : symbol(source.module, source.name);

/** The functions that the types of a model's fields call, each once. */
export function schemaHelpers(context: Context, asked: ModelSpec): readonly SchemaHelper[] {
  const spec = resolved(context, asked);
  const fields = spec.fields.map((field) => typed(context, spec, field));
  const needed = fields.filter(({ field }) => !(field.readonly && field.writeonly));
  const helpers = needed.flatMap(({ row, given }) => row.helpers?.(given) ?? []);
  return [...new Map(helpers.map((helper) => [helper.name, helper])).values()];
}

/** A field that may be left out of a create and not be null. */
const isNoNull = ({ field, row }: Typed): boolean => isLeftOut(field) || (row.stored !== undefined && !field.optional);

function schema(name: string, parent: Part, body: readonly Part[], doc?: Docstring): Code {
  const lines = body.filter(Boolean);
  const said = lines.length === 0 ? doc && docstringCode(doc) : classDocstring(doc);
  return py`
    class ${name}(${parent}):
        ${said}
        ${lines.length === 0 && said === undefined ? 'pass' : lines}
  `;
}

/** The lines of a schema that reads the attributes of a record, as the blueprint says it; its parent may say it already. */
function withConfig({ conventions }: Context, inherits: Source | undefined, lines: readonly Part[]): readonly Part[] {
  const { form, place } = conventions.schemaConfig;
  const isOld = conventions.pydantic === 1;
  if (inherits !== undefined && conventions.schemaBase.readers.includes(inherits.name)) return lines;
  return configIn(place, isOld ? ORM_MODE : CONFIG[form], lines);
}

/** The lines of a body that refuses what it has no field for, where the blueprint's do. */
function withStrictness({ conventions }: Context, given: readonly Part[]): readonly Part[] {
  const { extraFields, schemaConfig, pydantic: major } = conventions;
  const lines = given.filter(Boolean);
  if (extraFields !== 'forbidden') return lines;
  return configIn(schemaConfig.place, FORBID[major === 1 ? 'class' : schemaConfig.form], lines);
}

function configIn(place: 'first' | 'last', config: Part, lines: readonly Part[]): readonly Part[] {
  if (lines.length === 0) return [config];
  return place === 'first' ? [config, EMPTY, ...lines] : [...lines, EMPTY, config];
}

const FORBID: Readonly<Record<Style['schemaConfig']['form'], Part>> = {
  ConfigDict: py`model_config = ${pydantic.ConfigDict}(extra="forbid")`,
  dict: 'model_config = {"extra": "forbid"}',
  class: py`
    class Config:
        extra = "forbid"
  `,
};

const EMPTY = py`
`;

const ORM_MODE = py`
  class Config:
      orm_mode = True
`;

const CONFIG: Readonly<Record<Style['schemaConfig']['form'], Part>> = {
  ConfigDict: py`model_config = ${pydantic.ConfigDict}(from_attributes=True)`,
  dict: 'model_config = {"from_attributes": True}',
  class: py`
    class Config:
        from_attributes = True
  `,
};

const NUL_COMMENT = '# PostgreSQL cannot store NUL in a string.';

function types(named: ReturnType<typeof namedTypes>): Part {
  const first = named.find(([, type]) => JSON.stringify(type).includes('[^\\\\x00]'));
  return named.map((each, index) => {
    const [name, type] = each;
    return py`
      ${each === first && NUL_COMMENT}
      ${name} = ${type}
      ${index === named.length - 1 && '\n'}
    `;
  });
}

function refuseNull(context: Context, fields: readonly Typed[]): Part {
  if (fields.length === 0) return undefined;
  const names = fields.map(({ field }) => pythonString(field.name));
  const text = '"may be left out but not null"';
  const raised = rulesForm(context) !== 'alias' ? refusing(context, text) : [`msg = ${text}`, refusing(context, 'msg')];
  const decorators =
    context.conventions.pydantic === 1
      ? py`@${pydantic.validator}(${join(', ', [...names, 'pre=True'])})`
      : [py`@${pydantic.field_validator}(${join(', ', names)})`, '@classmethod'];
  return py`

    ${decorators}
    def ${own('refuse_null')}(cls, value: object) -> object:
        if value is None:
            ${raised}
        return value
  `;
}
