/** Assignments whose types differ: in what was there, in what is to be, and in what people have. */
import { childOf, type PythonNode } from '../python/syntax.js';
import type { MergeStep } from './place.js';

/** An assignment that has not got one type everywhere: its value is what changes. */
export function isRetyped(base: PythonNode, theirs: PythonNode, ours: PythonNode): boolean {
  const types = [base, theirs, ours].map((node) => childOf(node, 'type')?.text);
  const names = [base, theirs, ours].map((node) => childOf(node, 'left')?.text);
  return theirs.type === 'assignment' && new Set(types).size > 1 && new Set(names).size === 1;
}

/** The type that a value needs by now, where nobody says one. */
export function newType(base: PythonNode, theirs: PythonNode, ours: PythonNode): readonly MergeStep[] {
  const [old, more, own] = [base, theirs, ours].map((node) => childOf(node, 'type')?.text);
  const left = childOf(ours, 'left');
  if (old !== undefined || own !== undefined || more === undefined || left === undefined) return [];
  return [{ edits: [{ at: left.end, remove: 0, insert: `: ${more}` }], isInline: true }];
}
