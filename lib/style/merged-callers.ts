/** One caller who passes several checks, where there is one. */
import type { CopiedText } from '../project/copied-text.js';
import type { CallerMember, CallerValue, SaidOfCaller } from './caller-check.js';

export type PassingMember = CallerMember & { readonly value: CopiedText };

/** One caller who passes all of it; nothing where two checks ask for what nobody can have at once. */
export function mergedValues(all: readonly CallerValue[]): readonly PassingMember[] | undefined {
  const members = new Map<string, Wanted & { readonly kind: CallerMember['kind'] }>();
  for (const { member, values, but } of all) {
    if (member === undefined) continue;
    // `not user.role or user.role.name != "admin"`
    const isDeeper = all.some(({ member: other }) => other?.name.startsWith(`${member.name}.`));
    if (isDeeper && isTruth(values)) continue;
    if (isDeeper) return undefined;
    const common = commonOf(members.get(member.name), { values, but });
    if (common.values.length === 0) return undefined;
    members.set(member.name, { kind: member.kind, ...common });
  }
  const kinds = new Set([...members.values()].map(({ kind }) => kind));
  if (kinds.size > 1) return undefined;
  return [...members].flatMap(([name, { kind, values }]) => values.slice(0, 1).map((value) => ({ kind, name, value })));
}

type Wanted = { readonly values: readonly CopiedText[]; readonly but: readonly CopiedText[] | undefined };

/** What both ask for; `not user.role` asks for anything that is something. */
function commonOf(before: Wanted | undefined, asked: Wanted): Wanted {
  if (before === undefined) return asked;
  if (before.but !== undefined && asked.but !== undefined) return { ...asked, but: [...before.but, ...asked.but] };
  if (before.but !== undefined) return { ...asked, values: without(asked.values, before.but) };
  if (asked.but !== undefined) return { ...before, values: without(before.values, asked.but) };
  if (isTruth(asked.values) && !isNothing(before.values)) return before;
  if (isTruth(before.values) && !isNothing(asked.values)) return asked;
  return { ...asked, values: before.values.filter((one) => asked.values.some((other) => isSame(one, other))) };
}

const without = (values: readonly CopiedText[], others: readonly CopiedText[]): readonly CopiedText[] =>
  values.filter((one) => !others.some((other) => isSame(one, other)));

const isTruth = (values: readonly CopiedText[]): boolean => values.every(({ texts }) => texts.join() === 'True');
const isNothing = (values: readonly CopiedText[]): boolean =>
  values.every(({ texts }) => /^(?:None|False|\[\]|0|"")$/.test(texts.join()));

const isSame = (one: CopiedText, other: CopiedText): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Whether no function has to say both that a caller may and that it may not. */
export function canAnswer(all: readonly SaidOfCaller[]): boolean {
  return all.every((one) =>
    all.every((other) => one.callee !== other.callee || one.module !== other.module || one.answer === other.answer),
  );
}
