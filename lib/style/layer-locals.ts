/** What the body of an operation calls its record and its changes, and what its docstring says. */
import type { HostFunction } from '../framework/host-classes.js';
import { sessionCallsIn } from '../framework/session-calls.js';
import { hasNoun, type Nouns, namePattern } from '../naming/name-pattern.js';
import { phrasePattern } from '../naming/phrase.js';
import { assignments, calls } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';
import type { OperationName } from './layers.js';
import { mainModel } from './main-model.js';
import { operationNamed } from './operation-chains.js';

/** What a function calls the record that it works on. */
export function variableIn(
  host: HostReading,
  operation: OperationName,
  { node }: HostFunction,
  nouns: Nouns,
): string | undefined {
  const found = variableOf(host, operation, node);
  return found !== undefined && /^[a-z]\w*$/.test(found) ? namePattern(found, nouns) : undefined;
}

function variableOf(host: HostReading, operation: OperationName, node: PythonNode): string | undefined {
  const model = mainModel(host)?.name ?? '';
  if (operation === 'create') {
    const made = assignments(node).find(({ value }) => {
      const callee = value.type === 'call' ? childOf(value, 'function')?.text : undefined;
      return callee !== undefined && (callee === model || callee.endsWith(`.${model}`) || /\.model$/.test(callee));
    });
    return made?.name;
  }
  if (operation === 'update') return calls(node).find(({ callee }) => callee.text === 'setattr')?.positional[0]?.text;
  if (operation === 'delete') {
    return sessionCallsIn(node).find(({ method }) => method === 'delete')?.call.positional[0]?.text;
  }
  if (operation !== 'get') return undefined;
  const returned = [...walk(node)].flatMap((each) => (each.type === 'return_statement' ? (each.named[0] ?? []) : []));
  return returned.find(({ type }) => type === 'identifier')?.text;
}

/** What a function calls the dict of what was sent for an update. */
export function changesIn(node: PythonNode, nouns: Nouns): string | undefined {
  const dumped = assignments(node).find(({ value }) =>
    calls(value).some(
      ({ callee, keywords }) => /\.(?:model_dump|dict)$/.test(callee.text) && keywords.has('exclude_unset'),
    ),
  );
  return dumped && namePattern(dumped.name, nouns);
}

/** What a docstring of a class may say besides the noun. */
const OF_ANY_CLASS =
  /^(?:[\s.,:;'()-]|\{\w+\}|\b(?:a|an|the|for|of|to|in|on|with|and|all|its|service|services|repository|dao|crud|class|layer|operations?|business|logic|data|access|database|handles?|handling|manages?|managing|management|provides?|methods?|related|model|models|table|entity|entities|objects?|records?|interactions?|queries|functions?|that|contains|responsible|implementation|of)\b)*$/i;

/** The docstring of a class as a pattern; nothing for one that speaks of what the blueprint alone is about. */
export function classDocOf(definition: PythonNode, nouns: Nouns): string | undefined {
  const doc = docOf(definition, nouns);
  return doc !== undefined && OF_ANY_CLASS.test(doc) ? doc : undefined;
}

/** Whether a function deletes what a call inside of its own call reads. */
export function isNested(node: PythonNode): boolean {
  return calls(node).some(({ callee, positional }) =>
    positional.some((each) => {
      const read = each.type === 'await' ? each.named[0] : each;
      return (
        read?.type === 'call' && operationOf(callee) === 'delete' && operationOf(childOf(read, 'function')) === 'get'
      );
    }),
  );
}

const operationOf = (callee: PythonNode | undefined): OperationName | undefined =>
  operationNamed(callee?.text.split('.').at(-1) ?? '');

const ELSEWHERE = /\bsoft\b|password|e-?mail|token|auth|log ?in|hash|regist|admin|role|permission/i;

/** A docstring of one line about the record as a pattern; nothing for one that says more than the operation. */
export function docOf(definition: PythonNode, nouns: Nouns): string | undefined {
  const [first] = childOf(definition, 'body')?.named ?? [];
  const [string] = first?.type === 'expression_statement' ? first.named : [];
  const text = string?.type === 'string' ? /^"""\s*([^"\\{}\n]+?)\s*"""$/.exec(string.text)?.[1] : undefined;
  if (text === undefined || ELSEWHERE.test(text)) return undefined;
  // Other words of an operation may be about the blueprint's own columns.
  if (definition.type !== 'class_definition' && phrasePattern(text, nouns) === undefined) return undefined;
  const pattern = namePattern(phrasePattern(text, nouns) ?? text, nouns);
  return hasNoun(pattern) ? pattern : undefined;
}
