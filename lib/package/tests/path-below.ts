/** The path of records that are below another one, for the keys that tests have. */
import { isReference } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { fieldOfScope } from '../../request/scopes.js';
import { keySample } from '../../request/types/ref.js';
import type { Context } from '../context.js';
import { targetOf } from '../types/ref.js';

/** The part of a model's paths behind the package's, below the first record above, or below the one of another key. */
export function pathBelow(model: ModelSpec, path: string, key?: string): string {
  const above = fieldOfScope(model, 'parent');
  if (above === undefined || !isReference(above.type)) return path;
  return path.replace(`{${above.name}}`, key ?? plain(keySample(targetOf(above.type).key, 1)));
}

/** Whether the paths of the whole package are below a record of another one. */
export function isBelowAnother({ pkg }: Pick<Context, 'pkg'>, model: ModelSpec): boolean {
  const above = fieldOfScope(model, 'parent');
  return above !== undefined && pkg.path.includes(`{${above.name}}`);
}

/** A key in JSON as a part of a path. */
export const plain = (json: string): string => (json.startsWith('"') ? String(JSON.parse(json)) : json);
