import type { Conventions } from '../style/conventions.js';
import type { Context } from './context.js';
import { ofModule } from './modules.js';

type Guard = Conventions['security']['guards'][number];

// Literals, brackets and the names of keywords: what means the same in another module.
const PLAIN = /^(?:"[^"\\]*"|'[^'\\]*'|\d+|True|False|None|\w+=|[()[\]{},:\s])*$/;

/** Why the blueprint's authentication cannot be followed, with the place; nothing where it can. */
export function guardProblem({ kind, guards, router }: Conventions['security']): string | undefined {
  if (kind === 'unclear')
    return `[security-unclear] The dependencies of the blueprint's router cannot be read${at(router[0])}.`;
  const unknown = guards.find(
    ({ source, call, options }) => source === undefined || !PLAIN.test(call ?? '') || !PLAIN.test(options ?? ''),
  );
  return (
    unknown &&
    `[security-unclear] ${unknown.text} guards the blueprint and cannot be used in another package as it stands${at(unknown)}.`
  );
}

const at = (guard: Guard | undefined): string => (guard === undefined ? '' : ` (${guard.at})`);

/** A guard that is made by a call is kept in `deps.py`, so that tests can put another in its place. */
export type MadeGuard = { readonly name: string; readonly value: string };

const isMade = ({ call }: Guard): boolean => call !== undefined;

const madeName = (index: number): string => (index === 0 ? 'require_access' : `require_access_${index + 1}`);

/** What `deps.py` defines for guards that are made by a call. */
export function madeGuards(context: Context): readonly MadeGuard[] {
  return context.conventions.security.guards
    .filter(isMade)
    .map((guard, index) => ({ name: madeName(index), value: callable(context, guard) + (guard.call ?? '') }));
}

function callable({ names }: Context, { source, member }: Guard): string {
  if (source === undefined) throw new Error('a guard without a source was not refused');
  const name = names.from(source.module, source.name);
  return member === undefined ? name : `${name}.${member}`;
}

/** The callables that let only some callers in, as other modules of the package name them. */
export function guardCallables(context: Context): readonly string[] {
  const { guards } = context.conventions.security;
  const made = guards.filter(isMade);
  return guards.map((guard) =>
    isMade(guard) ? ofModule(context, 'deps', madeName(made.indexOf(guard))) : callable(context, guard),
  );
}

/** What a test has to let pass: the package's own guards and those above it that have a name. */
export function passedCallables(context: Context): readonly string[] {
  const above = context.conventions.guardsAbove.filter((guard) => !isMade(guard) && guard.source !== undefined);
  return [...new Set([...guardCallables(context), ...above.map((guard) => callable(context, guard))])];
}

/** The guards as elements of `dependencies=[…]`. */
export function guardNames(context: Context): readonly string[] {
  const { guards } = context.conventions.security;
  return guardCallables(context).map((name, index) => {
    const { kind = 'Depends', options } = guards[index] ?? {};
    return `${context.names.from('fastapi', kind)}(${[name, ...(options === undefined ? [] : [options])].join(', ')})`;
  });
}
