/** The parameters of a handler: what FastAPI gives for each of them, and how the handler says so. */
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { controllerAround } from './controllers.js';
import { dependedOn, dependsIn } from './depends-calls.js';

export type HandlerParameter = {
  readonly name: string;
  readonly node: PythonNode;
  readonly type: PythonNode | undefined;
  /** Its default as it is written; nothing where the default is the call that says what it is. */
  readonly value: PythonNode | undefined;
  /** Whether it is behind a `*`. */
  readonly isNamedOnly: boolean;
  /** Where the call is that says what it is: `Depends(…)`, `Query(…)`; `bare` where there is none. */
  readonly written: 'default' | 'annotated' | 'alias' | 'bare';
  /** The dotted name of the alias whose value has the call. */
  readonly alias: string | undefined;
  readonly given: ParameterCall | undefined;
};

type ParameterCall = {
  /** The module that the call is in. */
  readonly module: Module;
  readonly call: Call;
  /** `Depends`, `Security`, `Query`, `Path`, `Body` */
  readonly kind: string;
  /** What is depended on, as a dotted name; for `Depends()` the class of the annotation. */
  readonly target: string | undefined;
};

const PARAMETER_CALL = /^fastapi\.(?:param_functions\.|params\.)?(Query|Path|Body|Header|Cookie|Form|File)$/;

export function parametersOfHandler(
  module: Module,
  handler: PythonNode,
  modules: Project,
): readonly HandlerParameter[] {
  const found: HandlerParameter[] = [];
  let isNamedOnly = false;
  const controller = controllerAround(module, handler);
  for (const node of controller?.attributes ?? []) {
    const parts = {
      name: childOf(node, 'left')?.text ?? '',
      type: childOf(node, 'type'),
      value: childOf(node, 'right'),
    };
    found.push({ ...parameterOf(module, node, parts, modules), isNamedOnly });
  }
  for (const node of parametersOf(handler)) {
    if (controller !== undefined && node.text === 'self') continue;
    if (node.type === 'keyword_separator' || node.type === 'list_splat_pattern') isNamedOnly = true;
    else if (node.type !== 'comment' && node.type !== 'positional_separator') {
      found.push({ ...parameterIn(module, node, modules), isNamedOnly });
    }
  }
  return found;
}

/** The names of those parameters that a part of the path may fill: nothing else is said to give them. */
export function pathNames(module: Module, parameters: readonly PythonNode[], modules: Project): readonly string[] {
  return parameters.flatMap((node) => {
    const { name, given } = parameterIn(module, node, modules);
    return given === undefined || given.kind === 'Path' ? [name] : [];
  });
}

function parameterIn(module: Module, node: PythonNode, modules: Project): Omit<HandlerParameter, 'isNamedOnly'> {
  const name = childOf(node, 'name')?.text ?? /^\**(\w+)/.exec(node.text)?.[1] ?? '';
  return parameterOf(module, node, { name, type: childOf(node, 'type'), value: childOf(node, 'value') }, modules);
}

type Parts = { readonly name: string; readonly type: PythonNode | undefined; readonly value: PythonNode | undefined };

function parameterOf(
  module: Module,
  node: PythonNode,
  { name, type, value }: Parts,
  modules: Project,
): Omit<HandlerParameter, 'isNamedOnly'> {
  const common = { name, node, type, alias: undefined };
  const inDefault = value && callIn(module, value, type, modules);
  if (inDefault !== undefined) return { ...common, value: undefined, written: 'default', given: inDefault };
  const inType = type && callIn(module, type, type, modules);
  if (inType !== undefined) return { ...common, value, written: 'annotated', given: inType };
  const alias = type && aliasOf(module, type, modules);
  const behind = alias && childOf(alias.definition.node, 'right');
  const inAlias = behind && callIn(alias.definition.module, behind, behind, modules);
  if (alias !== undefined && inAlias !== undefined) {
    return { ...common, value, written: 'alias', alias: alias.target, given: inAlias };
  }
  return { ...common, value, written: 'bare', given: undefined };
}

/** The first call in an expression that says what a parameter is. */
function callIn(
  module: Module,
  node: PythonNode,
  type: PythonNode | undefined,
  modules: Project,
): ParameterCall | undefined {
  const [dependency] = dependsIn(module, node, modules);
  if (dependency !== undefined) {
    const { kind, call, on } = dependency;
    const target = dependedOn(on === undefined ? { module, on: firstName(type) } : dependency);
    return { module: dependency.module, call, kind, target };
  }
  for (const call of calls(node)) {
    const kind = PARAMETER_CALL.exec(module.imports.resolve(call.callee)?.target ?? '')?.[1];
    if (kind !== undefined) return { module, call, kind, target: undefined };
  }
  return undefined;
}

/** The class of an annotation: `PageParams` of `params: PageParams`, or of `Annotated[PageParams, Depends()]`. */
function firstName(type: PythonNode | undefined): PythonNode | undefined {
  const names = type === undefined ? [] : [...walk(type)];
  return names.find(
    ({ type: kind, text }) => (kind === 'identifier' || kind === 'attribute') && !/Annotated$/.test(text),
  );
}

function aliasOf(
  module: Module,
  type: PythonNode,
  modules: Project,
): { readonly target: string; readonly definition: Definition } | undefined {
  const [named] = type.named;
  const target = named?.type === 'identifier' || named?.type === 'attribute' ? targetOf(module, named) : undefined;
  const definition = target === undefined ? undefined : modules.define(target);
  const isAlias = definition?.node.type === 'assignment' && /\bAnnotated\b/.test(definition.node.text);
  return target !== undefined && definition !== undefined && isAlias ? { target, definition } : undefined;
}
