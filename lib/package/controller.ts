/** The class whose methods handlers are, where the blueprint's are no functions, and what FastAPI gives to all of them. */
import type { ModelSpec } from '../request/model.js';
import { called, type Holder } from './called.js';
import type { Context } from './context.js';
import { userParameters } from './guards.js';
import { nameFor } from './layers.js';
import { hostNamed, type Parameter, sessionParameter } from './parameters.js';
import { type Code, join, type Part, py } from './print/code.js';
import { fastapi } from './print/symbols.js';
import { hasOwner } from './scopes.js';

/** The handlers as they stand in the module: as functions, or in their class. */
export function inController(context: Context, spec: ModelSpec, all: readonly Part[]): readonly Part[] {
  const { controllers, router } = context.conventions;
  if (controllers === undefined) return all;
  const { holder } = called(context, spec);
  const guards = userParameters(context, 'get', { hasSession: true, isOwned: false }).filter(
    isKeptGuard(context, spec),
  );
  const attributes = [
    ...guards.map(({ code }) => code),
    controllers.session && sessionParameter(context, controllers.session).code,
    controllers.hasLayer && holder.kind === 'object' && holder.parameter?.code,
  ].filter(Boolean);
  const type: Code = py`
    @${hostNamed(context, controllers.decorator)}(${router})
    class ${nameFor(context, spec, controllers.name)}:
        ${attributes.length > 0 && [...attributes, '']}
        ${join('\n\n', all)}
  `;
  return [type];
}

/** The parameters of a handler without those that its class is given. */
export function withoutKept(
  context: Context,
  spec: ModelSpec,
  holder: Holder,
  given: readonly Parameter[],
): readonly Parameter[] {
  const { controllers } = context.conventions;
  const isGuard = isKeptGuard(context, spec);
  const isOfLayer = (each: Parameter): boolean => holder.kind === 'object' && each.code === holder.parameter?.code;
  const isKept = (each: Parameter): boolean =>
    each.kind === 'holder' && (isOfLayer(each) ? controllers?.hasLayer === true : controllers?.session !== undefined);
  return controllers === undefined ? given : given.filter((each) => !isKept(each) && !isGuard(each));
}

/** Whether who calls is an attribute: not where handlers look at it in their own code, as a parameter. */
function isKeptGuard({ conventions }: Context, spec: ModelSpec): (parameter: Parameter) => boolean {
  const { controllers, security } = conventions;
  const isRead = hasOwner(spec) || Object.keys(security.checks).length > 0;
  return ({ name }) => !isRead && name !== undefined && controllers?.guards.includes(name) === true;
}

/** What makes the router. */
export function routerClass(context: Context): Part {
  const { controllers } = context.conventions;
  return controllers?.router === undefined ? fastapi.APIRouter : hostNamed(context, controllers.router);
}
