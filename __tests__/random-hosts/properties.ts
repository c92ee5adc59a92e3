import { isDeepStrictEqual } from 'node:util';
import type { Host } from './host.js';
import type { Answer, Deeds, Step } from './oracle.js';
import { BLUEPRINT, below, pascal, singularOf } from './package-draft.js';

/** Which edits were made: what is not edited must not have changed. */
export type Edited = {
  readonly host: Host;
  readonly package: string;
  readonly kinds: ReadonlySet<'models' | 'router'>;
};

type Inclusion = readonly [phase: number, ...Step];
type Bare = readonly [phase: number, base: string, how: unknown];

/** Everything that is wrong with what the file does after the edit, compared with what it did before. */
export function wrongDeeds(edited: Edited, before: Answer, after: Answer): string[] {
  return (['with', 'without'] as const).flatMap((flags, index) => {
    const [old, now] = [before[index], after[index]];
    if (old === undefined || now === undefined) return ['the oracle said nothing'];
    if ('error' in old || 'error' in now) {
      const same = 'error' in old && 'error' in now && old.error === now.error;
      return same ? [] : [`${flags} flags it now ends with ${JSON.stringify(now).slice(0, 300)}`];
    }
    return compare(edited, old, now).map((problem) => `${flags} flags, ${problem}`);
  });
}

function compare(edited: Edited, before: Deeds, after: Deeds): string[] {
  const problems: string[] = [];
  const names = new Renaming(edited);
  const isNew = (label: string): boolean => names.isOf(label, edited.package);
  const isBlueprint = (label: string): boolean => names.isOf(label, BLUEPRINT);
  const same = (what: string, found: unknown, wanted: unknown): void => {
    if (isDeepStrictEqual(found, wanted)) return;
    problems.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  };
  /** The old ones as they were and in their order; the new ones in any order. */
  const grown = <T>(
    kind: 'models' | 'router',
    what: string,
    all: readonly T[],
    old: readonly T[],
    label: (each: T) => string,
    copy: (each: T) => T,
  ) => {
    same(
      `old ${what}`,
      all.filter((each) => !isNew(label(each))),
      old,
    );
    const wanted = edited.kinds.has(kind) ? old.filter((each) => isBlueprint(label(each))).map(copy) : [];
    same(`new ${what}`, sorted(all.filter((each) => isNew(label(each)))), sorted(wanted));
  };

  // What wraps the new router alone is new too.
  const isWrapper = ([, , router, , brought]: Deeds['inclusions'][number]): boolean =>
    !isNew(router) && brought.length > 0 && brought.every(isNew);
  const steps = (inclusions: Deeds['inclusions']): Inclusion[] =>
    inclusions.filter((each) => !isWrapper(each)).map(([phase, ...step]) => [phase, step[0], step[1], step[2]]);
  grown(
    'router',
    'inclusions',
    steps(after.inclusions),
    steps(before.inclusions),
    ([, , router]) => router,
    ([phase, ...step]): Inclusion => [phase, ...names.step(step)],
  );
  grown(
    'router',
    'routes',
    after.routes,
    before.routes,
    ([router]) => router,
    ([router, ...steps]): Deeds['routes'][number] => [names.label(router), ...steps.map((step) => names.step(step))],
  );
  grown(
    'models',
    'exports',
    after.exported.map((label) => names.module(label)),
    before.exported.map((label) => names.module(label)),
    (label) => label,
    (label) => names.label(label),
  );
  const old = after.creations.map(
    ([phase, base, how, known]) => [phase, base, how, known.filter((each) => !isNew(each))] as const,
  );
  const bare = (creations: Deeds['creations']): Bare[] => creations.map(([phase, base, how]) => [phase, base, how]);
  grown(
    'models',
    'creations',
    bare(after.creations),
    bare(before.creations),
    ([, base]) => base,
    ([phase, base, how]): Bare => [phase, names.label(base), how],
  );
  same(
    'models known to the old creations',
    old.filter(([, base]) => !isNew(base)),
    before.creations,
  );
  if (edited.kinds.has('models')) {
    const isKnown = (known: readonly string[], name: string): boolean => known.some((each) => names.isOf(each, name));
    const pairs = after.creations.filter(([, base]) => !isNew(base) && !isBlueprint(base)).map((each) => each[3]);
    // A base of another package alone says nothing about the new models.
    const shared = pairs.filter((_, index) => names.isShared(after.creations[index]?.[1] ?? ''));
    for (const known of [after.known, ...shared]) {
      same('the new models are known', isKnown(known, edited.package), isKnown(known, BLUEPRINT));
    }
  }
  return problems;
}

function sorted(values: readonly unknown[]): readonly string[] {
  return values.map((value) => JSON.stringify(value)).sort();
}

/** What the blueprint's labels and texts are for the new package. */
class Renaming {
  private readonly edited: Edited;

  constructor(edited: Edited) {
    this.edited = edited;
  }

  isOf(label: string, name: string): boolean {
    const path = below(this.edited.host.importRoot, name);
    return label === path || label.startsWith(`${path}.`);
  }

  isShared(label: string): boolean {
    return label.startsWith(below(this.edited.host.importRoot, 'core.'));
  }

  /** Whether a class or its module is exported is for the edit to choose. */
  module(label: string): string {
    return label.replace(/(\.models)\.\w+$/, '$1');
  }

  label(label: string): string {
    if (!this.isOf(label, BLUEPRINT)) return label;
    const path = below(this.edited.host.importRoot, this.edited.package);
    const rest = label.slice(below(this.edited.host.importRoot, BLUEPRINT).length);
    return path + rest.replace(pascal(singularOf(BLUEPRINT)), pascal(singularOf(this.edited.package)));
  }

  step([receiver, router, others]: Step): Step {
    if (!this.isOf(router, BLUEPRINT)) return [receiver, router, others];
    const renamed = Object.entries(others).map(([key, value]) => [
      key,
      ['tags', 'prefix'].includes(key) ? this.text(value) : value,
    ]);
    return [receiver, this.label(router), Object.fromEntries(renamed)];
  }

  private text(text: string): string {
    const { package: name } = this.edited;
    const words = { users: name, user: singularOf(name), Users: pascal(name), User: pascal(singularOf(name)) };
    return text.replace(/\b(?:users?|Users?)\b/g, (word) => words[word as keyof typeof words]);
  }
}

/** What is wrong with the text of an edit, whatever it means. */
export function wrongText(before: string, after: string): string[] {
  const problems: string[] = [];
  let at = 0;
  for (const unit of after) if (before.startsWith(unit, at)) at += unit.length;
  if (at !== before.length) problems.push('it is more than an insertion');
  if (before.startsWith('\uFEFF') !== after.startsWith('\uFEFF')) problems.push('the BOM is not at the start');
  for (const [name, end] of [
    ['\\n', /(?<!\r)\n/],
    ['\\r\\n', /\r\n/],
    ['\\r', /\r(?!\n)/],
  ] as const) {
    const isFirst = !/[\r\n]/.test(before) && name === '\\n';
    if (!end.test(before) && end.test(after) && !isFirst) problems.push(`a line ends with ${name} now`);
  }
  if (/[\r\n]$/.test(before) !== /[\r\n]$/.test(after)) problems.push('the end of the file is another one');
  if (/^\t/m.test(before) && !/^ +\S/m.test(before) && /^ +[^\s#]/m.test(after))
    problems.push('blanks are among the tabs');
  return problems;
}
