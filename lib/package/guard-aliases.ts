/** How handlers depend on a guard, and the aliases for that which their module defines. */
import type { Context } from './context.js';
import { roleOfFile } from './modules.js';
import { allGuards, guardCallable, type NamedGuard, wholeDependency } from './named-guards.js';
import { hostNamed } from './parameters.js';
import { type Code, copied, join, type Part, py } from './print/code.js';
import { fastapi } from './print/symbols.js';
import { annotated } from './spelling.js';

/** `Depends(get_current_user)`, or what the host calls that. */
export function dependsOn(context: Context, guard: NamedGuard): Code {
  const whole = wholeDependency(context, guard);
  if (whole !== undefined) return py`${whole}`;
  const { kind = 'Depends', options } = guard;
  return py`${fastapi[kind]}(${join(', ', [guardCallable(context, guard), options])})`;
}

/** The alias of their own module by which the handlers take a guard. */
export function ownAliasOf(context: Context, { form }: NamedGuard): string | undefined {
  return form?.kind === 'parameter' && roleOfFile(context.file) === 'api' ? form.own : undefined;
}

/** The type of what a guard gives, where the blueprint says one. */
export function typeGiven(context: Context, { form }: NamedGuard): Part | undefined {
  if (form?.kind !== 'parameter' || form.type === undefined) return undefined;
  return 'dotted' in form.type ? hostNamed(context, form.type) : copied(form.type);
}

/** What the module of the handlers defines for its guards, as each of the host's routers does: `user_dependency = Annotated[…]`. */
export function guardAliases(context: Context): readonly (readonly [name: string, line: Code])[] {
  return allGuards(context.conventions.security).flatMap((guard) => {
    const alias = ownAliasOf(context, guard);
    if (alias === undefined) return [];
    const type = typeGiven(context, guard) ?? 'object';
    return [[alias, py`${alias} = ${annotated(context, type, dependsOn(context, guard))}`] as const];
  });
}
