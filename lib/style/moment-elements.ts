/** Functions for the moment that a backend writes for PostgreSQL alone: `class utcnow(FunctionElement)` with `@compiles(utcnow, "postgresql")`. */

import { ownClasses } from '../framework/host-classes.js';
import { superclasses } from '../framework/schema-classes.js';
import type { Module } from '../project/module.js';
import { calls } from '../python/find.js';
import { walk } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';

/** A class of the host, by its module and its name. */
export type MomentElement = { readonly module: string; readonly name: string };

export function momentElements({ modules, host }: HostReading): readonly MomentElement[] {
  return modules.mentioning(host.root, 'FunctionElement').flatMap((path) => {
    const module = modules.at(path);
    return module === undefined ? [] : elementsOf(module);
  });
}

function elementsOf(module: Module): readonly MomentElement[] {
  const compiled = [...walk(module.tree.root)].flatMap((node) => {
    if (node.type !== 'decorated_definition') return [];
    return calls(node).flatMap(({ callee, positional: [element, ...databases] }) =>
      /(?:^|\.)compiles$/.test(callee.text) ? { element: element?.text, databases, text: node.text } : [],
    );
  });
  return ownClasses(module).flatMap(({ name, node }) => {
    const all = compiled.filter(({ element }) => element === name);
    const isElement = superclasses(node).some(({ text }) => /(?:^|\.)FunctionElement$/.test(text));
    const isOfMoment = all.some(({ text }) => /current_timestamp|\bnow\(/i.test(text));
    const isKnown = all.some(
      ({ databases }) => databases.length === 0 || databases.some(({ text }) => /sqlite/.test(text)),
    );
    return isElement && isOfMoment && !isKnown ? [{ module: module.module, name }] : [];
  });
}
