/** A name of the host as its code writes it: `get_db`, or `deps.get_db` where the module is imported. */
import type { Module } from '../project/module.js';
import { dottedParts } from '../python/find.js';
import type { PythonNode } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';

export type HostName = {
  /** Where it can be imported from: `app.api.deps.get_db`. */
  readonly dotted: string;
  /** `deps.get_db` */
  readonly written: string;
};

/** What an expression of a module names; nothing where it is no name that can be imported. */
export function hostName(module: Module, node: PythonNode): HostName | undefined {
  const dotted = targetOf(module, node);
  const parts = dottedParts(node);
  return dotted === undefined || parts === undefined || !dotted.includes('.')
    ? undefined
    : { dotted, written: parts.join('.') };
}

/** A name that is imported by itself. */
export function plainName(module: string, name: string): HostName {
  return { dotted: `${module}.${name}`, written: name };
}
