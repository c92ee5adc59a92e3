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

/** A status of success by its number, as far as a handler answers with it. */
export function successOf({ text }: PythonNode): number | undefined {
  const number = /^\d+$/.test(text) ? Number(text) : Number(/\bHTTP_(\d{3})/.exec(text)?.[1]);
  const phrase = /\bHTTPStatus\.(\w+)/.exec(text)?.[1];
  const found = Object.entries(SUCCESSES).find(([code, name]) => Number(code) === number || name === phrase);
  return found && Number(found[0]);
}

/** The statuses that say that all is well, by their names. */
export const SUCCESSES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'CREATED',
  202: 'ACCEPTED',
  203: 'NON_AUTHORITATIVE_INFORMATION',
  204: 'NO_CONTENT',
};
