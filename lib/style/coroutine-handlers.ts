/** Whether handlers are coroutines although the session is not: in a thread each would keep a connection while the guard waits for one. */
import type { Guard } from '../framework/guards.js';
import { parametersOfHandler } from '../framework/handler-parameters.js';
import type { Handler } from '../framework/handlers.js';
import type { Definition } from '../project/module.js';
import type { Project } from '../project/project.js';

/** All of the blueprint's are, and so is something that guards them. */
export function areCoroutines(handlers: readonly Handler[], guards: readonly Guard[], modules: Project): boolean {
  const asked = guards.flatMap(({ source }) => (source === undefined ? [] : `${source.module}.${source.name}`));
  return (
    handlers.length > 0 &&
    handlers.every(({ node }) => isCoroutineText(node.text)) &&
    asked.some((name) => isBelow(modules.define(name), modules, 0))
  );
}

function isBelow(found: Definition | undefined, modules: Project, depth: number): boolean {
  if (found === undefined || depth > 3) return false;
  if (isCoroutineText(found.node.text)) return true;
  return parametersOfHandler(found.module, found.node, modules).some(
    ({ given }) => given?.target !== undefined && isBelow(modules.define(given.target), modules, depth + 1),
  );
}

const isCoroutineText = (text: string): boolean => /^(?:@[^\n]*\n\s*)*async def /.test(text);
