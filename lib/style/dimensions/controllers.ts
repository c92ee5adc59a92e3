/** The class whose methods the handlers are, where they are no functions. */
import { controllerAround } from '../../framework/controllers.js';
import { type Handler, isInferring, routerCall } from '../../framework/handlers.js';
import { type HostName, hostName } from '../../framework/host-name.js';
import { type Nouns, namePattern, nounsOf } from '../../naming/name-pattern.js';
import { isRefusal } from '../../refusal.js';
import { givenToAll, sessionAttribute } from '../controller-attributes.js';
import { type Dimension, learnedOf } from '../dimension.js';
import { type HandlerShape, handlerShapes } from '../handler-shapes.js';
import type { HostReading } from '../host-reading.js';
import { mainModel } from '../main-model.js';
import { layers } from './layers.js';

export type Controllers = {
  /** `cbv` of `@cbv(router)`. */
  readonly decorator: HostName;
  /** A pattern of its name: `{One}Controller`. */
  readonly name: string;
  /** What makes its router, where that is not FastAPI's own: `InferringRouter`. */
  readonly router: HostName | undefined;
  /** What its attribute with the session is called; nothing where each handler takes one. */
  readonly session: string | undefined;
  /** Whether the object of the layer that the handlers call is one. */
  readonly hasLayer: boolean;
  /** What its attributes are called that say who calls. */
  readonly guards: readonly string[];
};

export const controllers: Dimension<Controllers | undefined> = {
  id: 'controllers',
  default: undefined,
  learn(host) {
    const [shape] = handlerShapes(host).values();
    const { module, node } = shape?.handler ?? {};
    const found = module && node && controllerAround(module, node);
    const decorator = module && found && hostName(module, found.decorator);
    if (module === undefined || node === undefined || found === undefined || decorator === undefined) return undefined;
    const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
    return {
      value: {
        decorator,
        name: namePattern(found.name, nouns),
        router: routerMadeBy(shape?.handler),
        session: sessionAttribute(host, { module, node }),
        hasLayer: hasLayer(host, { module, node }, nouns),
        guards: guardsKept(host, shape),
      },
      at: host.at(module, found.node.line),
    };
  },
};

function routerMadeBy(handler: Handler | undefined): HostName | undefined {
  const call = handler && routerCall(handler.module, handler.router);
  const named = handler && call && hostName(handler.module, call.callee);
  return named !== undefined && isInferring(named.dotted) ? named : undefined;
}

function guardsKept(host: HostReading, shape: HandlerShape | undefined): readonly string[] {
  const kept = shape === undefined ? [] : givenToAll(host, shape.handler).map(({ node }) => node);
  const users = shape?.parameters.filter(({ kind, node }) => kind === 'user' && kept.includes(node)) ?? [];
  return users.map(({ name }) => name);
}

/** Whether an attribute has the object of the top layer: `service: UserService = Depends(get_user_service)`. */
function hasLayer(host: HostReading, handler: Pick<Handler, 'module' | 'node'>, nouns: Nouns): boolean {
  const found = learnedOf(layers, host);
  const top =
    found === undefined || isRefusal(found) || found.value.kind !== 'chain' ? undefined : found.value.chain.at(-1);
  const reached = top?.holder.kind === 'object' ? top.holder.reached : undefined;
  const name = reached?.kind === 'dependency' ? reached.parameter : undefined;
  return givenToAll(host, handler).some((each) => namePattern(each.name, nouns) === name);
}
