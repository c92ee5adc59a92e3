/** What is spelled differently on older versions of Python. */
import type { StatusForm } from '../style/status-form.js';
import type { Context } from './context.js';
import { type Code, join, type Part, py, symbol } from './print/code.js';
import type { ImportedName } from './print/names.js';
import { datetime, enums, fastapi, http, modules, typing } from './print/symbols.js';

const atLeast = ({ conventions }: Context, minor: number): boolean =>
  conventions.python[0] > 3 || conventions.python[1] >= minor;

/** As the blueprint spells types in models and schemas, or in its layers. */
function spelled({ file, conventions: { optional } }: Context): Context['conventions']['optional']['layers'] {
  return file === 'models.py' || file === 'schemas.py' ? optional : optional.layers;
}

/** `list[X]`, and not `List[X]`. */
export function isListStyle(context: Context): boolean {
  return spelled(context).list === 'list';
}

export function isUnionStyle(context: Context): boolean {
  return atLeast(context, 10) && spelled(context).optional === 'union';
}

/** `X | None` from Python 3.10, unless the blueprint writes `Optional[X]`, and before. */
export function optionalOf(context: Context, type: Part): Code {
  return isUnionStyle(context) ? py`${type} | None` : py`${typing.Optional}[${type}]`;
}

/** `X | Y` from Python 3.10, `Union[X, Y]` before. */
export function unionOf(context: Context, left: Part, right: Part): Code {
  return atLeast(context, 10) ? py`${left} | ${right}` : py`${typing.Union}[${left}, ${right}]`;
}

/** `list[X]` from Python 3.9, unless the blueprint writes `List[X]`, and before. */
export function listOf(context: Context, item: Part): Code {
  return atLeast(context, 9) && isListStyle(context) ? py`list[${item}]` : py`${typing.List}[${item}]`;
}

/** `set[X]` from Python 3.9, unless the blueprint writes `List[X]`, and before. */
export function setOf(context: Context, item: Part): Code {
  return atLeast(context, 9) && isListStyle(context) ? py`set[${item}]` : py`${typing.Set}[${item}]`;
}

/** `tuple[X, Y]` from Python 3.9, `Tuple[X, Y]` where the blueprint writes `List[X]`, and before. */
export function tupleOf(context: Context, left: Part, right: Part): Code {
  return atLeast(context, 9) && isListStyle(context)
    ? py`tuple[${left}, ${right}]`
    : py`${typing.Tuple}[${left}, ${right}]`;
}

/** `Annotated[X, …]`; before Python 3.9 it comes with Pydantic's own requirements. */
export function annotated(context: Context, type: Part, ...metadata: readonly Part[]): Code {
  const name = atLeast(context, 9) ? typing.Annotated : symbol('typing_extensions', 'Annotated');
  return py`${name}[${join(', ', [type, ...metadata])}]`;
}

/** The bases of a string enum: as the blueprint has them, else `StrEnum` from Python 3.11, `str, Enum` before. */
export function enumBases(context: Context): Code {
  const { bases } = context.conventions.enums;
  const isNew = bases === 'newest' ? atLeast(context, 11) : bases === 'StrEnum';
  if (isNew) return py`${enums.StrEnum}`;
  return isEnumImported(context) ? py`str, ${enums.Enum}` : py`str, ${modules.enum}.Enum`;
}

const isEnumImported = ({ conventions }: Context): boolean =>
  conventions.libraryImports.some(({ module, name }) => module === 'enum' && name === 'Enum');

/** How the host imports what it does not import as the standard does; SQLAlchemy has an Enum too. */
export function spelledImports(context: Context): readonly ImportedName[] {
  const { libraryImports: all, key } = context.conventions;
  // Beside the `Mapped[uuid.UUID]` of the key nobody writes `Mapped[UUID]`.
  const whole = (key.column?.annotation?.names ?? []).filter(
    ({ module, name }) => module === undefined && name === 'uuid',
  );
  const libraryImports = context.file === 'models.py' ? [...whole, ...all] : all;
  const isClear =
    !isEnumImported(context) || libraryImports.some(({ module, name }) => module !== 'enum' && name === 'Enum');
  return isClear ? libraryImports : [...libraryImports, { module: 'sqlalchemy', name: 'Enum', local: 'SQLEnum' }];
}

/** The UTC time zone: `datetime.UTC` from Python 3.11. */
export function utc(context: Context): Code {
  return atLeast(context, 11) ? py`${datetime.UTC}` : py`${datetime.timezone}.utc`;
}

/** A status as a number, by its name in FastAPI (`HTTP_404_NOT_FOUND`), or by its phrase in `http`. */
export function statusOf(form: StatusForm, number: number, name: string): Part {
  if (form === 'number') return String(number);
  return form === 'name' ? py`${fastapi.status}.${name}` : py`${http.HTTPStatus}.${name.replace(/^HTTP_\d+_/, '')}`;
}
