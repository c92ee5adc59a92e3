/** The paths of a model's handlers behind the collection's, and what they say of what is done. */
import { fromPattern } from '../naming/name-pattern.js';
import type { ModelSpec } from '../request/model.js';
import type { OperationName } from '../style/layers.js';
import type { Context } from './context.js';

/** What is behind the path of a collection: `/create`, `/update/{invoice_id}`, with the slash at the end. */
export function pathBehind(
  context: Context,
  { snake, collection }: Pick<ModelSpec, 'snake' | 'collection'>,
  operation: OperationName,
  key: string,
): string {
  const { slash, pathKey, pathWords } = context.conventions;
  const word = pathWords[operation];
  const words = word && spelled(word.pattern, snake, collection);
  if (operation === 'list' || operation === 'create') return (words === undefined ? '' : `/${words}`) + slash;
  const parts = word?.isBehind ? [key, words] : [words, key];
  return parts.flatMap((part) => (part === undefined ? [] : `/${part}`)).join('') + pathKey.slash;
}

/** Words with hyphens are so of a noun of several words, too: `add-line-item`. */
function spelled(pattern: string, snake: string, collection: string): string {
  const text = fromPattern(pattern, snake, collection);
  return pattern.includes('-') ? text.replaceAll('_', '-') : text;
}

/** Whether paths say what is done. */
export const saysPaths = ({ conventions }: Context): boolean => Object.keys(conventions.pathWords).length > 0;
