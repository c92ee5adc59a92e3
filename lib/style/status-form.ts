/** How a status code is written: `status.HTTP_201_CREATED` of FastAPI, `HTTPStatus.CREATED` of `http`, or `201`. */
import type { Module } from '../project/module.js';
import { childOf, type PythonNode } from '../python/syntax.js';

export type StatusForm = 'name' | 'phrase' | 'number';

export function statusForm(module: Module, node: PythonNode): StatusForm {
  if (/^\d+$/.test(node.text)) return 'number';
  // `HTTPStatus.CREATED.value`
  const object = childOf(node, 'object');
  const target = object && module.imports.resolve(object)?.target;
  return target !== undefined && /^http\.HTTPStatus\b/.test(target) ? 'phrase' : 'name';
}
