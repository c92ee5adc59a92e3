/** Units of work: objects that open a session, have a repository of each model on it, and commit them together. */
import type { Project } from '../project/project.js';
import { calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { ancestorsOf, classNamed, type HostClass, methodsIn } from './host-classes.js';
import { parameterName } from './parameter-dependencies.js';

/** What a unit of work is called where it is given to a function. */
const NAMED = /^_?uow$|(?:^|_)unit_?of_?work$/i;
const TYPED = /(?:UnitOfWork|U[oO]W)(?:Dep|Protocol|Interface|Base)?\b/;

/** What a text has in it that makes a unit of work. */
export const COMMIT_WORD = 'def commit';

/** The same as a method: functions that commit are in many modules. */
export const COMMIT_METHOD: RegExp = /^[ \t]+(?:async )?def commit\(/m;

const ENTERS: readonly string[] = ['__aenter__', '__enter__'];
const EXITS: readonly string[] = ['__aexit__', '__exit__'];

/** Whether a parameter is one, by its name or its type. */
export function isUnitParameter(parameter: PythonNode): boolean {
  return NAMED.test(parameterName(parameter)) || TYPED.test(childOf(parameter, 'type')?.text ?? '');
}

/** Whether a class says of its objects that they are entered, and commit. */
export function isUnitOfWork(type: HostClass, project: Project): boolean {
  const methods = [type, ...ancestorsOf(type, project)].flatMap((each) => [...methodsIn(each).keys()]);
  return methods.includes('commit') && ENTERS.some((each) => methods.includes(each));
}

/** Where a unit of work makes a repository: `self.users = UsersRepository(self.session)`. */
export type Making = { readonly unit: HostClass; readonly attribute: string; readonly statement: PythonNode };

/** Where the classes of a module make a repository that a unit of work keeps under its name. */
export function makingsIn(units: readonly HostClass[], repository: HostClass, project: Project): readonly Making[] {
  return units.flatMap((unit) =>
    [...methodsIn(unit).values()].flatMap((method) =>
      [...walk(method)].flatMap((node): readonly Making[] => {
        const attribute = /^self\.(\w+)$/.exec(childOf(node, 'left')?.text ?? '')?.[1];
        const value = node.type === 'assignment' ? childOf(node, 'right') : undefined;
        const made = value?.type === 'call' ? childOf(value, 'function') : undefined;
        if (attribute === undefined || made === undefined || node.parent?.type !== 'expression_statement') return [];
        const isOurs = classNamed(unit.module, made, project)?.node === repository.node;
        return isOurs ? [{ unit, attribute, statement: node.parent }] : [];
      }),
    ),
  );
}

/** Whether a unit of work rolls back whenever it ends: no record that it has read can be read on then. */
export function alwaysRollsBack(unit: HostClass): boolean {
  return EXITS.flatMap((name) => methodsIn(unit).get(name) ?? []).some((exit) =>
    calls(exit).some(({ node, callee }) => /\.rollback$/.test(callee.text) && !isConditional(node, exit)),
  );
}

function isConditional(node: PythonNode, within: PythonNode): boolean {
  for (let at = node.parent; at !== undefined && at !== within; at = at.parent) {
    if (/^(?:if_statement|conditional_expression|except_clause|elif_clause|else_clause)$/.test(at.type)) return true;
  }
  return false;
}

/** Whether a unit of work commits by itself when it ends. */
export function commitsAtItsEnd(unit: HostClass): boolean {
  return EXITS.some((name) => /\.commit\(/.test(methodsIn(unit).get(name)?.text ?? ''));
}

/** What a unit of work is held by where a function enters it, and what it is called inside: `async with self.uow as uow`. */
export function enteredUnit(node: PythonNode): { readonly held: string; readonly as: string | undefined } | undefined {
  const entered = [...walk(node)].filter(({ type }) => type === 'with_item').flatMap(({ named }) => named[0] ?? []);
  for (const item of entered) {
    const [held, as] = item.type === 'as_pattern' ? item.named : [item];
    const last = held?.text.split('.').at(-1) ?? '';
    if (held !== undefined && NAMED.test(last)) return { held: held.text, as: as?.text };
  }
  return undefined;
}

/** The parameter of a function, or of the `__init__` of its class, that is a unit of work. */
export function unitGivenTo(scope: PythonNode): PythonNode | undefined {
  return parametersOf(scope).find(isUnitParameter);
}
