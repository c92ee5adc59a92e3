/** The calls of FastAPI's `Depends` and `Security` in an expression or a function. */
import type { Module } from '../project/module.js';
import { calls } from '../python/find.js';
import type { PythonNode } from '../python/syntax.js';

const FASTAPI_DEPENDENCY = /^fastapi\.(?:param_functions\.|params\.)?(Depends|Security)$/;

export type DependsCall = {
  readonly module: Module;
  readonly call: ReturnType<typeof calls>[number];
  readonly callee: PythonNode;
  /** What is depended on; nothing for `Depends()`. */
  readonly on: PythonNode | undefined;
};

/** Every `Depends(…)` and `Security(…)` below a node. */
export function dependsIn(module: Module, node: PythonNode): readonly DependsCall[] {
  return calls(node).flatMap((call) => {
    const target = module.imports.resolve(call.callee)?.target ?? '';
    if (!FASTAPI_DEPENDENCY.test(target)) return [];
    return [{ module, call, callee: call.callee, on: call.positional[0] ?? call.keywords.get('dependency') }];
  });
}
