import type { Inclusion } from '../host/inclusions.js';
import { blockOf, calls, dottedParts } from '../python/find.js';
import { longestExpressions } from '../python/imports.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { HostFile } from './host-file.js';

/**
 * The last inclusion on the same receiver in the same block that stands above every statement that hands the receiver
 * on or binds it anew: before 0.137 FastAPI copied the routes when the parent included it.
 */
export function lastSibling(blueprint: PythonNode, receiver: string, inclusions: readonly Inclusion[]): PythonNode {
  const siblings = new Set(inclusions.flatMap((each) => (each.receiver === receiver ? (each.statement ?? []) : [])));
  const block = blockOf(blueprint);
  let last = blueprint;
  for (const statement of block.slice(block.indexOf(blueprint) + 1)) {
    if (handsOn(statement, receiver)) break;
    if (siblings.has(statement)) last = statement;
  }
  return last;
}

function handsOn(statement: PythonNode, receiver: string): boolean {
  return longestExpressions(statement).some((node) => {
    const name = dottedParts(node)?.join('.') ?? '';
    return name === receiver || receiver.startsWith(`${name}.`);
  });
}

/** The object that includes routers in this file, or else the one that could: a guess for the text to paste only. */
export function likelyReceiver(file: HostFile, inclusions: readonly Inclusion[]): string {
  const including = inclusions.find(({ receiver }) => receiver !== undefined)?.receiver;
  if (including !== undefined) return including;
  for (const { node, callee } of calls(file.tree.root)) {
    if (!/(?:^|\.)(?:APIRouter|FastAPI)$/.test(callee.text) || node.parent?.type !== 'assignment') continue;
    const left = childOf(node.parent, 'left');
    if (left?.type === 'identifier') return left.text;
  }
  return 'router';
}
