/** The guards of a package as its code names them: by the host's name, by an alias of the host, or by one of their own. */
import { OPERATIONS } from '../style/operations.js';
import type { Style } from '../style/style-values.js';
import type { Context } from './context.js';
import { roleOfFile } from './modules.js';
import { hostNamed } from './parameters.js';
import { copied, type Part, py, symbol } from './print/code.js';
import { typing } from './print/symbols.js';

export type NamedGuard = Style['security']['guards'][number];

/** Every guard of the package, each once. */
export function allGuards({ guards, operations }: Style['security']): readonly NamedGuard[] {
  const all = [...guards, ...OPERATIONS.flatMap((operation) => operations[operation] ?? [])];
  return all.filter((guard, index) => all.findIndex((each) => isSameGuard(each, guard)) === index);
}

export function isSameGuard(one: NamedGuard, other: NamedGuard): boolean {
  const parts = ({ source, member, call, options }: NamedGuard): string =>
    [source?.module, source?.name, member, call, options].join(' ');
  return parts(one) === parts(other);
}

/** Whether a call makes it where it is used, and no name is known for it. */
export const isMade = (guard: NamedGuard): boolean =>
  guard.call !== undefined && guard.name === undefined && aliasOf(guard) === undefined;

/** The host's own name for a guard that is made by a call: `AdminUser = Annotated[User, Depends(require_roles("admin"))]`. */
function aliasOf({ call, form }: NamedGuard): HostNamed | undefined {
  if (call === undefined || form?.kind !== 'parameter' || !form.isAlias || form.type === undefined) return undefined;
  return 'dotted' in form.type ? form.type : undefined;
}

type HostNamed = Parameters<typeof hostNamed>[1];

export function hostCallable(context: Context, { source, member, written }: NamedGuard): Part {
  if (source === undefined) throw new Error('a guard without a source was not refused');
  const isInTests = roleOfFile(context.file) === undefined;
  if (written !== undefined && !isInTests)
    return hostNamed(context, { dotted: `${source.module}.${source.name}`, written });
  return py`${symbol(source.module, source.name)}${member !== undefined && `.${member}`}`;
}

/** Tests import a name from where it is. */
function aliasNamed(context: Context, alias: HostNamed): Part {
  if (roleOfFile(context.file) !== undefined) return hostNamed(context, alias);
  const path = alias.dotted.split('.');
  return symbol(path.slice(0, -1).join('.'), path.at(-1) ?? '');
}

/** A dependency that lets only some callers in, as a handler or a list of dependencies has it where no `Depends` is around it. */
export function wholeDependency(context: Context, guard: NamedGuard): Part | undefined {
  if (guard.name !== undefined) return aliasNamed(context, guard.name);
  return guard.isReturned ? madeBy(context, guard) : undefined;
}

/** A callable that lets only some callers in, as a handler depends on it. */
export function guardCallable(context: Context, guard: NamedGuard): Part {
  const alias = aliasOf(guard);
  if (alias !== undefined) return py`${typing.get_args}(${aliasNamed(context, alias)})[1].dependency`;
  const whole = wholeDependency(context, guard);
  if (whole !== undefined) return py`${whole}.dependency`;
  return isMade(guard) ? madeBy(context, guard) : hostCallable(context, guard);
}

/** What tests put another in the place of. What a call makes is known by its code: whatever the same call makes has that. */
export function replacedCallable(context: Context, guard: NamedGuard): Part {
  const callable = guardCallable(context, guard);
  if (!isMade(guard)) return callable;
  // The function for it is beside the fixtures.
  return context.file === 'tests/conftest.py'
    ? py`code_of(${callable})`
    : py`getattr(${callable}, "__code__", type(${callable}))`;
}

/** `require_role("admin")` */
function madeBy(context: Context, guard: NamedGuard): Part {
  return py`${hostCallable(context, guard)}${guard.made && copied(guard.made)}`;
}
