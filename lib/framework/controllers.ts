/** Classes whose methods are the handlers of a router: `@cbv(router)`, and what FastAPI gives to all of them. */
import type { Module } from '../project/module.js';
import { calls } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';

export type Controller = {
  readonly name: string;
  readonly node: PythonNode;
  /** What makes its methods handlers of the router: `cbv`. */
  readonly decorator: PythonNode;
  /** `db: Session = Depends(get_db)` */
  readonly attributes: readonly PythonNode[];
};

const CBV = /^(?:fastapi_utils|fastapi_restful)(?:\.cbv)?\.cbv$/;

/** The class around a handler; nothing for one that is more than its attributes and its handlers. */
export function controllerAround(module: Module, handler: PythonNode): Controller | undefined {
  const node = classAround(handler);
  const name = node && childOf(node, 'name')?.text;
  const decorators = node?.parent?.type === 'decorated_definition' ? node.parent.named : [];
  const [only, ...others] = decorators.filter(({ type }) => type === 'decorator').flatMap((each) => each.named);
  const [call] = only?.type === 'call' ? calls(only) : [];
  if (node === undefined || name === undefined || call === undefined || others.length > 0) return undefined;
  if (!CBV.test(module.imports.resolve(call.callee)?.target ?? '') || childOf(node, 'superclasses')) return undefined;
  const body = (childOf(node, 'body')?.named ?? []).filter(({ type }) => type !== 'comment');
  const attributes = body.flatMap(({ named: [first] }) => (first?.type === 'assignment' ? first : []));
  const isPlain = body.every(
    ({ type, named: [first] }) =>
      type === 'decorated_definition' ||
      first?.type === 'string' ||
      (first?.type === 'assignment' && childOf(first, 'type')),
  );
  return isPlain ? { name, node, decorator: call.callee, attributes } : undefined;
}

function classAround(handler: PythonNode): PythonNode | undefined {
  for (let at = handler.parent; at !== undefined; at = at.parent) if (at.type === 'class_definition') return at;
  return undefined;
}
