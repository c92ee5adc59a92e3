/** What is around the noun in the class of a model: `{}` for `User`, `{}Model` for `UserModel`. */
import { mappedTables } from '../../framework/mapped-models.js';
import { classPattern, isNamedAfter, modelNoun } from '../../naming/model-class.js';
import type { Dimension } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { mainModel } from '../main-model.js';

export const modelNames: Dimension<string> = {
  id: 'model-names',
  default: '{}',
  learn(host) {
    const main = mainModel(host);
    if (main === undefined) return undefined;
    const pattern = classPattern(main.name);
    // `PriceTable` of the package `price_tables` has no suffix.
    const isFeature = isNamedAfter(main.name, host.host.blueprint ?? '');
    const isHabit = pattern === '{}' || (!isFeature && isFollowed(host, main.name, pattern));
    return { value: isHabit ? pattern : '{}', at: host.at(main.module, main.node.line) };
  },
  pin: {
    expects: 'the name of a class with {} for the noun, as in "{}Model"',
    read: (given) =>
      typeof given === 'string' && /^(?:[A-Z]\w*)?\{\}[A-Za-z0-9]*$/.test(given) && given.length <= 22
        ? given
        : undefined,
  },
};

/** Whether the other models are called so, too; a class that is alone is to be called after its package. */
function isFollowed({ host, modules }: HostReading, name: string, pattern: string): boolean {
  const others = mappedTables(modules).flatMap(({ table }) =>
    table.isClass && table.name !== name ? [table.name] : [],
  );
  const following = others.filter((each) => classPattern(each) === pattern);
  if (others.length > 0) return following.length * 2 >= others.length;
  return isNamedAfter(modelNoun(name), host.blueprint ?? '');
}
