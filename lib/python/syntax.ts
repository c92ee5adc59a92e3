/** The parser: Python text as a tree of plain nodes. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { Language, Parser, Tree, TreeCursor } from 'web-tree-sitter';
import { lineFinder } from './line-finder.js';
import { prepareWasm } from './wasm.js';

/**
 * One node of a Python syntax tree, as plain data: two nodes are the same node exactly when they are the same object.
 * `start` and `end` are offsets into the JavaScript string (UTF-16 units); `line` counts from 1; `field` is the role
 * the parent gives it (`function`, `arguments`, `left`, …). Names of types and fields are those of tree-sitter-python, but
 * that a `type` statement is an assignment.
 */
export type PythonNode = {
  readonly type: string;
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly text: string;
  readonly parent: PythonNode | undefined;
  /** Every child, punctuation and comments included. */
  readonly children: readonly PythonNode[];
  /** The children that are no punctuation; comments are among them. */
  readonly named: readonly PythonNode[];
};

/**
 * `complete` is false when the grammar did not understand some part, and `damaged` are the nodes that it could not place;
 * it does accept some text that is not Python.
 */
export type PythonTree = {
  readonly source: string;
  readonly root: PythonNode;
  readonly complete: boolean;
  readonly damaged: readonly PythonNode[];
  /** The first node that is deeper than what Python takes: what is below it was not read. */
  readonly tooDeep?: PythonNode | undefined;
};

export type PythonParser = { parse(source: string): PythonTree };

let loading: Promise<PythonParser> | undefined;

/** Loads the grammar once per process, on the first call. */
export function loadParser(): Promise<PythonParser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<PythonParser> {
  prepareWasm();
  const library = await import('web-tree-sitter');
  const { engine, grammar } = wasmFiles();
  await library.Parser.init(engine === undefined ? {} : { wasmBinary: engine });
  const parser = new library.Parser();
  const language: Language = await library.Language.load(grammar);
  parser.setLanguage(language);
  return { parse: (source) => parse(parser, source) };
}

/** The build packs both and puts them beside the compiled module; the sources find them in their npm packages. */
function wasmFiles(): { readonly engine: Uint8Array | undefined; readonly grammar: Uint8Array } {
  const bytes = (path: string): Buffer => readFileSync(new URL(path, import.meta.url));
  if (import.meta.url.endsWith('.ts')) {
    const grammar = bytes('../../node_modules/tree-sitter-python/tree-sitter-python.wasm');
    return { engine: undefined, grammar };
  }
  const packed = (name: string): Buffer => brotliDecompressSync(bytes(`./${name}.wasm.br`));
  return { engine: packed('web-tree-sitter'), grammar: packed('tree-sitter-python') };
}

