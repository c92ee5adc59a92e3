/** What the function of an operation has to work with at each level. */
import type { ModelSpec } from '../request/model.js';
import type { OperationName } from '../style/layers.js';
import type { Context } from './context.js';
import type { Sent } from './layer-statements.js';
import type { NamedChain } from './layers.js';
import type { Part } from './print/code.js';

/** What a function at some level has to work with. */
export type Scope = {
  readonly level: number;
  /** The session; nothing where what is below holds it. */
  readonly session: Part;
  /** What an operation of the level below is called by. */
  readonly below: (operation: OperationName) => Part;
  /** The same for a function of it that is none of the operations. */
  readonly named: (name: string) => Part;
  /** The same for its own level; nothing for the handlers. */
  readonly own: ((operation: OperationName) => Part) | undefined;
  readonly key: Part;
  readonly record: Part;
  readonly sent: Sent | undefined;
  readonly skip: Part;
  readonly page: Part;
  readonly limit: Part;
  /** What else a list is asked for. */
  readonly filters: Part;
  /** What says whose the records are, in the order of the model's fields. */
  readonly scopes: readonly Part[];
  /** The object that has both. */
  readonly paging: Part;
  /** What it calls a record that it loads or makes. */
  readonly variable: string;
  /** What it calls the dict of the changes, where that has a name. */
  readonly changes: string | undefined;
  /** The function that commits, where there is one. */
  readonly commit: Part;
};

export type Answer = (result: Part) => Part;

export type Writer = { readonly context: Context; readonly spec: ModelSpec; readonly chain: NamedChain };
