/** How a tag is spelled: `{many}` for `users`, `{Many}` for `Users`, `{One} accounts`. */

import { routerCall } from '../../framework/handlers.js';
import { nounsOf } from '../../naming/name-pattern.js';
import { phrasePattern } from '../../naming/phrase.js';
import type { Dimension } from '../dimension.js';
import { shapesOf } from '../handler-shapes.js';
import { mainModel } from '../main-model.js';

export const tagForm: Dimension<string> = {
  id: 'tag-form',
  default: '{many}',
  learn(host) {
    const { blueprint, at } = host;
    const ofRouters = (blueprint?.routers ?? []).flatMap((module) =>
      host.host.routerObjects
        .filter(({ path }) => path === module.path)
        .flatMap(({ name }) => {
          const tags = routerCall(module, name)?.keywords.get('tags');
          return tags === undefined ? [] : [{ tags, module }];
        }),
    );
    const ofHandlers = shapesOf(host, 'create', 'list', 'get').flatMap(({ handler }) => {
      const tags = handler.keywords.get('tags');
      return tags === undefined ? [] : [{ tags, module: handler.module }];
    });
    const [shown] = [...ofRouters, ...ofHandlers];
    const text = /^[[(]\s*(["'])([^"'\\]*)\1\s*,?\s*[\])]$/.exec(shown?.tags.text ?? '')?.[2];
    if (shown === undefined || text === undefined) return undefined;
    const pattern = phrasePattern(text, nounsOf(mainModel(host)?.name, host.host.blueprint ?? ''));
    // Words of another language still show whether they are written as titles.
    const form = pattern?.includes('{') ? pattern : /^\p{Lu}/u.test(text) ? '{Many}' : '{many}';
    return { value: form, at: at(shown.module, shown.tags.line) };
  },
};