function parse(parser: Parser, source: string): PythonTree {
  // Python ends a line at a lone carriage return, the grammar does not; the replacement keeps every offset.
  const text = source.replace(/\r(?!\n)/g, '\n');
  const tree: Tree | null = parser.parse(text);
  if (tree === null) throw new Error('The Python parser gave up without a tree.');
  const cursor = tree.walk();
  try {
    const { hasError } = tree.rootNode;
    const [damaged, deepest]: [PythonNode[], PythonNode[]] = [[], []];
    const copying = {
      whole: { source, lineAt: lineFinder(text) },
      damaged: hasError ? damaged : undefined,
      deepest,
      children: [],
      named: [],
    };
    const root = copy(cursor, copying);
    return { source, root, complete: !hasError && deepest.length === 0, damaged, tooDeep: deepest[0] };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

type Text = { readonly source: string; lineAt(offset: number): number };

const NO_NODES: readonly PythonNode[] = [];

/** A class, for a tree has many thousand of them: what is asked for seldom is worked out then. */
class TreeNode implements PythonNode {
  children: readonly PythonNode[] = NO_NODES;
  named: readonly PythonNode[] = NO_NODES;
  type: string;
  field: string | undefined;
  readonly start: number;
  readonly end: number;
  parent: PythonNode | undefined;
  readonly #whole: Text;

  constructor(cursor: TreeCursor, whole: Text, parent: PythonNode | undefined) {
    const { source } = whole;
    const end = cursor.endIndex;
    this.type = cursor.nodeType;
    this.field = cursor.currentFieldName ?? undefined;
    this.start = cursor.startIndex;
    // The grammar takes the carriage return of a Windows line into the comment before it.
    this.end = this.type === 'comment' && source[end - 1] === '\r' ? end - 1 : end;
    this.parent = parent;
    this.#whole = whole;
  }

  get text(): string {
    return this.#whole.source.slice(this.start, this.end);
  }

  get line(): number {
    return this.#whole.lineAt(this.start);
  }
}

/** `children` and `named` are those that are not yet in their parent: a list that grows is longer than it has to be. */
type Copying = {
  readonly whole: Text;
  readonly damaged: PythonNode[] | undefined;
  readonly deepest: PythonNode[];
  readonly children: PythonNode[];
  readonly named: PythonNode[];
};

/** Python compiles nothing deeper, and what walks a tree has a stack that ends. 1,500 calls in a chain are 3,000 levels. */
const DEEPEST = 3_200;

/** A node whose children are being read: its own are those in the lists from these places on. */
type Open = { readonly node: TreeNode; readonly isNamed: boolean; readonly first: number; readonly firstNamed: number };

/** With a stack of our own: how many levels a recursion may have depends on what else this process has run. */
function copy(cursor: TreeCursor, { whole, damaged, deepest, children, named }: Copying): PythonNode {
  const open: Open[] = [];
  for (;;) {
    let node = new TreeNode(cursor, whole, open.at(-1)?.node);
    let isNamed = cursor.nodeIsNamed;
    if (damaged !== undefined && (cursor.currentNode.isError || cursor.currentNode.isMissing)) damaged.push(node);
    if (open.length === DEEPEST) deepest.push(node);
    if (open.length < DEEPEST && cursor.gotoFirstChild()) {
      open.push({ node, isNamed, first: children.length, firstNamed: named.length });
      continue;
    }
    for (;;) {
      const above = open.at(-1);
      if (above === undefined) return node;
      children.push(node);
      if (isNamed) named.push(node);
      if (cursor.gotoNextSibling()) break;
      cursor.gotoParent();
      open.pop();
      ({ node, isNamed } = above);
      node.children = children.slice(above.first);
      const isAllNamed = named.length - above.firstNamed === node.children.length;
      node.named = isAllNamed ? node.children : named.slice(above.firstNamed);
      if (node.type === 'type_alias_statement') assign(node);
      children.length = above.first;
      named.length = above.firstNamed;
    }
  }
}

/** `type SessionDep = Annotated[…]` is what `SessionDep = Annotated[…]` is: nobody has to look for both. */
function assign(alias: TreeNode): void {
  alias.type = 'assignment';
  const unwrapped = (each: PythonNode): PythonNode => {
    const [inner] = each.children;
    if (each.type !== 'type' || each.children.length > 1 || !(inner instanceof TreeNode)) return each;
    inner.field = each.field;
    inner.parent = alias;
    return inner;
  };
  alias.children = alias.children.map(unwrapped);
  alias.named = alias.named.map(unwrapped);
}

/** The first child in that role. */
export function childOf(node: PythonNode, field: string): PythonNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** Every child in that role, in order. */
export function childrenOf(node: PythonNode, field: string): readonly PythonNode[] {
  return node.children.filter((child) => child.field === field);
}

/** The node and everything below it, top down in the order of the text. */
export function* walk(node: PythonNode): Generator<PythonNode> {
  // A stack of our own: nested generators hand every node through each level of the tree.
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    yield next;
    for (let index = next.children.length - 1; index >= 0; index -= 1) {
      const child = next.children[index];
      if (child !== undefined) stack.push(child);
    }
  }
}

type Span = Pick<PythonNode, 'start' | 'end'>;

/** Whether a node is a part of another one, or the same. */
export function isWithinNode(outer: Span | undefined, inner: Span): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end;
}
