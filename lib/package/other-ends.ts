/** Classes that are as they were written, but for the other ends of references that have come to them since. */
import { childOf, type PythonNode } from '../python/syntax.js';

const OTHER_END =
  /^\w+(?:\s*:[^=]+)?\s*=\s*(?:\w+\.)*[rR]elationship\([\s\S]*\b(?:back_populates\s*=|["']?viewonly["']?\s*[:=])/;

/** Whether a statement says what another does; a model may have relationships besides that other models lead back to. */
export function isAsWritten(there: PythonNode, ours: PythonNode): boolean {
  if (there.text === ours.text) return true;
  const [own, wanted] = [partsOf(there), partsOf(ours)];
  if (own === undefined || wanted === undefined || own.head !== wanted.head) return false;
  const kept = own.statements.filter((each) => wanted.statements.includes(each) || !OTHER_END.test(each));
  return kept.length === wanted.statements.length && kept.every((each, index) => each === wanted.statements[index]);
}

function partsOf(node: PythonNode): { readonly head: string; readonly statements: readonly string[] } | undefined {
  const definition = node.type === 'decorated_definition' ? childOf(node, 'definition') : node;
  const body = definition?.type === 'class_definition' ? childOf(definition, 'body') : undefined;
  return body && { head: node.text.slice(0, body.start - node.start), statements: body.named.map(({ text }) => text) };
}
