/** What a layer is called in its module: its class, its object and what gives it to handlers. */
import { hasNoun } from '../naming/name-pattern.js';
import type { LayerHolder, Reached } from '../style/layers.js';

type Maker = Extract<Reached, { kind: 'dependency' }>['maker'];

/** The names that an object of a layer has in its module, with the noun that they need there. */
export function nounGiven(holder: LayerHolder): LayerHolder {
  const noun = (pattern: string): string => {
    if (hasNoun(pattern)) return pattern;
    if (/^[A-Z]/.test(pattern)) return `{One}${pattern}`;
    return pattern.startsWith('get_') ? pattern.replace('get_', 'get_{one}_') : `{one}_${pattern}`;
  };
  if (holder.kind === 'functions') return holder;
  if (holder.kind !== 'object') return { ...holder, name: noun(holder.name) };
  const { reached } = holder;
  const optional = (pattern: string | undefined): string | undefined => pattern && noun(pattern);
  if (reached.kind === 'made') return { ...holder, name: noun(holder.name) };
  const named =
    reached.kind !== 'dependency'
      ? { ...reached, name: noun(reached.name) }
      : { ...reached, maker: makerNamed(reached.maker, noun), alias: optional(reached.alias) };
  return { ...holder, name: noun(holder.name), reached: named };
}

/** The same with the patterns filled in. */
export function namedHolder(holder: LayerHolder, named: (pattern: string) => string): LayerHolder {
  if (holder.kind === 'functions') return holder;
  if (holder.kind !== 'object') return { ...holder, name: named(holder.name) };
  const { reached, takes, below } = holder;
  const optional = (pattern: string | undefined): string | undefined =>
    pattern === undefined ? undefined : named(pattern);
  return {
    ...holder,
    name: named(holder.name),
    takes: takes && { ...takes, name: named(takes.name) },
    below: below && { ...below, name: named(below.name) },
    reached:
      reached.kind === 'made'
        ? {
            ...reached,
            local: optional(reached.local),
            ...(reached.maker && { maker: { ...reached.maker, name: named(reached.maker.name) } }),
          }
        : reached.kind !== 'dependency'
          ? {
              ...reached,
              name: named(reached.name),
              ...(reached.kind === 'object' && reached.local !== undefined && { local: named(reached.local) }),
            }
          : {
              ...reached,
              parameter: named(reached.parameter),
              maker: makerNamed(reached.maker, named),
              alias: optional(reached.alias),
            },
  };
}

/** A maker of the package's own has a name; a function of the host keeps its. */
function makerNamed(maker: Maker, named: (pattern: string) => string): Maker {
  return typeof maker === 'string' ? named(maker) : maker;
}
