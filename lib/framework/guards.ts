/** Dependencies that let only some callers in: what FastAPI's `Depends` and `Security` name, and what they depend on. */
import { type CopiedText, copiedText } from '../project/copied-text.js';
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { calls, isVariable, parametersOf } from '../python/find.js';
import { isWithin } from '../python/imports.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { type Source, sourceOf, targetOf } from './base-and-session.js';
import { type DependsCall, dependsIn } from './depends-calls.js';
import { MAY_BE_NOBODY, mayGiveNobody, saysGuard } from './guard-names.js';
import { pathNames } from './handler-parameters.js';
import type { HostName } from './host-name.js';
import { calledOn, injectedIn } from './injected.js';
import { madeDependency } from './made-dependencies.js';
import { parameterName } from './parameter-dependencies.js';
import { deniesIn } from './raised.js';
import { requiresHeader } from './required-headers.js';
import { isOfFields, readsBody } from './schema-classes.js';
import { isSecurityClass } from './security-schemes.js';

/** One dependency that lets only some callers in. */
export type Guard = {
  readonly kind: 'Depends' | 'Security';
  /** What is depended on; nothing where it is no name of a module. */
  readonly source: Source | undefined;
  /** The part of it that is meant: `get_current_user` of the class `AuthService`. */
  readonly member: string | undefined;
  /** How the host's code names it where that is more than a name: `deps.get_current_user`. */
  readonly written?: string;
  /** The arguments of the call that makes it, as text: `("admin")` of `Depends(require_role("admin"))`. */
  readonly call: string | undefined;
  /** The same with the imports that its names come from: `(Role.ADMIN)`; nothing where one cannot be imported. */
  readonly made: CopiedText | undefined;
  /** Further arguments, as text: `scopes=["users"]` of `Security(get_current_user, scopes=["users"])`. */
  readonly options: string | undefined;
  readonly text: string;
  readonly at: string;
  /** The part of the blueprint's paths that what the call makes asks for: the paths of another package have no such. */
  readonly pathParameter?: string;
  /** How a handler has it; nothing for one of a router. */
  readonly form?: GuardForm;
  /** The host's name for the dependency itself: `AdminOnly` of `AdminOnly = Depends(require_admin)`. */
  readonly name?: HostName;
  /** Whether what the call makes is the dependency itself: `require_role("admin")`, without `Depends` around it. */
  readonly isReturned?: true;
  /** Whether FastAPI answers for it where a header that it asks for was not sent: 422. */
  readonly requiresHeader?: true;
};

/** In the decorator's `dependencies=[…]`, or as a parameter: with the type of the user, or by an alias that brings it. */
export type GuardForm =
  | { readonly kind: 'route' }
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly type: HostName | CopiedText | undefined;
      readonly isAlias: boolean;
      /** What a router calls the alias that it has for itself: a new one has its own. */
      readonly own?: string;
    };

/** Whether two guards ask for the same. */
export function isSame(left: Guard, right: Guard): boolean {
  const named = (guard: Guard): string =>
    guard.source === undefined ? guard.text : `${guard.source.module}.${guard.source.name}`;
  return (
    named(left) === named(right) &&
    left.member === right.member &&
    left.call === right.call &&
    left.options === right.options
  );
}

const ADMINISTRATOR = /admin|superuser|super_user|is_staff|staff_user/i;

/** Whether a guard lets in administrators alone. */
export function isForAdministrators({ text, source, member }: Pick<Guard, 'text' | 'source' | 'member'>): boolean {
  return ADMINISTRATOR.test(`${text} ${source?.name} ${member}`);
}

/** `app/users/router.py:12` for a line of a module. */
export type At = (module: Module, line: number) => string;

export type GuardReader = { all(module: Module, node: PythonNode): readonly Guard[] };

/** The guards among dependencies, each given with its module. */
export function readGuards(
  modules: Project,
  dependencies: readonly { readonly module: Module; readonly node: PythonNode }[],
  at: At,
): readonly Guard[] {
  const read = guardReader(at, modules);
  const all = dependencies.flatMap(({ module, node }) => read.all(module, node));
  return all.filter((guard, index) => all.findIndex((each) => isSame(each, guard)) === index);
}

/**
 * Reads the guards of nodes. A dependency that itself takes a part of the path, told by `isPathParameter`, or the body of
 * the request and is a parameter, belongs to one record or to what is sent; one that `isOwn` tells is replaced by one of the
 * new package: what these depend on guards the others too.
 */
