/** The application as it was, without the packages that a plan writes anew: what they serve and store counts as new. */
import type { ProofQuestion } from './question.js';
import type { Ran } from './report.js';

export function withoutReplaced({ packages }: ProofQuestion, before: Ran): Ran {
  const replaced = packages.filter(({ isReplaced }) => isReplaced);
  if (replaced.length === 0) return before;
  const isOwn = (path: string | null): boolean => path !== null && replaced.some(({ owns }) => owns(path));
  const routes = before.routes.filter(({ files }) => !files.some(isOwn));
  const own = new Set(
    before.routes
      .filter((route) => !routes.includes(route))
      .map(({ method, path }) => `${method} ${path}`.toLowerCase()),
  );
  const operations = Object.entries(before.operations).filter(([key]) => !own.has(key.trim().toLowerCase()));
  const tables = Object.entries(before.tables).filter(([, { classes }]) => !classes.some(({ file }) => isOwn(file)));
  return {
    ...before,
    routes,
    operations: Object.fromEntries(operations),
    // Which schema is whose a document does not say.
    schemas: {},
    tables: Object.fromEntries(tables),
  };
}
