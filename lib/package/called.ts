/** What a handler calls: what it takes for that, and the statements that carry out each of the five operations. */
import type { ModelSpec } from '../request/model.js';
import { type Context, modelWords } from './context.js';
import { moduleOf } from './modules.js';
import { type Code, type Part, type PySymbol, py } from './print/code.js';

type OperationName = 'list' | 'get' | 'create' | 'update' | 'delete';

/**
 * What a handler takes to be able to call: the session, an object that a dependency of the package makes (`alias` where the
 * package has one: `InvoiceServiceDep`), or nothing.
 */
export type Holder =
  | { readonly kind: 'session'; readonly name: string }
  | {
      readonly kind: 'dependency';
      readonly name: string;
      readonly type: PySymbol;
      readonly made: PySymbol;
      readonly alias: PySymbol | undefined;
    }
  | { readonly kind: 'none' };

/** What a handler has for a call, as expressions: the holder, and what the request brought. */
export type CallValues = {
  readonly holder: Part;
  /** The key that the path names. */
  readonly key: Part;
  /** The record, where a dependency has loaded it. */
  readonly record: Part;
  /** The body of the request. */
  readonly body: Part;
  readonly skip: Part;
  readonly limit: Part;
};

export type CalledOperation = {
  /** What stands for the record in the call; a handler that has the other one gives what it has. */
  readonly takes: 'key' | 'record' | 'nothing';
  /** Whether the callee itself answers 404 and 409; what it does not answer is among the statements. */
  readonly answers: { readonly missing: boolean; readonly taken: boolean };
  /**
   * The statements of a function that carries the operation out. `answer` is what becomes of the result, `return …` by
   * itself; a delete has no result.
   */
  statements(values: Partial<CallValues>, answer?: (result: Part) => Code): Code;
};

export type Called = {
  readonly holder: Holder;
  readonly operations: Readonly<Record<OperationName, CalledOperation>>;
};

const answered = (result: Part): Code => py`return ${result}`;

export function called(context: Context, spec: ModelSpec): Called {
  const { dialect: d } = context;
  const { snake, collection } = modelWords(context, spec);
  const services = moduleOf(context, 'services');
  const answers = { missing: true, taken: true };
  return {
    holder: { kind: 'session', name: 'db' },
    operations: {
      list: {
        takes: 'nothing',
        answers,
        statements: ({ holder, skip, limit }, answer = answered) =>
          answer(py`${d.await}${services}.list_${collection}(${holder}, ${skip}, ${limit})`),
      },
      get: {
        takes: 'key',
        answers,
        statements: ({ holder, key }, answer = answered) =>
          answer(py`${d.await}${services}.get_${snake}(${holder}, ${key})`),
      },
      create: {
        takes: 'nothing',
        answers,
        statements: ({ holder, body }, answer = answered) =>
          answer(py`${d.await}${services}.create_${snake}(${holder}, ${body})`),
      },
      update: {
        takes: 'record',
        answers,
        statements: ({ holder, record, body }, answer = answered) =>
          answer(py`${d.await}${services}.update_${snake}(${holder}, ${record}, ${body})`),
      },
      delete: {
        takes: 'record',
        answers,
        statements: ({ holder, record }) => py`${d.await}${services}.delete_${snake}(${holder}, ${record})`,
      },
    },
  };
}
