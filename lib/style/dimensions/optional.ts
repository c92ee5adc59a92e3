/** How the blueprint spells types that may be null and lists: `X | None` or `Optional[X]`, `list[X]` or `List[X]`. */
import type { Module } from '../../project/module.js';
import type { Dimension } from '../dimension.js';
import type { HostReading } from '../host-reading.js';

export type OptionalTypes = { readonly optional: 'union' | 'Optional'; readonly list: 'list' | 'List' };

export const optional: Dimension<OptionalTypes> = {
  id: 'optional',
  default: { optional: 'union', list: 'list' },
  learn(host) {
    const spelled = firstOf(host, { Optional: /\bOptional\[/, union: /\|\s*None\b|\bNone\s*\|/ });
    const listed = firstOf(host, { List: /\bList\[/, list: /\blist\[/ });
    const shown = spelled ?? listed;
    if (shown === undefined) return undefined;
    return {
      value: { optional: spelled?.word ?? optional.default.optional, list: listed?.word ?? optional.default.list },
      at: host.at(shown.module, shown.line),
    };
  },
  pin: {
    expects: 'a table, as in { optional = "Optional", list = "List" }',
    read(given) {
      if (typeof given !== 'object' || given === null) return undefined;
      const told = { ...optional.default, ...given };
      const isKnown = /^(?:union|Optional)$/.test(told.optional) && /^[lL]ist$/.test(told.list);
      return isKnown && Object.keys(told).length === 2 ? told : undefined;
    },
  },
};

/** The spelling that comes first in the module that shows one, schemas before models before the rest. */
function firstOf<Word extends string>(
  { blueprint }: HostReading,
  spellings: Readonly<Record<Word, RegExp>>,
): { readonly word: Word; readonly module: Module; readonly line: number } | undefined {
  if (blueprint === undefined) return undefined;
  for (const module of [...blueprint.of('schemas'), ...blueprint.of('models'), ...blueprint.all]) {
    const found = (Object.keys(spellings) as Word[])
      .map((word) => ({ word, at: module.source.search(spellings[word]) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at)[0];
    if (found !== undefined)
      return { word: found.word, module, line: module.source.slice(0, found.at).split('\n').length };
  }
  return undefined;
}
