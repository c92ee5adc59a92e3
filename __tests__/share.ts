/** What is tried by the thousand: `npm test` takes a third of it and says so, `npm run test:all` takes all. */

const ONE_IN = 3;
const isWhole = Boolean(process.env['TEST_ALL']);

/** How many of so many made-up ones are tried. */
export function countOf(all: number, what: string, oneIn: number = ONE_IN): number {
  return isWhole ? all : told(Math.ceil(all / oneIn), all, what);
}

/** What is given to a program that reads one in so many itself. */
export function everyOf(oneIn: number, what: string): number {
  if (!isWhole) process.stderr.write(`one in ${oneIn} ${what} is tried; npm run test:all tries all\n`);
  return isWhole ? 1 : oneIn;
}

/** Those of a list that are tried, from its beginning to its end. */
export function shareOf<T>(all: readonly T[], what: string): readonly T[] {
  return partOf(all, 0, ONE_IN, what);
}

/** What each of several runs tries of a list: together they try all of it. */
export function partOf<T>(all: readonly T[], run: number, runs: number, what: string): readonly T[] {
  if (isWhole) return all;
  const some = all.filter((_, index) => index % runs === run);
  told(some.length, all.length, what);
  return some;
}

const turnsTold = new Set<string>();

/** Of what each of many could be tried on, the one whose turn it is: together they are tried on all. */
export function inTurn<T>(all: readonly T[], turn: number, what: string): readonly T[] {
  if (isWhole) return all;
  if (!turnsTold.has(what)) process.stderr.write(`${what} are tried in turn; npm run test:all tries each on all\n`);
  turnsTold.add(what);
  return all.filter((_, index) => index === turn % all.length);
}

let isTold = false;

/** For pytest: the same tests in many backends try a third of their values, in each backend the next one. */
export function someValues(backend: number): readonly string[] {
  if (isWhole) return [];
  const line = `one in ${ONE_IN} values of each test is tried in a backend; npm run test:all tries all\n`;
  if (!isTold) process.stderr.write(line);
  isTold = true;
  return ['-p', 'some_values', `--values-from=${backend % ONE_IN}`];
}

function told(count: number, all: number, what: string): number {
  process.stderr.write(`${count} of ${all} ${what} are tried; npm run test:all tries all\n`);
  return count;
}
