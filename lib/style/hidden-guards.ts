/** Guards that no dependency shows: in the class of a router, in the handlers' own code, in decorators of others. They are refused. */

import { controllerAround } from '../framework/controllers.js';
import { saysAuthentication } from '../framework/guard-names.js';
import { type HandlerParameter, parametersOfHandler } from '../framework/handler-parameters.js';
import { type Handler, isPlainRouter, routerCall } from '../framework/handlers.js';
import { INCLUDE_WORD } from '../framework/inclusions.js';
import { deniesIn } from '../framework/raised.js';
import { ROUTER_WORD } from '../framework/routers.js';
import { ownNames } from '../project/module.js';
import { calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { Refusal, RefusalPlace } from '../refusal.js';
import { blueprintHandlers, blueprintRecords } from './blueprint-handlers.js';
import type { BlueprintModules } from './blueprint-modules.js';
import { givenToAll } from './controller-attributes.js';
import { guardDecorators } from './decorator-checks.js';
import { parameterKind } from './handler-shapes.js';
import type { HostReading } from './host-reading.js';
import { makesLayer } from './layer-makers.js';
import type { Security } from './security-of.js';

/** The ways past guards that a new package cannot have. */
const OTHER_GUARDS =
  'Follow another package with --like PACKAGE, or write the package by hand and register it with --register-only.';

/** The same for what handlers decide in their own code, which they can have a dependency do. */
export const OTHER_CHECKS: string = `Have a dependency of the handlers decide it, as in user=Depends(require_admin): new handlers take it over. ${OTHER_GUARDS}`;

function refused(id: string, at: RefusalPlace, reason: string): Refusal {
  return {
    id: `security-${id}`,
    status: 3,
    at,
    reason: `${reason} Without it the new routes could be open to everybody.`,
    hint: id === 'in-handler' ? OTHER_CHECKS : OTHER_GUARDS,
  };
}

/** A router that is no plain `APIRouter`: what its class, its factory or its route class asks for is not seen. */
export function routerProblem({ host, place }: HostReading, { routers, all }: BlueprintModules): Refusal | undefined {
  for (const module of routers) {
    for (const { name } of host.routerObjects.filter(({ path }) => path === module.path)) {
      const names = ownNames(module);
      const given = names.get(name);
      // `router = user_routes` is another name of the same router.
      const alias = given?.type === 'assignment' ? childOf(given, 'right') : undefined;
      const own = alias?.type === 'identifier' && names.has(alias.text) ? alias.text : name;
      const call = routerCall(module, own);
      const line = given?.line ?? 1;
      if (call === undefined || !isPlainRouter(module, call)) {
        const made = call?.callee.text ?? childOf(given ?? module.tree.root, 'right')?.text ?? own;
        return refused(
          'router',
          place(module, line),
          `The blueprint's router is made by ${made} and not by ${ROUTER_WORD}.`,
        );
      }
      if (call.splat) {
        const reason = `What ${given?.text.slice(0, 80)} gives the blueprint's router is not seen.`;
        return refused('router', place(module, line), reason);
      }
      const routes = call.keywords.get('route_class');
      if (routes !== undefined) {
        const reason = `The blueprint's router has the route class ${routes.text}, which a package cannot be given yet.`;
        return refused('router', place(module, routes.line), reason);
      }
    }
  }
  for (const module of routers) {
    for (const { node, callee, keywords } of calls(module.tree.root)) {
      if (!callee.text.endsWith(`.${INCLUDE_WORD}`) || !keywords.has('dependencies')) continue;
      if (!all.includes(module)) continue;
      const reason =
        'The blueprint includes its own routers with dependencies, and which of them is followed is not clear.';
      return refused('unclear', place(module, node.line), reason);
    }
    for (const node of walk(module.tree.root)) {
      const changed = changedOf(node);
      const [object, attribute] = changed?.split('.') ?? [];
      const isOurs = host.routerObjects.some(({ path, name }) => path === module.path && name === object);
      if (!isOurs || !['route_class', 'dependencies'].includes(attribute ?? '')) continue;
      return refused(
        'router',
        place(module, node.line),
        `${changed} of the blueprint's router is set, which a package cannot follow.`,
      );
    }
  }
  return undefined;
}

/** What a statement sets or adds to: `router.dependencies` of `router.dependencies.append(…)`. */
function changedOf(node: PythonNode): string | undefined {
  if (node.type === 'assignment' || node.type === 'augmented_assignment') return childOf(node, 'left')?.text;
  const callee = node.type === 'call' ? childOf(node, 'function') : undefined;
  return callee?.type === 'attribute' ? childOf(callee, 'object')?.text : undefined;
}

const CURRENT_USER = /current_?(?:active_?)?(?:user|account|admin|superuser)|^principal$|^identity$/i;

/** A handler that lets only some callers in by other means than a dependency that was read. */
export function handlerProblem(
  host: HostReading,
  blueprint: BlueprintModules,
  found: Pick<Security, 'guards'>,
): Refusal | undefined {
  const all = blueprintHandlers(blueprint);
  // A login answers 401 too; what is looked for is who may list, read and change the records.
  const records = new Set(blueprintRecords(blueprint).values());
  for (const handler of all) {
    const problem = classProblem(host, handler) ?? (records.size === 0 ? decoratorProblem(host, handler) : undefined);
    if (problem !== undefined) return problem;
    const unread = unreadProblem(host, handler);
    if (unread !== undefined) return unread;
    if (found.guards.length + (host.host.served[0]?.guards ?? []).length > 0) continue;
    const hidden = parameterProblem(host, handler) ?? (records.has(handler) ? bodyProblem(host, handler) : undefined);
    if (hidden !== undefined) return hidden;
  }
  return undefined;
}

function classProblem(host: HostReading, handler: Handler): Refusal | undefined {
  const { module, node, decorator } = handler;
  const controller = controllerAround(module, node);
  // What else all of its methods have may guard them.
  const given = givenToAll(host, handler, controller);
  const isHarmless = (each: HandlerParameter): boolean => {
    const kind = parameterKind(host, handler, each);
    const made = each.given?.target === undefined ? undefined : host.modules.define(each.given.target);
    const isOwn = made?.node.type === 'class_definition' && host.blueprint?.has(made.module.module) === true;
    // What handlers look at themselves is no new handler's.
    if (kind === 'user') return controller?.node.text.includes(`self.${each.name}`) === false;
    return kind === 'session' || (kind === 'object' && made !== undefined && (isOwn || makesLayer(host)(made)));
  };
  if (controller !== undefined && given.every(isHarmless)) return undefined;
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at.type !== 'class_definition') continue;
    return refused(
      'class',
      host.place(module, decorator.line),
      'The handlers are methods of a class, which may guard them.',
    );
  }
  return undefined;
}

