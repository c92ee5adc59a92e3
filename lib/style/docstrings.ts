/** The docstrings of the blueprint's functions and classes: what another package can say, and their form. */
import { byOperation, type Operation } from '../framework/operations.js';
import { hasNoun, type Nouns, namePattern } from '../naming/name-pattern.js';
import { isEnglish, phrasePattern } from '../naming/phrase.js';
import { childOf, type PythonNode } from '../python/syntax.js';

/** `line` is `"""Text."""`, `block` has the text on lines of its own. */
export type Docstring = { readonly text: string; readonly form: 'line' | 'block' };

/** The first paragraph of a function, a class or a module: what follows is about the blueprint's own parameters. */
export function docstringOf(definition: PythonNode): Docstring | undefined {
  const statement = (childOf(definition, 'body') ?? definition).named.find(({ type }) => type !== 'comment');
  const node = statement?.type === 'expression_statement' ? statement.named[0] : undefined;
  const [, , inside] = node?.type === 'string' ? (/^[rR]?("""|'''|"|')([\s\S]*)\1$/.exec(node.text) ?? []) : [];
  if (inside === undefined) return undefined;
  const text = inside.trim().split(/\n\s*\n/)[0] ?? '';
  return { text: text.replace(/\s*\n\s*/g, ' '), form: /^\s*\n/.test(inside) ? 'block' : 'line' };
}

const ELSEWHERE = /\bsoft\b|password|e-?mail|token|auth|log ?in|hash|regist|admin|role|permission/i;

/** What an operation says of the record as a pattern; nothing for what says more than the operation. */
export function docOf(definition: PythonNode, nouns: Nouns): Docstring | undefined {
  const doc = docstringOf(definition);
  if (doc === undefined || /["\\{}]/.test(doc.text) || ELSEWHERE.test(doc.text)) return undefined;
  // Other words of an operation may be about the blueprint's own columns.
  const phrase = phrasePattern(doc.text, nouns);
  if (definition.type === 'function_definition' && phrase === undefined) return undefined;
  const text = namePattern(phrase ?? doc.text, nouns);
  return hasNoun(text) ? { ...doc, text } : undefined;
}

const PLAIN: Readonly<Record<Operation, string>> = {
  list: 'List {many}',
  get: 'Get a {one}',
  create: 'Create a {one}',
  update: 'Update a {one}',
  delete: 'Delete a {one}',
};

/** What an operation of any feature does, ended as another text is. */
export const plainDoc = (operation: Operation, like: string): string => endedLike(PLAIN[operation], like);

/** A text with the full stop that another one ends with. */
export const endedLike = (text: string, like: string): string => `${text}${like.endsWith('.') ? '.' : ''}`;

/** The operations of a layer that has docstrings, each with one; one that is not understood may be in another language. */
export function documented<Each extends { readonly doc: Docstring | undefined }>(
  operations: Readonly<Record<Operation, Each>>,
  shown: readonly PythonNode[],
): Readonly<Record<Operation, Each>> {
  const isMost = shown.filter((node) => docstringOf(node) !== undefined).length * 2 > shown.length;
  const like = Object.values(operations).find(({ doc }) => doc !== undefined && isEnglish(doc.text))?.doc;
  if (!isMost || like === undefined) return operations;
  return byOperation((name) => {
    const own = operations[name];
    return own.doc === undefined ? { ...own, doc: { ...like, text: plainDoc(name, like.text) } } : own;
  });
}

const LAYER_WORDS = `service services repository dao crud class layer operation operations business logic data access
  database handle handles handling manage manages managing management provide provides method methods related model models
  table entity entities object objects record records interaction interactions queries function functions contains
  responsible implementation`;

const SCHEMA_WORDS = `schema schemas base payload shape creation create creating created update updating updated partial new
  existing response request input output body api client clients shared common general properties property attributes
  fields information info details returned return returning received receive sent send read reading public pydantic
  sqlalchemy orm db row representation representing represents validation used when via from`;

const MODULE_WORDS = `endpoint endpoints route routes router routers rest http module file define defines defining definition
  definitions crud dependency dependencies exception exceptions`;

const LINKING = 'a an the for of to in on with and all its that by as';

/** What a docstring of a class or a module may say besides the noun. */
const OF_ANY_CLASS = new RegExp(
  `^(?:[\\s.,:;'()/-]|\\{\\w+\\}|\\b(?:${`${LINKING} ${LAYER_WORDS} ${SCHEMA_WORDS} ${MODULE_WORDS}`.split(/\s+/).join('|')})\\b)*$`,
  'i',
);

/** The docstring of a class or a module as a pattern; nothing for one that speaks of what the blueprint alone is about. */
export function classDocOf(definition: PythonNode, nouns: Nouns): Docstring | undefined {
  const doc = docOf(definition, nouns);
  return doc !== undefined && OF_ANY_CLASS.test(doc.text) ? doc : undefined;
}
