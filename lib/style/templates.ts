/** Expressions of the blueprint as text with holes: what another package has in its place goes into them. */
import { targetOf } from '../framework/base-and-session.js';
import { textLiteral } from '../framework/text-constants.js';
import { type Nouns, namePattern } from '../naming/name-pattern.js';
import { phrasePattern, withoutRecord } from '../naming/phrase.js';
import type { CopiedName } from '../project/copied-text.js';
import type { Module } from '../project/module.js';
import { isVariable } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { blueprintSchemas, type NamedSchema } from './blueprint-schemas.js';
import type { HostReading } from './host-reading.js';

export type Hole =
  /** The record or the records; `isConverted` where the blueprint makes schemas of them itself. */
  | { readonly kind: 'result'; readonly isConverted: boolean }
  /** How many records there are. */
  | { readonly kind: 'total' }
  /** A value that the handler has worked out above, by the name that it has there. */
  | { readonly kind: 'local'; readonly name: string }
  /** What a client asks for: the bounds of a list, or the object that has them. */
  | { readonly kind: 'bound'; readonly of: 'skip' | 'limit' | 'paging' }
  /** The schema that answers a record. */
  | { readonly kind: 'schema' }
  /** Another class of the package, by the pattern of its name: `{s}Public`. */
  | { readonly kind: 'class'; readonly pattern: string }
  | { readonly kind: 'name'; readonly name: CopiedName }
  /** Words with a noun in them: a sentence, the key of a dict, or the name of an argument. */
  | { readonly kind: 'words'; readonly form: 'sentence' | 'key' | 'argument'; readonly pattern: string };

export type Template = { readonly texts: readonly string[]; readonly holes: readonly Hole[] };

/** Where an expression is: what its names and its calls stand for. */
export type TemplateScope = {
  readonly host: HostReading;
  readonly module: Module;
  readonly nouns: Nouns;
  /** The hole that a node is, nothing for one that is looked into, or that it cannot be followed. */
  hole(node: PythonNode): Hole | 'unknown' | undefined;
  /** A sentence as it is said of the records of another package; the same where there is none. */
  readonly said?: (sentence: string) => string;
  /** What a message says where the blueprint's says more than another package could, or in other words: `{One} created`. */
  readonly standard?: string;
};

const BUILTINS: ReadonlySet<string> = new Set(
  'bool bytes dict float int list None object str tuple len max min round abs'.split(' '),
);

/** Nothing where a part of the expression means something that another package does not have. */
export function templateOf(scope: TemplateScope, node: PythonNode): Template | undefined {
  const texts = [''];
  const holes: Hole[] = [];
  let isWhole = true;
  const add = (text: string): void => {
    texts[texts.length - 1] += text.replace(/\s*\n\s*/g, ' ');
  };
  const emit = (each: PythonNode): void => {
    const found = holeOf(scope, each);
    if (found === 'unknown') isWhole = false;
    else if (found !== undefined) {
      holes.push(found);
      texts.push('');
    } else if (each.named.length === 0) add(each.text);
    else {
      let end = each.start;
      for (const child of each.named) {
        add(scope.module.source.slice(end, child.start));
        emit(child);
        end = child.end;
      }
      add(scope.module.source.slice(end, each.end));
    }
  };
  emit(node);
  return isWhole ? { texts, holes } : undefined;
}

function holeOf(scope: TemplateScope, node: PythonNode): Hole | 'unknown' | undefined {
  if (node.type === 'comment' || node.type === 'lambda' || /comprehension|generator/.test(node.type)) {
    return scope.hole(node) ?? 'unknown';
  }
  if (node.type === 'string' || node.type === 'concatenated_string') return wordsOf(scope, node);
  const isArgument = node.type === 'identifier' && node.parent?.type === 'keyword_argument' && node.field === 'name';
  if (isArgument) {
    const pattern = namePattern(node.text, scope.nouns);
    return pattern === node.text ? undefined : { kind: 'words', form: 'argument', pattern };
  }
  const isName = node.type === 'attribute' || isVariable(node);
  if (node.type === 'identifier' && !isName) return undefined;
  const known = scope.hole(node);
  if (known !== undefined || !isName) return known;
  const schema = schemaNamed(scope, node);
  if (schema !== undefined) {
    const { read } = blueprintSchemas(scope.host);
    return schema.node === read?.node ? { kind: 'schema' } : { kind: 'class', pattern: schema.pattern };
  }
  // `Messages.USER_CREATED` says it of the blueprint: another package says its text.
  const isOurs = namePattern(node.text.split('.').at(-1) ?? '', scope.nouns) !== node.text.split('.').at(-1);
  const text = isOurs ? textLiteral(scope.module, node, scope.host.modules) : undefined;
  if (text !== undefined) return wordsOf(scope, text);
  return node.type === 'attribute' ? undefined : nameOf(scope, node);
}

/** The schema of the blueprint's own that a name is. */
export function schemaNamed(
  { host, module }: Pick<TemplateScope, 'host' | 'module'>,
  node: PythonNode,
): NamedSchema | undefined {
  const target = targetOf(module, node);
  const definition = target === undefined ? undefined : host.modules.define(target);
  return definition && blueprintSchemas(host).all.find((each) => each.node === definition.node);
}

function nameOf({ host, module }: TemplateScope, node: PythonNode): Hole | 'unknown' | undefined {
  const binding = module.imports.resolve(node)?.via;
  if (binding === undefined) return BUILTINS.has(node.text) ? undefined : 'unknown';
  const { form, path } = binding;
  if (host.blueprint?.has(path)) return 'unknown';
  if (form.kind === 'import') {
    const isPart = form.alias === undefined && form.module.includes('.');
    return isPart ? 'unknown' : { kind: 'name', name: { name: form.module, local: binding.name } };
  }
  const at = path.lastIndexOf('.');
  const name = { module: path.slice(0, at), name: path.slice(at + 1), local: binding.name };
  return { kind: 'name', name };
}

function wordsOf(scope: TemplateScope, node: PythonNode): Hole | 'unknown' | undefined {
  const found = ownWords(scope, node);
  const { parent } = node;
  const label = parent && (childOf(parent, 'name') ?? childOf(parent, 'key'))?.text;
  const isMessage = node.field === 'value' && /^["']?(?:message|msg|details?|description)["']?$/.test(label ?? '');
  return found === 'unknown' && isMessage && scope.standard !== undefined
    ? { kind: 'words', form: 'sentence', pattern: scope.standard }
    : found;
}

function ownWords({ nouns, said = (text) => text }: TemplateScope, node: PythonNode): Hole | 'unknown' | undefined {
  const [, made = '', double, single] = /^(f?)(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(node.text) ?? [];
  const literal = double ?? single;
  const text = made === '' || literal === undefined ? literal : withoutRecord(literal, nouns);
  if (text === undefined || /["'{}]/.test(text)) return 'unknown';
  const isKey = node.parent?.type === 'pair' && node.field === 'key';
  if (isKey) return { kind: 'words', form: 'key', pattern: namePattern(text, nouns) };
  const pattern = phrasePattern(said(text), nouns);
  return pattern === undefined ? 'unknown' : { kind: 'words', form: 'sentence', pattern };
}
