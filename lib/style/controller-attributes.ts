/** What FastAPI gives to all handlers of a controller, as attributes of its class. */
import { type Controller, controllerAround } from '../framework/controllers.js';
import { type HandlerParameter, parametersOfHandler } from '../framework/handler-parameters.js';
import type { Handler } from '../framework/handlers.js';
import { isSessionParameter } from './handler-shapes.js';
import type { HostReading } from './host-reading.js';

export function givenToAll(
  host: HostReading,
  { module, node }: Pick<Handler, 'module' | 'node'>,
  controller: Controller | undefined = controllerAround(module, node),
): readonly HandlerParameter[] {
  const attributes = controller?.attributes ?? [];
  return parametersOfHandler(module, node, host.modules).filter((each) => attributes.includes(each.node));
}

/** The attribute with the session. */
export function sessionAttribute(host: HostReading, handler: Pick<Handler, 'module' | 'node'>): string | undefined {
  return givenToAll(host, handler).find((each) => isSessionParameter(host, each))?.name;
}
