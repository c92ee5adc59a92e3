/** What a package puts its answers into, as the blueprint does: a response of the host, a page with a total, a dict. */

import { fromPhrase } from '../naming/phrase.js';
import type { ModelSpec } from '../request/model.js';
import type { AnsweringOperation } from '../style/dimensions/envelope.js';
import type { OperationName } from '../style/layers.js';
import type { Hole, Template } from '../style/templates.js';
import type { Wrapped } from '../style/wrapped-answers.js';
import type { Context } from './context.js';
import { converted } from './converted.js';
import { nameFor } from './layers.js';
import { roleOfFile, schemaClass, schemaOf } from './modules.js';
import { type Code, join, type Part, py } from './print/code.js';
import { schemaNames } from './schema-names.js';

/** What goes into the holes: the record or the records, and how many there are. */
export type Filling = { readonly result: Part; readonly total?: Part; readonly isList: boolean };

/** How an operation wraps what it answers; nothing where a record or a list is the answer itself. */
export function wrappedFor({ conventions }: Context, operation: OperationName): Wrapped | undefined {
  const answering: AnsweringOperation = operation === 'delete' ? 'get' : operation;
  return conventions.envelope.operations[answering];
}

export function filled(context: Context, spec: ModelSpec, { texts, holes }: Template, filling: Filling): Code {
  return { kind: 'code', texts, parts: holes.map((hole) => holeCode(context, spec, hole, filling)) };
}

/** The type of an answer, which has no record in it. */
export function filledType(context: Context, spec: ModelSpec, template: Template): Code {
  return filled(context, spec, template, { result: undefined, isList: false });
}

function holeCode(context: Context, spec: ModelSpec, hole: Hole, filling: Filling): Part {
  const { paging, layers } = context.conventions;
  const isMade = layers.kind === 'chain' && layers.unit?.isConverted === true;
  switch (hole.kind) {
    case 'result':
      return hole.isConverted && !isMade ? converted(context, spec, filling.result, filling.isList) : filling.result;
    case 'total':
      return filling.total;
    case 'local':
      return nameFor(context, spec, hole.name);
    case 'bound':
      if (paging.kind === 'dependency') return paging.name;
      return hole.of === 'limit' ? paging.limit : paging.skip;
    case 'schema':
      return isInSchemas(context) ? schemaNames(context, spec).read : schemaOf(context, spec, 'read');
    case 'class':
      return isInSchemas(context)
        ? schemaNames(context, spec).named(hole.pattern)
        : schemaClass(context, schemaNames(context, spec).named(hole.pattern));
    case 'name':
      return { kind: 'symbol', ...hole.name };
    case 'words':
      return wordsCode(context, spec, hole);
  }
}

const isInSchemas = ({ file }: Context): boolean => roleOfFile(file) === 'schemas';

function wordsCode(context: Context, spec: ModelSpec, { form, pattern }: Extract<Hole, { kind: 'words' }>): Part {
  if (form === 'sentence') return JSON.stringify(fromPhrase(pattern, spec.snake, spec.collection));
  const name = nameFor(context, spec, pattern);
  return form === 'key' ? JSON.stringify(name) : name;
}

/** The statements that answer: what is worked out before, and the `return`. */
export function wrappedAnswer(context: Context, spec: ModelSpec, wrapped: Wrapped, filling: Filling): readonly Part[] {
  const before = wrapped.before.map(
    ({ name, value }) => py`${nameFor(context, spec, name)} = ${filled(context, spec, value, filling)}`,
  );
  return [...before, py`return ${filled(context, spec, safe(wrapped), filling)}`];
}

/** A record that no type turns into a schema would show everything: then it is turned into one here. */
function safe({ model, annotation, value }: Wrapped): Template {
  const isTyped = [model, annotation].some((type) =>
    type?.holes.some(({ kind }) => kind === 'schema' || kind === 'class'),
  );
  if (isTyped) return value;
  const holes = value.holes.map((hole, index) =>
    hole.kind === 'result' && !/\blen\($/.test(value.texts[index] ?? '') ? { ...hole, isConverted: true } : hole,
  );
  return { ...value, holes };
}

/** What a package has besides its schemas: the classes of its answers. */
export function answerClasses(context: Context, spec: ModelSpec): readonly Part[] {
  return context.conventions.envelope.classes.map(({ pattern, bases, fields }) => {
    const lines = fields.map(
      ({ name, type, value }) =>
        py`${nameFor(context, spec, name)}: ${filledType(context, spec, type)}${value && py` = ${filledType(context, spec, value)}`}`,
    );
    const parents = bases.map((base) => filledType(context, spec, base));
    return py`
      class ${schemaNames(context, spec).named(pattern)}(${join(', ', parents)}):
          ${lines.length === 0 ? 'pass' : lines}
    `;
  });
}

/** Where a client finds what an operation answers, as subscripts: `["data"]["items"]`. */
export function subscripts(context: Context, spec: ModelSpec, path: readonly string[] | undefined): string {
  return (path ?? []).map((key) => `["${nameFor(context, spec, key)}"]`).join('');
}
