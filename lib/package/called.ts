/** What a handler calls: what it takes for that, and the statements that carry out each of the five operations. */

import type { ModelSpec } from '../request/model.js';
import type { OperationName } from '../style/layers.js';
import { byOperation } from '../style/operations.js';
import { type Context, modelWords } from './context.js';
import { operationBody } from './layer-bodies.js';
import { chainOf, type NamedChain, type NamedLayer, parameterOf } from './layers.js';
import { objectParameter } from './makers.js';
import { moduleOf } from './modules.js';
import { type Parameter, sessionParameter } from './parameters.js';
import { type Code, join, type Part, py } from './print/code.js';
import { calledBy, heldObject, reachedName } from './reach.js';

/**
 * What a handler takes to be able to call: the session, an object that a dependency makes (as the whole parameter, which
 * is called `name`) with the `session` that its methods are given, or nothing.
 */
export type Holder =
  | { readonly kind: 'session'; readonly name: string }
  | {
      readonly kind: 'object';
      readonly name: string;
      readonly parameter: Parameter | undefined;
      readonly session: string | undefined;
    }
  | { readonly kind: 'none' };

/** What a handler has for a call, as expressions: the session or the object, and what the request brought. */
export type CallValues = {
  readonly holder: Part;
  /** The key that the path names. */
  readonly key: Part;
  /** The record, where a dependency has loaded it. */
  readonly record: Part;
  /** The body of the request. */
  readonly body: Part;
  readonly skip: Part;
  /** The number of the page, where that is asked for. */
  readonly page: Part;
  readonly limit: Part;
  /** What else a list is asked for; nothing where it is asked for a page alone. */
  readonly filters: Part;
  /** What says whose the records are: the key of who calls, that of the record above. */
  readonly scopes: readonly Part[];
  /** The object of the host that has both. */
  readonly paging: Part;
};

export type CalledOperation = {
  /** What the handler has to have: the record that a dependency has loaded, its key, or nothing of a record. */
  readonly takes: 'key' | 'record' | 'nothing';
  /** Whether what is called answers 404 and 409 itself; what it does not answer is among the statements. */
  readonly answers: { readonly missing: boolean; readonly taken: boolean };
  /**
   * The statements of a function that carries the operation out. `answer` is what becomes of the result, `return …` by
   * itself; a delete has no result.
   */
  statements(values: Partial<CallValues>, answer?: (result: Part) => Part): Code;
};

export type Called = {
  readonly holder: Holder;
  /** What the handlers of writes call the session that they commit, where that is no part of the holder. */
  readonly committed: string | undefined;
  /** The statement that makes the object that the operations are called on, where handlers keep it under a name. */
  readonly made: Part;
  /** The dependency that loads the record of a path and answers 404; nothing where the handlers take the key. */
  readonly loader: string | undefined;
  readonly operations: Readonly<Record<OperationName, CalledOperation>>;
};

const answered = (result: Part): Code => py`return ${result}`;

export function called(context: Context, spec: ModelSpec): Called {
  const chain = chainOf(context, spec);
  return chain === undefined ? byTheStandard(context, spec) : byTheChain(context, spec, chain);
}

function byTheChain(context: Context, spec: ModelSpec, chain: NamedChain): Called {
  const top = chain.layers.at(-1);
  const holder = holderOf(context, chain, top);
  const isHeld = holder.kind === 'session' || (holder.kind === 'object' && holder.session !== undefined);
  const committed = chain.commits === chain.layers.length && !isHeld ? chain.session : undefined;
  const operation = (name: OperationName): CalledOperation => ({
    takes: takesOf(chain, top, name),
    answers: { missing: chain.missing < chain.layers.length, taken: chain.taken < chain.layers.length },
    statements: (values, answer = answered) => {
      const held = holder.kind === 'session' ? values.holder : holder.kind === 'object' ? holder.session : undefined;
      const session = held ?? committed;
      const scope = {
        level: chain.layers.length,
        session,
        below: (each: OperationName): Part => top && calledBy(context, spec, top, undefined, session, each),
        named: (name: string): Part => top && reachedName(context, spec, top, undefined, session, name),
        own: undefined,
        key: values.key,
        record: values.record,
        sent: values.body === undefined ? undefined : { code: values.body, form: 'schema' as const },
        skip: values.skip,
        page: values.page,
        limit: values.limit,
        filters: values.filters,
        paging: values.paging,
        scopes: values.scopes ?? [],
        variable: chain.variable,
        changes: undefined,
        commit: undefined,
      };
      return operationBody({ context, spec, chain }, name, scope, answer);
    },
  });
  return {
    holder,
    committed,
    made: madeFor(context, spec, top, holder),
    loader: chain.loader,
    operations: byOperation(operation),
  };
}

