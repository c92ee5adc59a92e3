/** The names that code of the blueprint uses to refuse callers, and what a new handler has for them. */
import { type CopiedText, copiedText } from '../project/copied-text.js';
import { type Module, ownNames } from '../project/module.js';
import { type Assignment, assignments, isVariable } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { type CallerValue, SESSION } from './caller-check.js';
import { type CallerNames, memberOf } from './caller-member.js';
import { asksWhose, hasLeftOut } from './own-records.js';
import type { ConditionNames } from './passing-values.js';
import { type Asking, kindsOf } from './reached.js';

export const askingBody = ({ scope: { node } }: Asking): PythonNode => childOf(node, 'body') ?? node;

export type PlaceNames = {
  readonly copy: (node: PythonNode) => CopiedText | undefined;
  readonly condition: ConditionNames;
  readonly given: ReadonlyMap<string, string>;
  readonly locals: ReadonlyMap<string, Assignment>;
  readonly known: readonly string[];
  readonly inlined: (name: string) => PythonNode | undefined;
};

/** The names of a function, as what stands before a part of it leaves them. */
export function namesOf(place: Asking, before: PythonNode): PlaceNames {
  const { given } = place;
  const { module } = place.scope;
  const locals = localsBefore(place, before);
  const copy = (node: PythonNode): CopiedText | undefined =>
    copiedText(module, node, () => false, [...locals.keys()], given);
  const isCaller = (name: string): boolean => given.has(name) && given.get(name) !== SESSION;
  const condition: ConditionNames = {
    callerOf: ({ type, text }) => (type === 'identifier' && isCaller(text) ? given.get(text) : undefined),
    local: (name) => locals.get(name)?.value ?? inlined(place, name),
    // Tests have no caller whose parts they could compare with.
    copy: (node) => copiedText(module, node, () => false),
    elements: () => undefined,
    truth: () => undefined,
    askedIn: (call) =>
      copy(call) !== undefined && isOfModule(module, childOf(call, 'function')) ? { module: undefined } : undefined,
    isLeftOut: (node) => asksWhose(node, kindsOf(place)),
  };
  return {
    copy,
    condition,
    given,
    locals,
    known: [...given.keys(), ...locals.keys()],
    inlined: (name) => inlined(place, name),
  };
}

/** What a local variable was made of that asks besides whose a record is. */
function inlined(place: Asking, name: string): PythonNode | undefined {
  const value = kindsOf(place).made(name);
  return value && hasLeftOut(value, kindsOf(place)) ? value : undefined;
}

/** What is made of the caller and of what can be imported before a statement, each under a name that nothing else is given. */
function localsBefore(place: Asking, before: PythonNode): ReadonlyMap<string, Assignment> {
  const body = askingBody(place);
  const all = assignments(body);
  const locals = new Map<string, Assignment>();
  for (const each of all) {
    const isPlain = each.node.parent?.parent === body && each.node.end <= before.start;
    const isOnce = all.filter(({ name }) => name === each.name).length === 1 && !place.given.has(each.name);
    const known = [...locals.keys()];
    const code = copiedText(place.scope.module, each.value, () => false, known, place.given);
    if (isPlain && isOnce && code !== undefined && !hasLeftOut(each.value, kindsOf(place))) locals.set(each.name, each);
  }
  return locals;
}

/** The names in a statement, and in what the locals among them are made of. */
export function namesUsed(node: PythonNode, locals: ReadonlyMap<string, Assignment>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (at: PythonNode): void => {
    for (const each of walk(at)) {
      if (!isVariable(each) || found.has(each.text)) continue;
      found.add(each.text);
      const made = locals.get(each.text);
      if (made !== undefined) visit(made.value);
    }
  };
  visit(node);
  return found;
}

/** The parts of the caller that a call is given. */
export function callerParts(call: PythonNode, names: CallerNames): readonly CallerValue[] {
  return [...walk(call)].flatMap((each) => {
    const part = each.field === 'object' || each.field === 'function' ? undefined : memberOf(each, names);
    return part?.member === undefined ? [] : [{ ...part, values: [{ texts: ['None'], names: [] }] }];
  });
}

/** The names of a handler that a new one does not have. */
export function othersIn(place: Asking, node: PythonNode, known: readonly string[]): string {
  const own = new Set([
    ...(childOf(place.scope.node, 'parameters')?.named ?? []).map(({ text }) => /^\**(\w+)/.exec(text)?.[1] ?? ''),
    ...assignments(askingBody(place)).map(({ name }) => name),
  ]);
  const condition = childOf(node, 'condition') ?? node;
  const others = [...walk(condition)].flatMap((each) =>
    isVariable(each) && own.has(each.text) && !known.includes(each.text) ? each.text : [],
  );
  return others.length === 0
    ? 'it does more than to raise, or needs what cannot be imported'
    : `it reads ${[...new Set(others)].join(' and ')} beside the caller`;
}

/** Whether a module has a function under its name, which tests can put something else in place of. */
export function isOfModule(module: Module, callee: PythonNode | undefined): boolean {
  const first = /^\w+(?=(?:\.\w+)*$)/.exec(callee?.text ?? '')?.[0];
  if (callee === undefined || first === undefined) return false;
  return ownNames(module).has(first) || module.imports.resolve(callee)?.via !== undefined;
}
