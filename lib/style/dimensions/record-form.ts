/** Whether a dependency loads the record of a path for the handlers, where it is defined, and its alias; or they take the key. */
import { hostName } from '../../framework/host-name.js';
import { namePattern, nounsOf } from '../../naming/name-pattern.js';
import type { Dimension } from '../dimension.js';
import { handlerShapes, shapesOf } from '../handler-shapes.js';
import { mainModel } from '../main-model.js';

export type RecordForm =
  | { readonly kind: 'key' }
  /** `alias` is a pattern: `Valid{One}` of `ValidUser = Annotated[User, Depends(valid_user_id)]`. */
  | { readonly kind: 'loaded'; readonly role: 'deps' | 'api'; readonly alias: string | undefined };

export const recordForm: Dimension<RecordForm> = {
  id: 'record-form',
  default: { kind: 'loaded', role: 'deps', alias: undefined },
  learn(host) {
    const shapes = shapesOf(host, 'get', 'update', 'delete');
    const loading = shapes.find(({ parameters }) => parameters.some(({ kind }) => kind === 'record'));
    const record = loading?.parameters.find(({ kind }) => kind === 'record');
    const [first = [...handlerShapes(host).values()][0]] = shapes;
    if (loading === undefined || record === undefined) {
      return first && { value: { kind: 'key' }, at: host.at(first.handler.module, first.handler.node.line) };
    }
    const target = record.given?.target;
    const owner = target === undefined ? undefined : host.modules.define(target)?.module;
    const role = owner !== undefined && host.blueprint?.routers.includes(owner) ? 'api' : 'deps';
    const named = record.alias === undefined ? undefined : record.type?.named[0];
    const alias = named && hostName(loading.handler.module, named)?.written.split('.').at(-1);
    const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
    const pattern = alias && namePattern(alias, nouns);
    return {
      value: { kind: 'loaded', role, alias: pattern?.includes('{') ? pattern : undefined },
      at: host.at(loading.handler.module, record.node.line),
    };
  },
};
