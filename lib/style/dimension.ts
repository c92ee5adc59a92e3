/** What a dimension of the style is: one habit of the host, how it is learned, and how a host pins it. */
import type { Refusal, RefusalPlace } from '../refusal.js';
import type { HostReading } from './host-reading.js';

/** A value with the place that shows it: `app/users/models.py:12`, or a file of settings. */
export type Learned<Value> = { readonly value: Value; readonly at?: string };

/** How a value is written in `[tool.backend-package]`. */
export type Pin<Value> = {
  /** What is accepted, in words: `"commit" or "flush"`. */
  readonly expects: string;
  /** The value; nothing for what is not accepted. */
  read(given: unknown): Value | undefined;
};

export type Dimension<Value> = {
  /** The key of a pin, and what the ids of its refusals begin with. */
  readonly id: string;
  /** What holds where nothing in the host shows it. */
  readonly default: Value;
  learn(host: HostReading): Learned<Value> | Refusal | undefined;
  readonly pin?: Pin<Value>;
};

/** The refusal of a style that no package can be written in yet. Its id begins with the id of the dimension. */
export function refuse(id: string, at: RefusalPlace | undefined, uses: string, hint?: string): Refusal {
  return {
    id,
    status: 3,
    reason: `The host uses ${uses}. This version does not write that.`,
    ...(at === undefined ? {} : { at }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** A pin that is one of some words, each of which means a value. */
export function wordFor<Value>(values: Readonly<Record<string, Value>>): Pin<Value> {
  const words = new Map(Object.entries(values));
  return {
    expects: [...words.keys()].map((word) => JSON.stringify(word)).join(' or '),
    read: (given) => words.get(String(given)),
  };
}

/** A pin that is one of some words. */
export function oneOf<Word extends string>(...words: readonly Word[]): Pin<Word> {
  return {
    expects: words.map((word) => JSON.stringify(word)).join(' or '),
    read: (given) => words.find((word) => word === given),
  };
}

const learnt = new WeakMap<HostReading, Map<unknown, unknown>>();

/** What a host shows of a dimension, worked out once for each host: other dimensions ask for it, too. */
export function learnedOf<Value>(
  dimension: Dimension<Value>,
  host: HostReading,
): ReturnType<Dimension<Value>['learn']> {
  const known = learnt.get(host) ?? new Map<unknown, unknown>();
  learnt.set(host, known);
  if (!known.has(dimension)) known.set(dimension, dimension.learn(host));
  return known.get(dimension) as ReturnType<Dimension<Value>['learn']>;
}