/** A decorator of a handler that is none of those that work on the records, where there are none of these. */
function decoratorProblem({ modules, place }: HostReading, handler: Handler): Refusal | undefined {
  const [first] = guardDecorators(modules, handler);
  return (
    first &&
    refused('decorator', place(handler.module, first.line), `The decorator ${first.text.slice(1)} guards a handler.`)
  );
}

/** A parameter that a call brings which says that it guards, and is followed to no `Depends`: `user=rbac.require("ADMIN")`. */
function unreadProblem({ modules, place }: HostReading, { module, node }: Handler): Refusal | undefined {
  const unread = parametersOfHandler(module, node, modules).find(
    ({ given, value, type }) =>
      given === undefined &&
      [value, type].some(
        (each) => each && calls(each).some(({ callee }) => saysAuthentication(callee.text.split('.').at(-1) ?? '')),
      ),
  );
  return unread && unseen(place(module, unread.node.line), unread.node);
}

const unseen = (at: RefusalPlace, parameter: PythonNode): Refusal =>
  refused('unclear', at, `A handler takes ${parameter.text}, and what brings it is not seen.`);

/** A parameter that is the current user, where what brings it was not found. */
function parameterProblem({ place }: HostReading, { module, node }: Handler): Refusal | undefined {
  for (const parameter of parametersOf(node)) {
    const name = childOf(parameter, 'name')?.text ?? parameter.named[0]?.text ?? parameter.text;
    const type = childOf(parameter, 'type')?.text ?? '';
    if (!CURRENT_USER.test(name) && !CURRENT_USER.test(type)) continue;
    return unseen(place(module, parameter.line), parameter);
  }
  return undefined;
}

/** A handler that looks at the caller in its own code, or takes what tells the caller. */
function bodyProblem({ place }: HostReading, { module, node }: Handler): Refusal | undefined {
  const credential = parametersOf(node).find(
    (each) => /\b(?:Header|Cookie)\b/.test(each.text) && saysAuthentication(/^\w+/.exec(each.text)?.[0] ?? ''),
  );
  if (credential !== undefined) {
    const what = `A handler takes ${credential.text} and decides in its own code who may call it.`;
    return refused('in-handler', place(module, credential.line), what);
  }
  const body = childOf(node, 'body');
  if (body === undefined || !(deniesIn(body) || /\brequest\.(?:state\.)?user\b/.test(body.text))) return undefined;
  return refused('in-handler', place(module, body.line), 'A handler decides in its own code who may call it.');
}
