/** What the routes of the application have to be with a plan: those that were there, and exactly the new ones. */
import type { Refusal } from '../refusal.js';
import { isBelow, ownerOf } from './guards.js';
import type { ProofQuestion } from './question.js';
import type { Ran, SeenRoute } from './report.js';
import { failed, listed, shownRoute } from './said.js';

/** Everything about the routes that is not as it has to be. */
export function routeProblems(question: ProofQuestion, before: Ran, after: Ran): readonly Refusal[] {
  const fresh = newRoutes(before, after);
  return [
    ...unexpectedRoutes(question, before, after, fresh),
    ...servedTwice(fresh, after),
    ...hidden(fresh),
    ...takenOperationIds(fresh, after),
    ...askedFor(fresh, before, after),
    ...changedRoutes(question, before, after),
  ];
}

export function newRoutes(before: Ran, after: Ran): readonly SeenRoute[] {
  const known = new Set(before.routes.map(shownRoute));
  return after.routes.filter((route) => !known.has(shownRoute(route)));
}

function unexpectedRoutes(
  question: ProofQuestion,
  before: Ran,
  after: Ran,
  fresh: readonly SeenRoute[],
): readonly Refusal[] {
  const { packages, isRegistered, blueprint } = question;
  if (!isRegistered) return [];
  // The blueprint's own path answers itself, and not only what is below it.
  const isExact = before.routes.some(({ path }) => blueprint?.paths.some((each) => isSamePath(path, each)));
  const isServedAt = (route: SeenRoute, path: string): boolean =>
    isExact ? isSamePath(route.path, path) : isBelow(route.path, path);
  const lacking = packages.flatMap(({ name, paths, owns, added }) => {
    if (added !== undefined) return [];
    // One that is served already may lack another line, as that for its models.
    const own = after.routes.filter(({ files }) => files.some(owns));
    // A package whose paths are not known has any.
    const empty = paths.filter((path) => !own.some((route) => isServedAt(route, path)));
    if (paths.length === 0 ? own.length > 0 : empty.length === 0) return [];
    const where = paths.length === 0 ? 'at all' : `below ${empty.join(' and ')}`;
    const served = own.length === 0 ? '' : `; it serves ${listed(own.map(({ path }) => path))}`;
    return [failed('routes', `With this plan the application would not serve ${name} ${where}${served}.`)];
  });
  const strange = fresh.filter((route) => {
    const owner = ownerOf(question, route);
    return owner === undefined || (owner.paths.length > 0 && !owner.paths.some((path) => isBelow(route.path, path)));
  });
  if (strange.length === 0 || lacking.length > 0) return lacking;
  return [
    failed(
      'routes',
      `With this plan the application would serve ${listed(strange.map(shownRoute))}, which nobody asked for.`,
    ),
  ];
}

const isSamePath = (left: string, right: string): boolean => left.replace(/\/$/, '') === right.replace(/\/$/, '');

/** A package that is included twice answers as before, but the second time is dead. */
function servedTwice(fresh: readonly SeenRoute[], after: Ran): readonly Refusal[] {
  const count = (key: string): number => after.routes.filter((route) => shownRoute(route) === key).length;
  const twice = [...new Set(fresh.map(shownRoute))].filter((key) => count(key) > 1);
  if (twice.length === 0) return [];
  return [failed('routes', `With this plan the application would have ${listed(twice)} twice.`)];
}

/** A route behind another one that answers its paths is in the documentation, and nobody reaches it. */
function hidden(fresh: readonly SeenRoute[]): readonly Refusal[] {
  const [first] = fresh.filter(({ hiddenBy }) => hiddenBy != null);
  if (first === undefined) return [];
  const reason = `With this plan nobody would reach ${shownRoute(first)}: ${first.hiddenBy} comes first and answers it.`;
  return [failed('routes', reason)];
}

function takenOperationIds(fresh: readonly SeenRoute[], after: Ran): readonly Refusal[] {
  const taken = fresh.filter((route) => {
    const same = after.routes.filter((each) => each.isShown && each.operationId === route.operationId);
    return route.isShown && route.operationId !== null && new Set(same.map(shownRoute)).size > 1;
  });
  if (taken.length === 0) return [];
  const ids = listed([...new Set(taken.map(({ operationId }) => operationId ?? ''))]);
  return [failed('operation-ids', `With this plan two routes would have the operation id ${ids}.`)];
}

