/** `ref`: the key of another model's record, with a foreign key in the database. */
import type { FieldType, RefKey, RefTarget } from '../../request/fields.js';
import type { OnDelete } from '../../request/types/typed-field.js';
import type { Style } from '../../style/style-values.js';
import { constraintName, isForeignKeyNamed } from '../constraint-names.js';
import { columnName } from '../context.js';
import { join, type Part, py } from '../print/code.js';
import { uuid as library, sqlalchemy } from '../print/symbols.js';
import { patternRule } from '../pydantic.js';
import { fine, type Given, type Input, type TypeRow } from './row.js';
import { NO_NUL } from './texts.js';

type Ref = Extract<FieldType, { kind: 'ref' }>;

export function targetOf({ to, package: name, model }: Ref): RefTarget {
  if (to === undefined) throw new Error(`the model ${name} ${model} was not looked for`);
  return to;
}

/** The key of the models that are written, as what refers to them sees it. */
export function ownKey({ key: { name, kind } }: Style): RefKey {
  return { name, column: name, kind: kind === 'uuid7' ? 'uuid' : kind };
}

/** What a key is in Python. */
export function keyPython({ kind }: RefKey): Part {
  return { int: 'int', bigint: 'int', uuid: library.UUID, str: 'str' }[kind];
}

const RULES: Readonly<Record<RefKey['kind'], (given: Given<Ref>) => readonly Part[]>> = {
  int: () => ['ge=1', 'le=2**31 - 1'],
  bigint: () => ['ge=1', 'le=2**63 - 1'],
  uuid: () => [],
  // PostgreSQL cannot look for NUL.
  str: ({ context }) => [patternRule(context, NO_NUL)],
};

function input(given: Given<Ref>): Input {
  const { key } = targetOf(given.type);
  return { type: keyPython(key), rules: RULES[key.kind](given) };
}

const WORDS: Readonly<Record<OnDelete, string>> = {
  cascade: 'CASCADE',
  restrict: 'RESTRICT',
  setnull: 'SET NULL',
  noaction: 'NO ACTION',
};

/** The column has the type of the key, which SQLAlchemy takes from there. */
function foreignKey({ context, model, field, type }: Given<Ref>): Part {
  const { table, key } = targetOf(type);
  const column = columnName(field);
  const given = [
    `"${table}.${key.column}"`,
    isForeignKeyNamed(context) && `name="${constraintName(context, model, 'fk', column)}"`,
    field.ondelete !== undefined && `ondelete="${WORDS[field.ondelete]}"`,
  ];
  return py`${sqlalchemy.ForeignKey}(${join(', ', given)})`;
}

/** A whole number is written out where foreign keys have their types, or the blueprint's columns. */
function column(given: Given<Ref>): Part {
  const { orm, columnTypes, referenceForm } = given.context.conventions;
  const isUsual = orm === 'column' || (orm === 'mapped' && columnTypes === 'always');
  const isWritten = orm === 'sqlmodel' ? isUsual : (referenceForm.isTyped ?? isUsual);
  const type = isWritten && targetOf(given.type).key.kind === 'int' && sqlalchemy.Integer;
  return join(', ', [type, foreignKey(given)]);
}

export const reference: TypeRow<Ref> = {
  python: ({ type }) => keyPython(targetOf(type).key),
  column,
  sqlModel: ({ context, field, type }) => {
    const { table, key } = targetOf(type);
    if (isForeignKeyNamed(context)) return undefined;
    return [
      ['foreign_key', `"${table}.${key.column}"`],
      ['ondelete', field.ondelete !== undefined && `"${WORDS[field.ondelete]}"`],
    ];
  },
  input,
  onPydantic1: fine,
  literal: ({ type }, text) => (targetOf(type).key.kind === 'uuid' ? py`${library.UUID}("${text}")` : text),
};
