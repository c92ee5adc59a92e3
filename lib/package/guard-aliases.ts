/** How handlers depend on a guard, and the aliases for that which their module defines. */
import type { Context } from './context.js';
import { roleOfFile } from './modules.js';
import { allGuards, guardCallable, type NamedGuard, wholeDependency } from './named-guards.js';
import { hostNamed } from './parameters.js';
import { type Code, copied, join, py } from './print/code.js';
import { fastapi } from './print/symbols.js';
import { annotated } from './spelling.js';

/** `Depends(get_current_user)`, or what the host calls that. */
export function dependsOn(context: Context, guard: NamedGuard): Code {
  const whole = wholeDependency(context, guard);
  if (whole !== undefined) return py`${whole}`;
  const { kind = 'Depends', options } = guard;
  return py`${fastapi[kind]}(${join(', ', [guardCallable(context, guard), options])})`;
}

/** Whether the handlers take a guard by an alias of their own module. */
export function isOwnAlias(context: Context, { form }: NamedGuard): boolean {
  return form?.kind === 'parameter' && form.own !== undefined && roleOfFile(context.file) === 'api';
}

/** What the module of the handlers defines for its guards, as each of the host's routers does: `user_dependency = Annotated[…]`. */
export function guardAliases(context: Context): readonly (readonly [name: string, line: Code])[] {
  return allGuards(context.conventions.security).flatMap((guard) => {
    const { form } = guard;
    if (form?.kind !== 'parameter' || form.own === undefined || !isOwnAlias(context, guard)) return [];
    const type =
      form.type === undefined ? 'object' : 'dotted' in form.type ? hostNamed(context, form.type) : copied(form.type);
    return [[form.own, py`${form.own} = ${annotated(context, type, dependsOn(context, guard))}`] as const];
  });
}
