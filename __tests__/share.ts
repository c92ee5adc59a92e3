/** What is tried by the thousand: `npm test` takes a third of it and says so, `npm run test:all` takes all. */

const ONE_IN = 3;
const isWhole = Boolean(process.env['TEST_ALL']);

/** How many of so many made-up ones are tried. */
export function countOf(all: number, what: string): number {
  return isWhole ? all : told(Math.ceil(all / ONE_IN), all, what);
}

/** Those of a list that are tried, from its beginning to its end. */
export function shareOf<T>(all: readonly T[], what: string): readonly T[] {
  if (isWhole) return all;
  const some = all.filter((_, index) => index % ONE_IN === 0);
  told(some.length, all.length, what);
  return some;
}

function told(count: number, all: number, what: string): number {
  process.stderr.write(`${count} of ${all} ${what} are tried; npm run test:all tries all\n`);
  return count;
}
