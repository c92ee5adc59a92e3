/** The primary key of a package's models: what it is called, its type, its path parameter, and its values in tests. */
import type { Context } from './context.js';
import { definedIn } from './modules.js';
import { type Part, py } from './print/code.js';
import { fastapi } from './print/symbols.js';
import { annotated } from './spelling.js';

export type ModelKey = {
  /** The model's attribute, and the name in the read schema and in JSON: `id`. */
  readonly name: string;
  /** Its type in signatures, models and the read schema. */
  readonly python: Part;
  /** The type of the path parameter: what no record can have is 422 before the database is asked. */
  readonly parameter: Part;
  readonly inTests: KeyInTests;
};

/** Values in tests, as Python expressions. */
export type KeyInTests = {
  /** A key that no record has, as it is in a path. */
  readonly missing: string;
  /** The same as a function of the package takes it. */
  readonly missingValue: Part;
  /** Strings in a path that are no key. */
  readonly bad: readonly string[];
  /** What a client sends as the key of a new record, in JSON: it is not for the client to choose. */
  readonly chosen: string;
  /** A key as a plain part of a path, whatever record it is of. */
  readonly some: string;
};

export function keyOf(context: Context): ModelKey {
  const most = context.file === 'deps.py' ? 'MAX_INTEGER' : definedIn(context, 'deps', 'MAX_INTEGER');
  return {
    name: 'id',
    python: 'int',
    parameter: annotated(context, 'int', py`${fastapi.Path}(ge=1, le=${most})`),
    inTests: {
      missing: '2**31 - 1',
      missingValue: '1',
      bad: ['"0"', 'str(2**31)', '"one"'],
      chosen: '4711',
      some: '1',
    },
  };
}
