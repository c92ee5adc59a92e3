/** The primary key of a package's models: what it is called, its type, its path parameter, and its values in tests. */
import type { Style } from '../style/style-values.js';
import { maxInteger } from './bounds.js';
import type { Context } from './context.js';
import { type Part, py } from './print/code.js';
import { sqlalchemy, uuid } from './print/symbols.js';
import { parameterPattern } from './pydantic.js';

export type ModelKey = {
  /** The model's attribute, and the name in the read schema and in JSON: `id`. */
  readonly name: string;
  /** Its type in signatures, models and the read schema. */
  readonly python: Part;
  /** What `Path` is called with, so that what no record can have is 422 before the database is asked. */
  readonly path: Part;
  /** The column that makes it, where the blueprint's line cannot be copied. */
  readonly column: KeyColumn;
  /** Whether a later record has a greater key: then a list in the order of keys is one in the order of creation. */
  readonly isAscending: boolean;
  readonly inTests: KeyInTests;
};

type KeyColumn = { readonly type: Part; readonly isImplied: boolean; readonly default: Part };

/** Values in tests, as Python expressions. */
export type KeyInTests = {
  /** A key that no record has, as it is in a path inside an f-string. */
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
  const { name, kind } = context.conventions.key;
  return { name, ...keyOfKind(context, kind) };
}

/** The same of another model, whose name for it does not matter. */
export function keyOfKind(context: Context, kind: Style['key']['kind']): Omit<ModelKey, 'name'> {
  return KINDS[kind](context);
}

type Kind = (context: Context) => Omit<ModelKey, 'name'>;

const integer =
  (bits: 32 | 64, column: KeyColumn): Kind =>
  (context) => {
    const { isPositive } = context.conventions.pathKey;
    return {
      python: 'int',
      path: py`${isPositive && 'ge=1, '}le=${bits === 32 ? maxInteger(context) : '2**63 - 1'}`,
      column,
      isAscending: true,
      inTests: {
        missing: '{2**31 - 1}',
        missingValue: '1',
        bad: [...(isPositive ? ['"0"'] : []), `str(2**${bits - 1})`, '"one"'],
        chosen: '4711',
        some: '1',
      },
    };
  };

const NOBODY = '00000000-0000-4000-8000-00000000000a';

const random =
  (made: Part): Kind =>
  () => ({
    python: uuid.UUID,
    path: undefined,
    column: { type: sqlalchemy.Uuid, isImplied: true, default: made },
    isAscending: false,
    inTests: {
      missing: NOBODY,
      missingValue: py`${uuid.UUID}("${NOBODY}")`,
      bad: ['"1"', '"one"'],
      chosen: `"${NOBODY}"`,
      some: NOBODY,
    },
  });

const KINDS: Readonly<Record<Style['key']['kind'], Kind>> = {
  int: integer(32, { type: sqlalchemy.Integer, isImplied: true, default: undefined }),
  // SQLite counts only what is called INTEGER.
  bigint: integer(64, {
    type: py`${sqlalchemy.BigInteger}().with_variant(${sqlalchemy.Integer}, "sqlite")`,
    isImplied: false,
    default: undefined,
  }),
  uuid: random(uuid.uuid4),
  // Of one process they are in the order of time, of several nearly.
  uuid7: random(uuid.uuid7),
  str: (context) => ({
    python: 'str',
    // PostgreSQL cannot look for NUL.
    path: parameterPattern(context, String.raw`r"^[^\x00]+$"`),
    column: { type: py`${sqlalchemy.String}(36)`, isImplied: false, default: py`lambda: str(${uuid.uuid4}())` },
    isAscending: false,
    inTests: {
      missing: NOBODY,
      missingValue: `"${NOBODY}"`,
      bad: ['"%00"'],
      chosen: `"${NOBODY}"`,
      some: NOBODY,
    },
  }),
};
