/** What a string or a name in a registration is for: a guard, a path, a tag, a sentence, or any other label. */
import { childOf, type PythonNode } from '../python/syntax.js';

export type StringPurpose = 'guard' | 'path' | 'tag' | 'sentence' | 'label';

/** What a string or name is for, by the keyword or key that it is given under. */
export function purposeOf(node: PythonNode, unit: PythonNode): StringPurpose {
  for (let at: PythonNode = node; at !== unit && at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    const key = at.field === 'value' ? (childOf(parent, 'name') ?? childOf(parent, 'key')) : undefined;
    const name = key?.text.replace(/^\w?["']|["']$/g, '') ?? '';
    if (/^(?:dependencies|guards?|permissions?|middlewares?)$/.test(name)) return 'guard';
    if (parent.type === 'call' && /(?:^|\.)(?:Depends|Security)$/.test(childOf(parent, 'function')?.text ?? ''))
      return 'guard';
    if (/^(?:prefix|path|url_prefix|url|root)$/.test(name)) return 'path';
    if (/^tags?$/.test(name)) return 'tag';
    if (/^(?:responses|description|summary)$/.test(name)) return 'sentence';
  }
  return 'label';
}
