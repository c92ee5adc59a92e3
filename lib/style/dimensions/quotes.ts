/** Which quotes strings have: what the host's formatter is set to, else what the blueprint mostly writes. */
import { ruffSettings, toolSettings, valueAt } from '../../project/settings.js';
import { walk } from '../../python/syntax.js';
import { type Dimension, type Learned, oneOf } from '../dimension.js';
import type { HostReading } from '../host-reading.js';

export type Quotes = 'double' | 'single';

export const quotes: Dimension<Quotes> = {
  id: 'quotes',
  default: 'double',
  learn: (host) => fromSettings(host) ?? fromBlueprint(host),
  pin: oneOf('double', 'single'),
};

function fromSettings({ files, host, top, shown }: HostReading): Learned<Quotes> | undefined {
  const ruff = ruffSettings(files, host.packages, top);
  const style = ruff && valueAt(ruff.value, 'format', 'quote-style');
  if (ruff !== undefined && (style === 'single' || style === 'double')) return { value: style, at: shown(ruff.path) };
  const black = toolSettings(files, host.packages, top, 'black');
  const skips =
    black && (valueAt(black.value, 'skip-string-normalization') ?? valueAt(black.value, 'skip_string_normalization'));
  return black === undefined || skips === true ? undefined : { value: 'double', at: shown(black.path) };
}

/** The quotes of most plain strings; a string that has the other ones in it could not be written otherwise. */
function fromBlueprint({ blueprint, at }: HostReading): Learned<Quotes> | undefined {
  const found = (blueprint?.all ?? []).flatMap((module) =>
    [...walk(module.tree.root)].flatMap((node) => {
      const quote = node.type === 'string' ? /^[a-zA-Z]*(["'])(?!\1\1)[^"']*["']$/.exec(node.text)?.[1] : undefined;
      return quote === undefined ? [] : [{ quote, module, line: node.line }];
    }),
  );
  const single = found.filter(({ quote }) => quote === "'");
  const value = single.length * 2 > found.length ? 'single' : 'double';
  const shown = found.find(({ quote }) => (quote === "'") === (value === 'single'));
  return shown && { value, at: at(shown.module, shown.line) };
}