/**
 * Queries that the new routes cannot do without and no other one asks for: a dependency of the blueprint takes them from
 * its own path, `user_id` of `/users/{user_id}`.
 */
function askedFor(fresh: readonly SeenRoute[], before: Ran, after: Ran): readonly Refusal[] {
  const known = new Set(Object.values(before.operations).flatMap(neededQueries));
  for (const route of fresh) {
    const needed = neededQueries(after.operations[`${route.method.toLowerCase()} ${route.path}`]);
    const [name] = needed.filter((each) => !known.has(each));
    if (name === undefined) continue;
    const reason = `With this plan ${shownRoute(route)} would ask for ?${name}=, which only a path of the blueprint has.`;
    return [failed('query', reason)];
  }
  return [];
}

function neededQueries(operation: unknown): readonly string[] {
  const { parameters } = (operation ?? {}) as { readonly parameters?: unknown };
  return (Array.isArray(parameters) ? parameters : []).flatMap((each: unknown) => {
    const { name, required, in: where } = (each ?? {}) as Readonly<Record<string, unknown>>;
    return where === 'query' && required === true && typeof name === 'string' ? [name] : [];
  });
}

/** Routes, operations and schemas that were there and are gone or differ. */
function changedRoutes(question: ProofQuestion, before: Ran, after: Ran): readonly Refusal[] {
  const kept = new Set(after.routes.map(shownRoute));
  const gone = before.routes.filter((route) => !kept.has(shownRoute(route))).map(shownRoute);
  // A field that a model gets is in what its package takes and answers.
  const given = question.packages.filter(({ added }) => added !== undefined);
  const isGiven = (route: SeenRoute): boolean => given.some(({ owns }) => route.files.some(owns));
  const own = new Set(after.routes.filter(isGiven).map(({ method, path }) => `${method} ${path}`.toLowerCase()));
  const isOther = (operation: string): boolean => !own.has(operation.trim().toLowerCase());
  const differing = [
    ...differences(before.operations, after.operations)
      .filter(isOther)
      .map((each) => ({ each, shown: each.replace(/^\w+/, (word) => word.toUpperCase()) }))
      .filter(({ each, shown }) => !isConflictDeclared(question, each, shown, before, after))
      .map(({ shown }) => shown),
    ...(given.length > 0 ? [] : differences(before.schemas, after.schemas)).map((each) => `the schema${each}`),
    ...otherWays(before, after).filter(isOther),
  ];
  return [
    ...(gone.length > 0
      ? [failed('changed', `With this plan the application would no longer serve ${listed(gone)}.`)]
      : []),
    ...(gone.length === 0 && differing.length > 0
      ? [failed('changed', `With this plan ${listed([...new Set(differing)])} would change.`)]
      : []),
  ];
}

/** Whether a plan has added to a delete that it answers 409 now, and nothing else to its operation. */
function isConflictDeclared({ isEdited }: ProofQuestion, key: string, shown: string, before: Ran, after: Ran): boolean {
  const route = after.routes.find((each) => shownRoute(each) === shown);
  const text = JSON.stringify(after.operations[key], (name, value: unknown) => (name === '409' ? undefined : value));
  return (
    shown.startsWith('DELETE ') &&
    route?.files.some(isEdited) === true &&
    text === JSON.stringify(before.operations[key])
  );
}

type Named = Readonly<Record<string, unknown>>;

function differences(before: Named, after: Named): readonly string[] {
  return Object.keys(before).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** Routes that were there and pass other dependencies now. */
function otherWays(before: Ran, after: Ran): readonly string[] {
  const way = ({ dependencies, routeClass, routerClass }: SeenRoute): string =>
    JSON.stringify([dependencies.map(({ id }) => id), routeClass, routerClass]);
  const now = new Map(after.routes.toReversed().map((route) => [shownRoute(route), way(route)]));
  const first = new Map(before.routes.toReversed().map((route) => [shownRoute(route), way(route)]));
  return [...first].filter(([key, each]) => now.has(key) && now.get(key) !== each).map(([key]) => key);
}

/** What is the same in two runs of one application. */
export function steady(one: Ran, other: Ran): Ran {
  const same = (left: Named, right: Named): Named => {
    const differing = new Set(differences(left, right));
    return Object.fromEntries(Object.entries(left).filter(([key]) => !differing.has(key)));
  };
  return {
    ...one,
    operations: same(one.operations, other.operations),
    schemas: same(one.schemas, other.schemas),
  };
}
