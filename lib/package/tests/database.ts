/** Tests of what the model and the database do, whatever the layers above them are. */
import { pythonString } from '../../naming/literals.js';
import { type Field, referredBy } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { invalidSamples } from '../../request/samples.js';
import { type Context, jsonName } from '../context.js';
import { columnFields, linksOf } from '../links.js';
import { join, type Part, py } from '../print/code.js';
import { alchemyErrors, modules, pydantic, sqlalchemy } from '../print/symbols.js';
import { targetClass } from '../references.js';
import { scopeKeywords } from '../scopes.js';
import { rowOf, type Typed, typed } from '../types/table.js';
import { testNames } from './names.js';
import { firstScopeItems, firstScopes } from './owners.js';
import { isBelowAnother } from './path-below.js';
import { nulls } from './values.js';

/** What is tested: the model's class and the schema that a record is made with. */
export type Stored = {
  readonly context: Context;
  readonly model: ModelSpec;
  readonly type: Part;
  readonly schema: Part;
};

/** What the model stores of a field that was not given. */
export function defaults({ context, model, type, schema }: Stored, record: string, hasFields: boolean): Part {
  const { dialect: d } = context;
  const { one } = testNames(model, true);
  const checks = columnFields(model).flatMap((field) => {
    const { default: given } = field;
    if (given === undefined) return [];
    const check =
      given.kind === 'value'
        ? kept(typed(context, model, field), given.value)
        : given.name === 'empty'
          ? '[]'
          : undefined;
    const equals = check === 'True' || check === 'False' ? 'is' : '==';
    return check === undefined ? [] : [py`assert ${one}.${field.name} ${equals} ${check}`];
  });
  if (checks.length === 0) return undefined;
  return py`


    ${d.mark}
    ${d.def} test_${model.snake}_has_defaults(db: ${d.session}) -> None:
        data = ${schema}.${d.validate}(${hasFields ? record : '{}'})
        ${one} = ${type}(${join(', ', [py`**data.${d.dump}(exclude_unset=True)`, ...scopeKeywords(model, firstScopes(model))])})
        db.add(${one})
        ${d.await}db.flush()

        ${checks}
  `;
}

const kept = ({ row, given }: Typed, value: string): Part => row.kept?.(value, given);

/** JSON has no such numbers, but Python reads and writes them. */
export function finite({ context, model, schema }: Stored, record: string, hasFields: boolean): Part {
  const { dialect: d } = context;
  const floats = model.fields.filter((field) => rowOf(field.type).hasNaN === true && !field.readonly);
  return floats.map((field) => {
    const data = `{${pythonString(jsonName(field))}: float("nan")}`;
    return py`


      def test_${model.snake}_refuses_${field.name}_that_is_no_number() -> None:
          with ${modules.pytest}.raises(${pydantic.ValidationError}, match=${pythonString(d.notFinite(field.name))}):
              ${schema}.${d.validate}(${hasFields ? `${record} | ${data}` : data})
    `;
  });
}

/** Rows that are refused whatever the schemas let in: a check, a value of no enum, null where none may be. */
export function refusals({ context, model, type, schema }: Stored, record: string, hasFields: boolean): Part {
  const { dialect: d } = context;
  const required = columnFields(model)
    .filter(isNotNull)
    .map((field) => field.name);
  const rows = [...nulls(required), ...columnFields(model).flatMap((field) => checks(typed(context, model, field)))];
  if (rows.length === 0) return undefined;
  const { snake } = model;
  return py`


    ${d.mark}
    @${modules.pytest}.mark.parametrize("values", [${join(', ', rows)}])
    ${d.def} test_database_refuses_${snake}(db: ${d.session}, values: dict[str, object]) -> None:
        data = ${schema}.${d.validate}(${hasFields ? record : '{}'})
        row = ${rowAlone(context, model, type)} | values

        with ${modules.pytest}.raises(${alchemyErrors.IntegrityError}):
            ${d.await}db.execute(${sqlalchemy.insert}(${type}).values(row))
  `;
}

/** What was asked to go with a record goes when that is deleted, whoever deletes it: the database has to look after it. */
export function goneWithTargets({ context, model, type, schema }: Stored, record: string, hasFields: boolean): Part {
  const { dialect: d } = context;
  // Below one of its own package the call that deletes it is tried.
  const isApart = isBelowAnother(context, model);
  const references = columnFields(model).filter(({ scope }) => scope !== 'parent' || isApart);
  // What a dataclass has of itself (`default_factory`) is no default of a column.
  const added =
    context.conventions.mapping.dataclass === 'no'
      ? py`${d.await}db.execute(${sqlalchemy.insert}(${type}).values(row))`
      : [py`db.add(${type}(**row))`, py`${d.await}db.flush()`];
  return references.map((field) => {
    const to = referredBy(field);
    if (to === undefined || to.isSelf || field.ondelete !== 'cascade') return undefined;
    return py`


      ${d.mark}
      ${d.def} test_${model.collection}_go_with_their_${to.relation}(db: ${d.session}) -> None:
          ${d.await}db.execute(${sqlalchemy.text}("PRAGMA foreign_keys = ON"))
          data = ${schema}.${d.validate}(${hasFields ? record : '{}'})
          row = ${rowAlone(context, model, type)}
          ${added}
          # What else refers to it is looked at when the transaction ends.
          ${d.await}db.execute(${sqlalchemy.text}("PRAGMA defer_foreign_keys = ON"))

          ${d.await}db.execute(${sqlalchemy.delete}(${targetClass(context, to)}))

          count = ${sqlalchemy.text}('SELECT count(*) FROM "${model.table}"')
          assert ${d.await}db.scalar(count) == 0
    `;
  });
}

/** What is stored of the data, as a row: with what a class of SQLModel fills in, where its columns have no default. */
function rowAlone({ dialect: d, conventions: { orm } }: Context, model: ModelSpec, type: Part): Part {
  const links = linksOf(model).map(({ field }) => pythonString(field.name));
  const scopes = firstScopes(model);
  const sent = py`data.${d.dump}(${links.length > 0 && `exclude={${links.join(', ')}}, `}exclude_unset=True)`;
  if (orm === 'sqlmodel' && columnFields(model).some((field) => field.default !== undefined)) {
    const given = [py`**${sent}`, ...scopeKeywords(model, scopes)];
    return py`${type}(${join(', ', given)}).${d.dump}(exclude_none=True)`;
  }
  const scoped = firstScopeItems(model);
  return py`${sent}${scoped && py` | ${scoped}`}`;
}

function isNotNull(field: Field): boolean {
  return !field.optional && rowOf(field.type).takesNull !== true;
}

function checks(each: Typed): readonly Part[] {
  const { field, row } = each;
  const key = pythonString(field.name);
  const refused = row.refusedInRow?.(field);
  if (refused !== undefined) return [py`{${key}: ${refused}}`];
  return invalidSamples(field)
    .filter(({ why }) => /^(ge|gt|le|lt)$/.test(why))
    .flatMap(({ value }) => {
      const literal = kept(each, String(value.startsWith('"') ? JSON.parse(value) : value));
      return literal === undefined ? [] : [py`{${key}: ${literal}}`];
    });
}
