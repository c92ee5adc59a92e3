/** Dependencies that FastAPI itself answers for, with 422: a header or a cookie without a default that was not sent. */
import type { Definition } from '../project/module.js';
import type { Project } from '../project/project.js';
import type { PythonNode } from '../python/syntax.js';
import { type HandlerParameter, parametersOfHandler } from './handler-parameters.js';

const DEEPEST = 4;

/** Whether a function, or what it depends on, asks for a header or a cookie that has to be sent. */
export function requiresHeader(definition: Definition | undefined, modules: Project, depth = 0): boolean {
  if (definition?.node.type !== 'function_definition' || depth > DEEPEST) return false;
  const parameters = parametersOfHandler(definition.module, definition.node, modules);
  return parameters.some((parameter) => {
    const { kind, target } = parameter.given ?? {};
    if (kind === 'Header' || kind === 'Cookie') return isRequired(parameter);
    return target !== undefined && requiresHeader(modules.define(target), modules, depth + 1);
  });
}

/** `Header(...)`, `Header()`, `Annotated[str, Header()]` */
function isRequired({ given, value }: HandlerParameter): boolean {
  if (value !== undefined) return false;
  const first: PythonNode | undefined = given?.call.positional[0] ?? given?.call.keywords.get('default');
  const isLeft = first === undefined || first.type === 'ellipsis';
  return isLeft && given?.call.keywords.has('default_factory') !== true;
}