function madeFor(context: Context, spec: ModelSpec, top: NamedLayer | undefined, holder: Holder): Part {
  const reached = top?.holder.kind === 'object' ? top.holder.reached : undefined;
  if (top === undefined || reached?.kind !== 'made' || reached.local === undefined) return undefined;
  const session = holder.kind === 'session' ? holder.name : undefined;
  return py`${reached.local} = ${heldObject(context, spec, top, session)}`;
}

function holderOf(context: Context, { session }: NamedChain, top: NamedLayer | undefined): Holder {
  if (top === undefined) return { kind: 'session', name: session };
  const { holder, operations } = top;
  const isGiven = Object.values(operations).some((each) => parameterOf(each, 'session') !== undefined);
  if (holder.kind === 'object' && holder.reached.kind === 'dependency') {
    const parameter = objectParameter(context, top);
    return { kind: 'object', name: holder.reached.parameter, parameter, session: isGiven ? session : undefined };
  }
  const isMade = holder.kind === 'object' && holder.takes !== undefined && holder.reached.kind === 'made';
  return isMade || isGiven ? { kind: 'session', name: session } : { kind: 'none' };
}

/** What a handler takes for its calls, as its parameters. */
export function holderParameters(context: Context, holder: Holder): readonly Parameter[] {
  if (holder.kind === 'session') return [sessionParameter(context, holder.name)];
  if (holder.kind === 'none') return [];
  const session = holder.session === undefined ? [] : [sessionParameter(context, holder.session)];
  return [...(holder.parameter === undefined ? [] : [holder.parameter]), ...session];
}

/** The session that a handler has with it. */
export function heldSession(holder: Holder): string | undefined {
  if (holder.kind === 'none') return undefined;
  return holder.kind === 'session' ? holder.name : holder.session;
}

function takesOf({ loader }: NamedChain, top: NamedLayer | undefined, name: OperationName): CalledOperation['takes'] {
  if (name === 'list' || name === 'create') return 'nothing';
  const isKeyed = top !== undefined && parameterOf(top.operations[name], 'key') !== undefined;
  return loader === undefined || name === 'get' || isKeyed ? 'key' : 'record';
}

function byTheStandard(context: Context, spec: ModelSpec): Called {
  const { dialect: d } = context;
  const { snake, collection, variable } = modelWords(context, spec);
  const services = moduleOf(context, 'services');
  const answers = { missing: true, taken: true };
  const isLoaded = context.conventions.recordForm.kind === 'loaded';
  const takes = isLoaded ? 'record' : 'key';
  const given = (holder: Part, about: Part, scopes: readonly Part[] = []): Code =>
    join(', ', [holder, about, ...scopes]);
  /** The record that a dependency has loaded, or that is loaded for the key now. */
  const record = (values: Partial<CallValues>): { readonly before: Part; readonly record: Part } =>
    isLoaded || values.record !== undefined
      ? { before: undefined, record: values.record }
      : {
          before: py`${variable} = ${d.await}${services}.get_${snake}(${given(values.holder, values.key, values.scopes)})`,
          record: variable,
        };
  return {
    holder: { kind: 'session', name: 'db' },
    committed: undefined,
    made: undefined,
    loader: isLoaded ? `get_${snake}_or_404` : undefined,
    operations: {
      list: {
        takes: 'nothing',
        answers,
        statements: ({ holder, scopes = [], filters, skip, limit }, answer = answered) =>
          py`${answer(py`${d.await}${services}.list_${collection}(${join(', ', [holder, ...scopes, filters, skip, limit])})`)}`,
      },
      get: {
        takes: 'key',
        answers,
        statements: ({ holder, key, scopes }, answer = answered) =>
          py`${answer(py`${d.await}${services}.get_${snake}(${given(holder, key, scopes)})`)}`,
      },
      create: {
        takes: 'nothing',
        answers,
        statements: ({ holder, body, scopes }, answer = answered) =>
          py`${answer(py`${d.await}${services}.create_${snake}(${given(holder, body, scopes)})`)}`,
      },
      update: {
        takes,
        answers,
        statements: (values, answer = answered) => {
          const loaded = record(values);
          return py`${[
            loaded.before,
            answer(py`${d.await}${services}.update_${snake}(${values.holder}, ${loaded.record}, ${values.body})`),
          ]}`;
        },
      },
      delete: {
        takes,
        answers,
        statements: (values) => {
          const loaded = record(values);
          return py`${[loaded.before, py`${d.await}${services}.delete_${snake}(${values.holder}, ${loaded.record})`]}`;
        },
      },
    },
  };
}
