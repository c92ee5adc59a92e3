/** What the handlers of a model and the bodies that they take are called. */
import type { ModelSpec } from '../request/model.js';
import type { OperationName } from '../style/layers.js';
import { type Context, modelWords } from './context.js';
import { localName, nameFor } from './layers.js';

export function handlerName(context: Context, spec: ModelSpec, operation: OperationName): string {
  const pattern = context.conventions.handlerNames[operation];
  // A further model of a package would have the names of the first one.
  const isShared = !pattern.includes('{') && spec.name !== context.pkg.first;
  const name = isShared ? `${pattern}_${operation === 'list' ? '{many}' : '{one}'}` : pattern;
  return nameFor(context, spec, name);
}

/** The body's name; where the record has that one, it is the body that gives way. */
export function bodyName(context: Context, spec: ModelSpec, operation: 'create' | 'update'): string {
  const pattern = context.conventions.bodyNames[operation];
  const name = localName(context, spec, pattern);
  const { variable } = modelWords(context, spec);
  const { layers, recordForm, responseTypes } = context.conventions;
  const local = layers.kind === 'chain' ? localName(context, spec, layers.variable) : variable;
  const hasRecord = responseTypes.isConverted || (operation === 'update' && recordForm.kind === 'loaded');
  const isStored = layers.kind === 'chain' && layers.chain.length === 0;
  const isTaken =
    ((operation === 'update' || isStored) && name === local) || (hasRecord && (name === variable || name === local));
  return isTaken ? `${name}_in` : name;
}
