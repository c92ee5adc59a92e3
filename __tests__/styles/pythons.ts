/** The Python of each sample backend, and a job for pytest that takes as little time as it can. */
import { describe } from '@jest/globals';
import { pythonForTests } from '../../scripts/python.mjs';
import { someValues } from '../share.js';
import { type Job, requirementsOf, STYLES, type Style } from './styles.js';

export type Pythons = {
  /** Each file of requirements with its Python. */
  readonly all: ReadonlyMap<string, string>;
  of(style: Style): string;
  /** Leaves tests out where one of them is missing. */
  readonly describe: typeof describe | typeof describe.skip;
};

export async function pythonsFor(styles: readonly Style[]): Promise<Pythons> {
  const all = new Map<string, string>();
  let isMissing = false;
  for (const requirements of new Set(styles.map(requirementsOf))) {
    const python = await pythonForTests({ requirements });
    isMissing ||= python === undefined;
    all.set(requirements, python ?? '');
  }
  return {
    all,
    of: (style) => all.get(requirementsOf(style)) ?? '',
    describe: isMissing ? describe.skip : describe,
  };
}

/** The samples of these names, in the order of the names. */
export function stylesNamed(names: readonly string[]): readonly Style[] {
  return names.map((name) => {
    const style = STYLES.find((each) => each.name === name);
    if (style === undefined) throw new Error(`there is no sample ${name}`);
    return style;
  });
}

/** Plugins with which tests take less: requests share one event loop, a database in memory gets its tables at once. */
const QUICK: readonly string[] = ['-p', 'one_loop', '-p', 'tables_once'];

/** The tests of packages whose like were run whole somewhere else: of their values a third, with our plugins. */
export function quickTests(style: Style, folder: string, which: string): Job {
  const quick = [...QUICK, ...someValues(STYLES.indexOf(style))];
  return { ...style, folder, work: 'tests', tests: ['-k', which, ...quick] };
}
