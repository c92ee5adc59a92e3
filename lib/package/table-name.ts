/** The table of a model, named as the host names tables. */
import { boundedName } from '../naming/names.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';

export function withTableName({ tableNames }: Style, spec: ModelSpec): ModelSpec {
  // What is asked for is no habit of the host.
  if (spec.settings.table !== undefined) return spec;
  const { number, prefix, suffix, isJoined } = tableNames;
  const word = number === 'plural' ? spec.plural : spec.snake;
  const table = boundedName(`${prefix}${isJoined ? word.replaceAll('_', '') : word}${suffix}`);
  return { ...spec, table };
}