export function guardReader(
  at: At,
  modules: Project,
  isPathParameter: (name: string) => boolean = () => false,
  isOwn: (made: Definition) => boolean = () => false,
): GuardReader {
  const asks = (definition: Definition | undefined, depth: number): boolean => {
    if (definition === undefined || depth > 4) return false;
    const { module, node } = definition;
    const bases = node.type === 'class_definition' ? (childOf(node, 'superclasses')?.named ?? []) : [];
    if (bases.some((base) => isSecurityClass(module, base))) return true;
    if (node.type === 'assignment') {
      const value = childOf(node, 'right');
      const made = value?.type === 'call' ? childOf(value, 'function') : undefined;
      if (made !== undefined) {
        if (isSecurityClass(module, made)) return true;
        const dotted = targetOf(module, made);
        return dotted !== undefined && asks(modules.define(dotted), depth + 1);
      }
    }
    if (node.type === 'module' || mayGiveNobody(node)) return false;
    if (node.type === 'function_definition' && deniesIn(node)) return true;
    const aliases = injectedIn(node).flatMap((parameter) => aliasesIn(module, parameter));
    const below = [
      ...dependsIn(module, node, modules),
      ...aliases.flatMap((each) => dependsIn(each.module, each.value, modules)),
    ];
    return below.some(({ kind, on, module: owner }) => {
      if (kind === 'Security') return true;
      // `Depends(HTTPBearer())`
      const made = on?.type === 'call' ? childOf(on, 'function') : undefined;
      if (made !== undefined && isSecurityClass(owner, made)) return true;
      const dotted = on === undefined ? undefined : targetOf(owner, on);
      return dotted !== undefined && (asks(modules.define(dotted), depth + 1) || isCalledGuard(dotted));
    });
  };

  /** Whether its name alone says so: `get_current_user`, and not who may be nobody, nor what a login sends. */
  const isCalledGuard = (dotted: string, name = dotted.split('.').at(-1) ?? dotted): boolean => {
    if (MAY_BE_NOBODY.test(name) || isWithin(dotted, 'fastapi.security')) return false;
    const definition = modules.define(dotted);
    if (definition !== undefined && (isOfFields(definition) || mayGiveNobody(definition.node))) return false;
    return saysGuard(name);
  };

  const isGuard = (dotted: string, name: string): boolean => {
    // Who may be nobody lets everybody in.
    if (MAY_BE_NOBODY.test(name)) return false;
    if (isWithin(dotted, 'fastapi.security')) return !/Form/.test(dotted);
    return asks(modules.define(dotted), 0) || isCalledGuard(dotted, name);
  };

  const all = (module: Module, node: PythonNode, depth = 0): readonly Guard[] => [
    ...dependsIn(module, node, modules).flatMap((dependency) => guard(dependency, depth, !isListed(node))),
    ...aliasesIn(module, node).flatMap((alias) => all(alias.module, alias.value, depth)),
  ];

  const guard = (found: DependsCall, depth: number, isSent: boolean): readonly Guard[] => {
    const { module, call, kind, on, name, isReturned } = found;
    if (on === undefined) return [];
    const made = on.type === 'call' ? calls(on)[0] : undefined;
    const named = made?.callee ?? on;
    const dotted = targetOf(module, named);
    const last = named.text.split('.').at(-1) ?? named.text;
    if (kind === 'Depends' && !isGuard(dotted ?? named.text, last)) return [];
    const record = dotted === undefined ? undefined : madeDependency(modules.define(dotted), modules);
    if (record?.node.type === 'function_definition' && made === undefined) {
      const parameters = parametersOf(record.node);
      const isOfRecord = pathNames(record.module, parameters, modules).some(isPathParameter);
      if (isOfRecord || (isOwn(record) && !usesGuard(record, depth)) || (isSent && readsBody(record, modules))) {
        return depth > 4 ? [] : parameters.flatMap((each) => all(record.module, each, depth + 1));
      }
    }
    const ofPath = made && record && pathNames(record.module, calledOn(record.node), modules).find(isPathParameter);
    const path = dotted?.split('.') ?? [];
    const rest = record?.rest ?? [];
    const whole = path.slice(0, path.length - rest.length);
    const source = whole.length < 2 ? undefined : sourceOf(whole.join('.'));
    const given = made && childOf(made.node, 'arguments');
    const options = (isReturned ? [] : [...call.keywords]).flatMap(([key, value]) =>
      key === 'dependency' ? [] : `${key}=${value.text}`,
    );
    return [
      {
        kind,
        source,
        member: rest.length === 0 ? undefined : rest.join('.'),
        ...(rest.length === 0 && named.text.includes('.') ? { written: named.text } : {}),
        call: given?.text,
        made: given && copiedText(module, given, () => false),
        options: options.length === 0 ? undefined : options.join(', '),
        text: call.node.text,
        at: at(module, call.node.line),
        ...(ofPath === undefined ? {} : { pathParameter: ofPath }),
        ...(name && { name }),
        ...(isReturned && { isReturned }),
        ...(requiresHeader(record, modules) && { requiresHeader: true }),
      },
    ];
  };

  /** Whether a function does anything with who it asks for: what it makes with that may refuse callers, too. */
  const usesGuard = ({ module, node }: Definition, depth: number): boolean => {
    const body = childOf(node, 'body');
    const used = new Set(body === undefined ? [] : [...walk(body)].filter(isVariable).map(({ text }) => text));
    return parametersOf(node).some((each) => used.has(parameterName(each)) && all(module, each, depth + 1).length > 0);
  };

  /** Names in a parameter's annotation that are names of `Annotated[…, Depends(…)]`. */
  const aliasesIn = (module: Module, node: PythonNode): readonly { module: Module; value: PythonNode }[] => {
    const annotation = childOf(node, 'type');
    if (annotation === undefined) return [];
    return [...walk(annotation)].flatMap((each) => {
      if (each.type !== 'identifier' && each.type !== 'attribute') return [];
      const dotted = targetOf(module, each);
      const definition = dotted === undefined ? undefined : modules.define(dotted);
      const value = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
      if (definition === undefined || value === undefined || !/\bAnnotated\b/.test(value.text)) return [];
      return [{ module: definition.module, value }];
    });
  };
  return { all };
}

/** Whether it is what `dependencies=` names, whose answer nobody takes. */
const isListed = (node: PythonNode): boolean =>
  [node, node.parent].some((each) => each?.type === 'list' || each?.type === 'tuple');
