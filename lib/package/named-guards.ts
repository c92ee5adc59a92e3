/** The guards of a package as its code names them: by the host's name, by an alias of the host, or by one of their own. */
import { OPERATIONS } from '../style/operations.js';
import type { Style } from '../style/style-values.js';
import type { Context } from './context.js';
import { hasStandardDeps, roleOfFile } from './modules.js';
import { hostNamed } from './parameters.js';
import { copied, type Part, py, symbol } from './print/code.js';
import { typing } from './print/symbols.js';
import { elsewhere } from './reach.js';

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

/** A guard that is made by a call has its own name, so that tests can put another in its place. */
type MadeGuard = { readonly name: string; readonly value: Part };

export const isMade = (guard: NamedGuard): boolean =>
  guard.call !== undefined && guard.name === undefined && aliasOf(guard) === undefined;

/** The host's own name for a guard that is made by a call: `AdminUser = Annotated[User, Depends(require_roles("admin"))]`. */
function aliasOf({ call, form }: NamedGuard): HostNamed | undefined {
  if (call === undefined || form?.kind !== 'parameter' || !form.isAlias || form.type === undefined) return undefined;
  return 'dotted' in form.type ? form.type : undefined;
}

type HostNamed = Parameters<typeof hostNamed>[1];

const madeName = (index: number): string => (index === 0 ? 'require_access' : `require_access_${index + 1}`);

/** What a file defines for guards that are made by a call: the dependencies, or else the handlers' own. */
export function madeGuards(context: Context): readonly MadeGuard[] {
  if (roleOfFile(context.file) !== madeRole(context)) return [];
  return allGuards(context.conventions.security)
    .filter(isMade)
    .map((guard, index) => ({
      name: madeName(index),
      value: py`${hostCallable(context, guard)}${guard.made && copied(guard.made)}`,
    }));
}

const madeRole = ({ conventions }: Context): 'deps' | 'api' => (hasStandardDeps(conventions) ? 'deps' : 'api');

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
  return guard.isReturned ? madeElsewhere(context, guard) : undefined;
}

/** A callable that lets only some callers in, as another module of the package names it. */
export function guardCallable(context: Context, guard: NamedGuard): Part {
  const alias = aliasOf(guard);
  if (alias !== undefined) return py`${typing.get_args}(${aliasNamed(context, alias)})[1].dependency`;
  const whole = wholeDependency(context, guard);
  if (whole !== undefined) return py`${whole}.dependency`;
  return isMade(guard) ? madeElsewhere(context, guard) : hostCallable(context, guard);
}

function madeElsewhere(context: Context, guard: NamedGuard): Part {
  const made = allGuards(context.conventions.security).filter(isMade);
  return elsewhere(context, madeRole(context), madeName(made.findIndex((each) => isSameGuard(each, guard))));
}
