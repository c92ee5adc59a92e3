/** `enum`: a string enum of the package or of the backend, checked in the database too. */
import { enumMember, pythonString, pythonText } from '../../naming/names.js';
import { KEYWORDS } from '../../naming/reserved-words.js';
import type { FieldType } from '../../request/fields.js';
import { invalidSamples } from '../../request/samples.js';
import { constraintName } from '../constraint-names.js';
import { type Context, columnName, enumClass, resolved } from '../context.js';
import { runsMySql } from '../databases.js';
import { modulePath } from '../modules.js';
import { join, type Part, py, symbol } from '../print/code.js';
import { sqlalchemy } from '../print/symbols.js';
import { fine, type Given, type TypeRow } from './row.js';

type Enum = Extract<FieldType, { kind: 'enum' }>;

/** The enum class as a file names it: the package's models have their own, others import it. */
function className({ context, model, field, type }: Given<Enum>): Part {
  const models = modulePath(context, 'models');
  const [from, name] =
    type.host === undefined ? [models, enumClass(context, model, field)] : [type.host.module, type.host.name];
  return context.file === 'models.py' && from === models ? name : symbol(from, name);
}

/** What a member of a string enum may not be called: it would hide a method of every string, or of the enum. */
const METHODS = new Set(
  'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans mro name partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper value zfill'.split(
    ' ',
  ),
);

/** The name of a value's member: the value itself where all values are plain names and the host has no capitals there. */
export function memberOf({ conventions }: Context, { values, host }: Enum, value: string): string {
  if (host !== undefined) return host.members.find((member) => member.value === value)?.name ?? enumMember(value);
  if (conventions.enums.members === 'capitals') return enumMember(value);
  const arePlain = values.every(
    (each) => /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(each) && !METHODS.has(each) && !KEYWORDS.has(each),
  );
  return arePlain ? value : enumMember(value);
}

/** The constraint is called like the class: two columns of one class need names. */
function isTwice({ context, model, type }: Given<Enum>): boolean {
  const host = type.host;
  const all = resolved(context, model).fields.map((field) =>
    field.type.kind === 'enum' ? field.type.host : undefined,
  );
  return host !== undefined && all.filter((each) => each?.name === host.name && each.module === host.module).length > 1;
}

const LONGEST = 255;

/** Whether SQLAlchemy may be older than 2.0.22, which wants a number for the length of an enum. */
function isOldAlchemy({ conventions: { versions } }: Context): boolean {
  const [major, minor] = versions.sqlalchemy ?? [2, 1];
  return major < 2 || (major === 2 && minor < 1);
}

export const enumeration: TypeRow<Enum> = {
  onPydantic1: fine,
  refusedInRow: (field) => {
    const other = invalidSamples(field).find(({ why }) => why === 'not one of the values')?.value ?? '"other"';
    return py`${sqlalchemy.literal_column}(${pythonString(`'${JSON.parse(other)}'`)})`;
  },
  python: className,
  column: (given) => {
    const { type, context, model, field } = given;
    const isOther = type.values.some((value) => memberOf(context, type, value) !== value);
    const given_ = [
      className(given),
      isTwice(given) && `name=${pythonString(constraintName(context, model, 'ck', columnName(field)))}`,
      'native_enum=False',
      'create_constraint=True',
      // A longer value that comes later fits too.
      isOldAlchemy(context) || runsMySql(context) ? `length=${LONGEST}` : 'length=None',
      isOther && 'values_callable=lambda members: [each.value for each in members]',
    ];
    return py`${sqlalchemy.Enum}(${join(', ', given_)})`;
  },
  input: (given) => ({ type: className(given) }),
  literal: (given, text) => py`${className(given)}.${memberOf(given.context, given.type, text)}`,
  server: (text) => pythonText(text),
  shown: pythonText,
  kept: pythonText,
};
