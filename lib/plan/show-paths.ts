/** The paths of a package and what guards them, in lines for a person. */
import { type Guard, isForAdministrators } from '../framework/guards.js';
import { OPERATIONS, type Operation } from '../framework/operations.js';
import { singular } from '../naming/names.js';
import { guardsOf, type HandlerSecurity } from '../style/security-of.js';
import type { Style } from '../style/style-values.js';
import type { ModelPlan, ServedPath } from './plan.js';

/** The paths of a model, in words. */
export function pathsIn({ paths }: ModelPlan): string {
  return paths.map(({ path }) => path).join(' and ');
}

/** What lets only some callers in; of each path where that differs. */
export function guardLines(
  conventions: Style,
  { paths, owner }: Pick<ModelPlan, 'paths' | 'owner'>,
  refused?: number,
): readonly string[] {
  const words = paths.map(({ path, guards }) => ({ path, words: guardWords(conventions, guards, owner, refused) }));
  const [first, ...others] = words;
  const shown = first?.words ?? guardWords(conventions, conventions.guardsAbove, owner, refused);
  if (others.every((each) => each.words === shown)) return [`    guarded by   ${shown}`];
  return words.map((each) => `    guarded by   ${each.words}, for ${each.path}`);
}

/** Whose the records are, and what says who calls. */
export function ownerLines({ owner }: ModelPlan, conventions: Style | undefined): readonly string[] {
  const { caller } = conventions ?? {};
  if (owner === undefined || caller === undefined) return [];
  return [`    owner        the ${owner} that calls: ${caller.text} as in ${caller.at}`];
}

const VERBS: Readonly<Record<Operation, string>> = {
  list: 'the list',
  get: 'reading one',
  create: 'creating',
  update: 'changing',
  delete: 'deleting',
};

/** Says of a guard for administrators that everybody else is kept out, which the blueprint may want for itself alone. */
export function administratorLines(
  { security }: Style,
  paths: readonly ServedPath[],
  blueprint: string | undefined,
): readonly string[] {
  const isAbove = paths.length > 0 && paths.every(({ guards }) => guards.some(isForAdministrators));
  const above = isAbove ? paths.flatMap(({ guards }) => guards).find(isForAdministrators) : undefined;
  const asked = OPERATIONS.flatMap((operation) => {
    const ofRouter = security.kind === 'router' ? security.guards : [];
    const guard = [...ofRouter, ...guardsOf(security, operation)].find(isForAdministrators) ?? above;
    return guard === undefined ? [] : [{ operation, guard }];
  });
  const [first] = asked;
  if (first === undefined) return [];
  const { guard } = first;
  const name = guard.member ?? guard.source?.name ?? guard.text;
  const what =
    asked.length === OPERATIONS.length
      ? 'every new route asks'
      : `${asked.map(({ operation }) => VERBS[operation]).join(' and ')} ${asked.length === 1 ? 'asks' : 'ask'}`;
  const like = blueprint === undefined || security.open !== undefined ? '' : `, as ${blueprint}'`;
  return [`    attention    ${what} for an administrator${like}: ${name}${guard.call ?? ''}`];
}

/** Says of guards that are made with a word after the blueprint that the new routes ask for the same: `users:read`. */
export function namedGuardLines({ security }: Style, blueprint: string | undefined): readonly string[] {
  if (blueprint === undefined) return [];
  const noun = `(?<![a-z])${singular(blueprint)}(?:s|es)?(?![a-z])`;
  // `user` alone is a role, and not what is done with users.
  const named = new RegExp(`["'](?:[^"']+${noun}[^"']*|${noun}[^"']+)["']`, 'i');
  const all = OPERATIONS.flatMap((operation) => guardsOf(security, operation));
  const words = [...security.router, ...all].flatMap(({ source, member, call, options, text }) =>
    named.test(`${call} ${options}`) ? `${member ?? source?.name ?? text}${call ?? `(${options})`}` : [],
  );
  // `can_manage_users(current_user)`
  const asked = new RegExp(`_${singular(blueprint)}(?:s|es)(?![a-z])`, 'i');
  for (const check of OPERATIONS.flatMap((operation) => security.checks[operation] ?? [])) {
    const callees = check.kind === 'call' ? [check.callee] : check.passes.answers.map(({ callee }) => callee);
    const said = check.kind === 'raise' ? check.condition.texts.join('') : check.text;
    words.push(...callees.filter((callee) => asked.test(callee)), ...(named.exec(said) ?? []));
  }
  return words.length === 0
    ? []
    : [`    attention    the new routes ask for what is called after ${blueprint}: ${[...new Set(words)].join(', ')}`];
}

