/** What the blueprint's router, or each of its paths, has before what is its own: `/api/v1` of `/api/v1/users`. */
import { handlersOf, routerCall } from '../../framework/handlers.js';
import { textLiteral } from '../../framework/text-constants.js';
import { singular, snakeCase } from '../../naming/names.js';
import type { BlueprintModules } from '../blueprint-modules.js';
import { type Dimension, type Learned, refuse } from '../dimension.js';
import type { HostReading } from '../host-reading.js';

export const prefixBase: Dimension<string> = {
  id: 'prefix-base',
  default: '',
  learn({ blueprint, host, modules, at, place }) {
    const given = (blueprint?.routers ?? []).flatMap((module) =>
      host.routerObjects
        .filter(({ path }) => path === module.path)
        .flatMap(({ name }) => {
          const prefix = routerCall(module, name)?.keywords.get('prefix');
          return prefix === undefined ? [] : [{ module, prefix, text: textLiteral(module, prefix, modules)?.text }];
        }),
    );
    for (const { module, prefix, text } of given) {
      const base = /^["']((?:\/[\w.-]+)+)\/[\w-]+\/?["']$/.exec(text ?? '')?.[1];
      if (base !== undefined) return { value: base, at: at(module, prefix.line) };
    }
    const hidden = given.find(({ text }) => text === undefined || /^[fF]["'].*\{/.test(text));
    if (hidden !== undefined && given.every((each) => each.prefix.text === hidden.prefix.text)) {
      const { module, prefix } = hidden;
      return refuse(
        'prefix-base-unclear',
        place(module, prefix.line),
        `${prefix.text} as the prefix of its router, and what that begins with is not written there`,
        'Pin in pyproject.toml what is before the part of the package: prefix-base = "/api/v1" below [tool.backend-package].',
      );
    }
    return blueprint && inPaths(blueprint, at);
  },
  pin: {
    expects: 'a path without the part of the package, as in "/api/v1"',
    read: (given) => (typeof given === 'string' && /^(?:\/[\w.-]+)*$/.test(given) ? given : undefined),
  },
};

/** The same of paths that are whole in the decorators: `/api` of `/api/users` and `/api/users/{user_id}`. */
function inPaths({ name, routers }: BlueprintModules, at: HostReading['at']): Learned<string> | undefined {
  const bases = routers.flatMap(handlersOf).map(({ path }) => {
    const words = (path ?? '').split('/');
    const own = words.findIndex((word) => singular(snakeCase(word)) === singular(snakeCase(name)));
    return own < 1 ? '' : words.slice(0, own).join('/');
  });
  const [base = ''] = bases;
  const [module] = routers;
  return base === '' || module === undefined || bases.some((each) => each !== base)
    ? undefined
    : { value: base, at: at(module, handlersOf(module)[0]?.decorator.line ?? 1) };
}
