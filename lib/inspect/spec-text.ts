/** The file that would ask for the packages of a backend, as YAML. */
import { Document, type YAMLMap } from 'yaml';
import type { SpecOf } from './spec-of.js';

/** Those packages as YAML, and as remarks what could not be read. */
export function specText({ packages, unread }: SpecOf): string {
  const document = new Document<YAMLMap, true>({ packages });
  const remarks = unread.map((sentence) => ` ${sentence}`);
  if (remarks.length > 0) document.commentBefore = remarks.join('\n');
  return document.toString({ lineWidth: 0 }).trimEnd();
}
