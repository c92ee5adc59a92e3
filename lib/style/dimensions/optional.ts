/** How the blueprint spells types that may be null and lists, in its data and in its code: `X | None`, `Optional[X]`, `List[X]`. */
import type { Module } from '../../project/module.js';
import type { Dimension } from '../dimension.js';

type Spelled = { readonly optional: 'union' | 'Optional'; readonly list: 'list' | 'List' };

/** In models and schemas; and in the layers and the handlers, where that may be another spelling. */
export type OptionalTypes = Spelled & { readonly layers: Spelled };

const STANDARD: Spelled = { optional: 'union', list: 'list' };

export const optional: Dimension<OptionalTypes> = {
  id: 'optional',
  default: { ...STANDARD, layers: STANDARD },
  learn(host) {
    const { blueprint } = host;
    if (blueprint === undefined) return undefined;
    const data = [...blueprint.of('schemas'), ...blueprint.of('models')];
    const code = blueprint.all.filter((module) => !data.includes(module));
    const [inData, inCode] = [spelledIn([...data, ...code]), spelledIn([...code, ...data])];
    const shown = inData.shown;
    return shown && { value: { ...inData.value, layers: inCode.value }, at: host.at(shown.module, shown.line) };
  },
  pin: {
    expects: 'a table, as in { optional = "Optional", list = "List" }',
    read(given) {
      if (typeof given !== 'object' || given === null) return undefined;
      const told = { ...STANDARD, ...given };
      const isKnown = /^(?:union|Optional)$/.test(told.optional) && /^[lL]ist$/.test(told.list);
      return isKnown && Object.keys(told).length === 2 ? { ...told, layers: told } : undefined;
    },
  },
};

function spelledIn(all: readonly Module[]): {
  readonly value: Spelled;
  readonly shown: { readonly module: Module; readonly line: number } | undefined;
} {
  const spelled = firstOf(all, { Optional: /\bOptional\[/, union: /\|\s*None\b|\bNone\s*\|/ });
  const listed = firstOf(all, { List: /\bList\[/, list: /\blist\[/ });
  const value = { optional: spelled?.word ?? STANDARD.optional, list: listed?.word ?? STANDARD.list };
  return { value, shown: spelled ?? listed };
}

/** The spelling that comes first in the first module that shows one. */
function firstOf<Word extends string>(
  modules: readonly Module[],
  spellings: Readonly<Record<Word, RegExp>>,
): { readonly word: Word; readonly module: Module; readonly line: number } | undefined {
  for (const module of modules) {
    const found = (Object.keys(spellings) as Word[])
      .map((word) => ({ word, at: module.source.search(spellings[word]) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at)[0];
    if (found !== undefined)
      return { word: found.word, module, line: module.source.slice(0, found.at).split('\n').length };
  }
  return undefined;
}
