import type { PythonNode } from '../python/syntax.js';
import { humanWords, singular } from '../spec/cases.js';
import type { Change } from './clone.js';
import type { RegistrationRequest } from './request.js';

/**
 * The changes that make the blueprint's tags the new package's, in its spelling (`users`, `Users`, `user`). A string
 * that says more, or an expression that names the blueprint, is returned as what is not understood.
 */
export function newTags(tags: PythonNode, request: RegistrationRequest): readonly Change[] | PythonNode {
  const isList = ['list', 'tuple', 'set'].includes(tags.type);
  const changes: Change[] = [];
  for (const element of isList ? tags.named : [tags]) {
    const text = isList ? contentOf(element) : undefined;
    const tag = text && newTag(text.text, request);
    if (text !== undefined && tag !== undefined) changes.push({ node: text, text: tag });
    else if (speaksOf(element.text, request.blueprint)) return element;
  }
  return changes;
}

/** What stands between the quotes of a string without interpolations and escapes. */
function contentOf(element: PythonNode): PythonNode | undefined {
  const [, content, end] = element.named;
  return element.type === 'string' && content?.type === 'string_content' && end?.type === 'string_end'
    ? content
    : undefined;
}

function newTag(tag: string, { blueprint, package: name, singular: one }: RegistrationRequest): string | undefined {
  const words = humanWords(blueprint);
  const single = singular(blueprint);
  if (tag === blueprint) return name;
  if (tag === single) return one;
  if (tag === capital(words)) return capital(humanWords(name));
  if (tag === capital(humanWords(single))) return capital(humanWords(one));
  return tag === blueprint.toUpperCase() ? name.toUpperCase() : undefined;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function speaksOf(text: string, blueprint: string): boolean {
  return text.toLowerCase().includes(singular(blueprint).toLowerCase());
}
