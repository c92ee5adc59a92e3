/** Who passes what handlers check of their caller, and who does not, as tests make them. */
import { pythonString } from '../naming/literals.js';
import type { CallerCheck, CallerMember, CallerValue, Passing } from '../style/caller-check.js';
import type { OperationName } from '../style/layers.js';
import { mergedValues } from '../style/merged-callers.js';
import { OPERATIONS } from '../style/operations.js';
import type { Style } from '../style/style-values.js';
import type { Context } from './context.js';
import { type Code, copied, join, type Part, py } from './print/code.js';
import { pythonTypes } from './print/symbols.js';

export function allChecks({ security }: Style): readonly CallerCheck[] {
  return OPERATIONS.flatMap((operation) => security.checks[operation] ?? []);
}

export const waysOf = (checks: readonly CallerCheck[], way: 'passes' | 'fails'): Passing => {
  const all = checks.flatMap((check) => (check.kind === 'call' ? [] : (check[way] ?? [])));
  return { values: all.flatMap(({ values }) => values), answers: all.flatMap(({ answers }) => answers) };
};

/** Somebody who passes what handlers check of parameters with these names, or does not: `SimpleNamespace(role="admin")`. */
export function callerFor({ conventions }: Context, names: readonly string[], way: 'passes' | 'fails'): Part {
  const asked = askedOf(conventions, names, way);
  return asked.length === 0 ? undefined : callerWith(membersFor(asked) ?? []);
}

/** What calls are given of the caller, where no check says what that has to be. */
function readBesides(checks: readonly CallerCheck[], values: readonly CallerValue[]): readonly CallerValue[] {
  const reads = checks.flatMap((check) => (check.kind === 'call' ? check.reads : []));
  const isSaid = (name: string): boolean =>
    values.some(({ member }) => member?.name.split('.')[0] === name.split('.')[0]);
  return reads.filter(({ member }) => member !== undefined && !isSaid(member.name));
}

/** A part of a caller with what it is in tests. */
export type GivenMember = CallerMember & { readonly value: Part };

function membersFor(values: readonly CallerValue[]): readonly GivenMember[] | undefined {
  return mergedValues(values)?.map(({ value, ...member }) => ({ ...member, value: copied(value) }));
}

function callerWith(members: readonly GivenMember[]): Part {
  if (!members.some(({ kind }) => kind === 'item')) return namespaceOf(members);
  return py`{${join(
    ', ',
    members.map(({ name, value }) => py`${pythonString(name)}: ${value}`),
  )}}`;
}

/** `SimpleNamespace(role=SimpleNamespace(name="admin"))` */
function namespaceOf(members: readonly GivenMember[]): Code {
  const firsts = [...new Set(members.map(({ name }) => name.split('.', 1)[0] ?? name))];
  const given = firsts.map((first) => {
    const own = members.find(({ name }) => name === first);
    if (own !== undefined) return py`${first}=${own.value}`;
    const below = members.filter(({ name }) => name.startsWith(`${first}.`));
    return py`${first}=${namespaceOf(below.map((each) => ({ ...each, name: each.name.slice(first.length + 1) })))}`;
  });
  return py`${pythonTypes.SimpleNamespace}(${join(', ', given)})`;
}

/** What handlers ask of parameters with these names, for one who passes or for one who does not. */
function askedOf(style: Style, names: readonly string[], way: 'passes' | 'fails'): readonly CallerValue[] {
  const all = allChecks(style);
  const { values } = waysOf(way === 'passes' ? all : refusingChecks(style), way);
  const isMeant = ({ caller }: CallerValue): boolean => names.includes(caller);
  return values.some(isMeant) || way === 'passes' ? [...values, ...readBesides(all, values)].filter(isMeant) : [];
}

/** The same with a key; nothing where handlers check no part of such parameters. */
export function ownerFor(
  { conventions }: Context,
  names: readonly string[],
  way: 'passes' | 'fails',
  key: GivenMember,
): Part {
  const members = membersFor(askedOf(conventions, names, way)) ?? [];
  return members.length === 0 ? undefined : callerWith([key, ...members.filter(({ name }) => name !== key.name)]);
}

/** A check that nobody passes who has a key of this kind, or none where a caller is that alone. */
export function checkNobodyPasses(
  style: Style,
  names: readonly string[],
  kind: CallerMember['kind'] | undefined,
): CallerCheck | undefined {
  const members = mergedValues(askedOf(style, names, 'passes'));
  return members?.every((each) => each.kind === kind) ? undefined : allChecks(style)[0];
}

/** What each operation checks first, where it is seen who does not pass that and what is answered then. */
export function refusingOf({ checks }: Style['security']): ReadonlyMap<OperationName, CallerCheck> {
  return new Map(
    OPERATIONS.flatMap((operation) => {
      const [check] = checks[operation] ?? [];
      const isTold = check !== undefined && check.statuses.length > 0 && (check.kind === 'call' || check.fails);
      return isTold ? [[operation, check] as const] : [];
    }),
  );
}

/** The first checks that refuse somebody, each once. */
export function refusingChecks({ security }: Style): readonly CallerCheck[] {
  return [...new Set(refusingOf(security).values())];
}
