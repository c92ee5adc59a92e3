import { fileURLToPath } from 'node:url';
import type { Language, Parser, Tree, TreeCursor } from 'web-tree-sitter';
import { prepareWasm } from './wasm.js';

/**
 * One node of a Python syntax tree, as plain data: two nodes are the same node exactly when they are the same object.
 * `start` and `end` are offsets into the JavaScript string (UTF-16 units); `line` counts from 1; `field` is the role
 * the parent gives it (`function`, `arguments`, `left`, …). Names of types and fields are those of tree-sitter-python.
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
  await library.Parser.init();
  const parser = new library.Parser();
  const language: Language = await library.Language.load(grammarPath());
  parser.setLanguage(language);
  // Judging an edit and looking at it again read the same text; a tree is never changed.
  let last: PythonTree | undefined;
  return {
    parse: (source) => {
      if (last?.source !== source) last = parse(parser, source);
      return last;
    },
  };
}

/** The build copies the grammar beside the compiled module; the sources find it in the npm package. */
function grammarPath(): string {
  const relative = import.meta.url.endsWith('.ts')
    ? '../../node_modules/tree-sitter-python/tree-sitter-python.wasm'
    : './tree-sitter-python.wasm';
  return fileURLToPath(new URL(relative, import.meta.url));
}

function parse(parser: Parser, source: string): PythonTree {
  // Python ends a line at a lone carriage return, the grammar does not; the replacement keeps every offset.
  const tree: Tree | null = parser.parse(source.replace(/\r(?!\n)/g, '\n'));
  if (tree === null) throw new Error('The Python parser gave up without a tree.');
  const cursor = tree.walk();
  try {
    const complete = !tree.rootNode.hasError;
    const damaged: PythonNode[] = [];
    const root = copy(cursor, source, undefined, complete ? undefined : damaged);
    return { source, root, complete, damaged };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

function copy(
  cursor: TreeCursor,
  source: string,
  parent: PythonNode | undefined,
  damaged: PythonNode[] | undefined,
): PythonNode {
  const children: PythonNode[] = [];
  const named: PythonNode[] = [];
  const start = cursor.startIndex;
  const type = cursor.nodeType;
  // The grammar takes the carriage return of a Windows line into the comment before it.
  const end = type === 'comment' && source[cursor.endIndex - 1] === '\r' ? cursor.endIndex - 1 : cursor.endIndex;
  const node: PythonNode = {
    type,
    field: cursor.currentFieldName ?? undefined,
    start,
    end,
    line: cursor.startPosition.row + 1,
    get text() {
      return source.slice(start, end);
    },
    parent,
    children,
    named,
  };
  if (damaged !== undefined && (cursor.currentNode.isError || cursor.currentNode.isMissing)) damaged.push(node);
  if (cursor.gotoFirstChild()) {
    do {
      const isNamed = cursor.nodeIsNamed;
      const child = copy(cursor, source, node, damaged);
      children.push(child);
      if (isNamed) named.push(child);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
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