/** Says of what everybody may call in the blueprint that it is guarded in the new package. */
export function closedLines(
  { security, guardsAbove }: Style,
  { owner }: Pick<ModelPlan, 'owner'>,
  blueprint: string | undefined,
): readonly string[] {
  const closed = (security.open ?? []).filter((each) => guardsOf(security, each).length > 0);
  if (closed.length === 0 || guardsAbove.length > 0 || owner !== undefined) return [];
  const what = OPERATIONS.filter((each) => closed.includes(each)).map((each) => VERBS[each]);
  const like = blueprint === undefined ? 'the blueprint' : blueprint;
  return [
    `    attention    ${what.join(' and ')} ${what.length === 1 ? 'is' : 'are'} open to everybody in ${like}, and guarded in the new package`,
  ];
}

/** Says that everybody may change the records where the blueprint only shows that everybody may read its own. */
export function openWriteLines(
  { security, guardsAbove }: Style,
  { paths, owner }: Pick<ModelPlan, 'paths' | 'owner'>,
  blueprint: string | undefined,
): readonly string[] {
  const { kind, handlers } = security;
  const isOpen = kind === 'public' && guardsAbove.length === 0 && paths.every(({ guards }) => guards.length === 0);
  const isReadAlone = handlers.length > 0 && handlers.every(({ method }) => method === 'get');
  if (!isOpen || !isReadAlone || owner !== undefined) return [];
  const like = blueprint === undefined ? 'the blueprint shows' : `${blueprint} show`;
  return [`    attention    everybody may create, change and delete: ${like} only who may read`];
}

/**
 * Says of handlers that refuse some callers in their own code, or by what depends on a part of their paths, that the new
 * ones do not: it may be about one user's own records, or about those of one team.
 */
export function refusalLines({ security }: Style, blueprint: string | undefined): readonly string[] {
  const like = blueprint === undefined ? '' : `${blueprint}' `;
  const line = (named: readonly HandlerSecurity[], how: string): readonly string[] =>
    named.length === 0
      ? []
      : [
          `    attention    ${like}${named.map(({ name }) => name).join(', ')} refuse some callers ${how}, and the new routes do not`,
        ];
  const { handlers } = security;
  const guards = [...new Set(handlers.flatMap(({ pathGuards }) => pathGuards))];
  return [
    ...line(
      handlers.filter(({ refuses }) => refuses),
      'in their own code',
    ),
    ...line(
      handlers.filter(({ pathGuards }) => pathGuards.length > 0),
      `by a part of their paths (${guards.join(', ')})`,
    ),
  ];
}

/** Says of a list that shows its caller some records alone that the new one shows all of them. */
export function narrowedLines(
  { security: { narrowed } }: Style,
  { owner }: Pick<ModelPlan, 'owner'>,
  blueprint: string | undefined,
): readonly string[] {
  if (narrowed === undefined || owner !== undefined) return [];
  const like = blueprint === undefined ? 'the blueprint' : blueprint;
  return [
    `    attention    the list of ${like} is narrowed by ${narrowed}, and the new one shows the records of all callers (--owner)`,
  ];
}

/** What the handlers check of their caller in their own code, as the blueprint's do. */
export function callerCheckLines({ security }: Style): readonly string[] {
  const all = OPERATIONS.flatMap((operation) =>
    (security.checks[operation] ?? []).map((check) => ({ operation, check })),
  );
  const verbsOf = (operations: readonly Operation[]): string => {
    const each = OPERATIONS.filter((operation) => operations.includes(operation)).map((operation) => VERBS[operation]);
    return each.length === OPERATIONS.length ? 'every route' : each.join(', ');
  };
  // The same words in five handlers are one check.
  const lines = [...new Set(all.map(({ check }) => check.text))].map((text) => {
    const same = all.filter(({ check }) => check.text === text);
    return `    checked by   ${text} as in ${same[0]?.check.at}, for ${verbsOf(same.map(({ operation }) => operation))}`;
  });
  const reduced = all.filter(({ check }) => check.isReduced === true);
  if (reduced.length === 0) return lines;
  const verbs = verbsOf(reduced.map(({ operation }) => operation));
  return [
    ...lines,
    `    attention    owners, whom the blueprint lets in, are refused for ${verbs}: the new records are nobody's own (--owner)`,
  ];
}

/** The package's own guards, and those of what includes it; where records have owners, what says who calls. */
function guardWords(
  { security, caller }: Style,
  guardsAbove: readonly Guard[],
  owner: string | undefined,
  refused: number | undefined,
): string {
  const own = security.guards.map(({ text, at }: Guard) => `${text} as in ${at}`);
  const above = guardsAbove.map(({ text, at }) => `${text} of what includes it (${at})`);
  const all = [...own, ...above];
  if (all.length === 0 && owner !== undefined && caller !== undefined) {
    return `${caller.text} alone: every ${owner} that it gives may call the new paths`;
  }
  if (all.length > 0) return all.join(', ');
  return refused === undefined
    ? 'nothing that is seen here: everybody may call the new paths'
    : `middleware alone, which answers ${refused} without credentials`;
}
