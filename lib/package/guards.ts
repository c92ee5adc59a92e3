/** What lets only some callers in, as the blueprint declares it. */
import type { Style } from '../style/style-values.js';
import type { Context } from './context.js';
import { definedIn } from './modules.js';
import { join, type Part, py, symbol } from './print/code.js';
import { fastapi } from './print/symbols.js';

type Guard = Style['security']['guards'][number];

// Literals, brackets and the names of keywords: what means the same in another module.
const PLAIN = /^(?:"[^"\\]*"|'[^'\\]*'|\d+|True|False|None|\w+=|[()[\]{},:\s])*$/;

/** Why the blueprint's authentication cannot be followed, with the place; nothing where it can. */
export function guardProblem({ kind, guards, router }: Style['security']): string | undefined {
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
export type MadeGuard = { readonly name: string; readonly value: Part };

const isMade = ({ call }: Guard): boolean => call !== undefined;

const madeName = (index: number): string => (index === 0 ? 'require_access' : `require_access_${index + 1}`);

/** What `deps.py` defines for guards that are made by a call. */
export function madeGuards(context: Context): readonly MadeGuard[] {
  return context.conventions.security.guards
    .filter(isMade)
    .map((guard, index) => ({ name: madeName(index), value: py`${callable(guard)}${guard.call ?? ''}` }));
}

function callable({ source, member }: Guard): Part {
  if (source === undefined) throw new Error('a guard without a source was not refused');
  return py`${symbol(source.module, source.name)}${member !== undefined && `.${member}`}`;
}

/** The callables that let only some callers in, as other modules of the package name them. */
function guardCallables(context: Context): readonly Part[] {
  const { guards } = context.conventions.security;
  const made = guards.filter(isMade);
  return guards.map((guard) =>
    isMade(guard) ? definedIn(context, 'deps', madeName(made.indexOf(guard))) : callable(guard),
  );
}

/** What a test has to let pass: the package's own guards and those above it that have a name. */
export function passedCallables(context: Context): readonly Part[] {
  const own = context.conventions.security.guards;
  const isSame = (one: Guard, other: Guard): boolean =>
    one.source?.module === other.source?.module &&
    one.source?.name === other.source?.name &&
    one.member === other.member;
  const above = context.conventions.guardsAbove
    .filter((guard) => !isMade(guard) && guard.source !== undefined)
    .filter((guard, index, all) => all.findIndex((each) => isSame(each, guard)) === index)
    .filter((guard) => !own.some((each) => !isMade(each) && isSame(each, guard)));
  return [...guardCallables(context), ...above.map(callable)];
}

/** The guards as elements of `dependencies=[…]`. */
export function guardDependencies(context: Context): readonly Part[] {
  const { guards } = context.conventions.security;
  return guardCallables(context).map((name, index) => {
    const { kind = 'Depends', options } = guards[index] ?? {};
    return py`${fastapi[kind]}(${join(', ', [name, options])})`;
  });
}
