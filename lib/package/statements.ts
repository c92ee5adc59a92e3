/** The statements of a package file, and the routes that they declare. */
import { calls } from '../python/find.js';
import { childOf, loadParser, type PythonNode, type PythonTree } from '../python/syntax.js';

/** One top-level statement of a module: what it defines, or for want of a name its text. */
export type Statement = { readonly name: string; readonly node: PythonNode };

/** The statements of a module but for imports, `__all__` and bare strings, which no piece owns. */
export function statementsOf(tree: PythonTree): readonly Statement[] {
  return tree.root.named.flatMap((node) => {
    if (node.type === 'comment' || /^(?:future_)?import_/.test(node.type)) return [];
    if (node.named.length === 1 && node.named[0]?.type === 'string') return [];
    const name = nameOf(node);
    return name === '__all__' ? [] : [{ name, node }];
  });
}

function nameOf(node: PythonNode): string {
  const definition = node.type === 'decorated_definition' ? childOf(node, 'definition') : node;
  const name = definition && childOf(definition, 'name')?.text;
  if (name !== undefined) return name;
  const assignment = node.named[0]?.type === 'assignment' ? node.named[0] : undefined;
  return (assignment && childOf(assignment, 'left')?.text) ?? node.text;
}

/** What `@router.get("/{invoice_id}")` says of a handler; `path` is missing where it is no plain string. */
export type Route = { readonly method: string; readonly path: string | undefined };

/** Calls on a router that bring routes in without standing above a handler. */
const BRINGS_ROUTES =
  /^(?:add_\w*route|api_route|delete|get|head|include_router|mount|options|patch|post|put|route|trace|websocket\w*)$/;

/** The routes that a statement declares on the router called `router`: above a handler or the methods of a class, by a call, or in a block. */
export function routesOf({ node }: Statement, router: string): readonly Route[] {
  const decorators = decoratorsIn(node);
  const own = new Set(decorators.flatMap((decorator) => calls(decorator)).map((call) => call.node));
  return calls(node).flatMap(({ node: call, callee, positional, keywords }) => {
    const method = callee.text.startsWith(`${router}.`) ? callee.text.slice(router.length + 1) : '';
    if (!own.has(call)) return BRINGS_ROUTES.test(method) ? [{ method, path: undefined }] : [];
    if (!/^[a-z_]+$/.test(method)) return [];
    const path = positional[0] ?? keywords.get('path');
    return [{ method, path: /^(["'])([^"'\\]*)\1$/.exec(path?.text ?? '')?.[2] }];
  });
}

function decoratorsIn(node: PythonNode): readonly PythonNode[] {
  const definition = node.type === 'decorated_definition' ? childOf(node, 'definition') : node;
  const own = node.type === 'decorated_definition' ? node.named.filter(({ type }) => type === 'decorator') : [];
  const body = definition?.type === 'class_definition' ? childOf(definition, 'body') : undefined;
  return [
    ...own,
    ...(body?.named ?? []).flatMap((each) => (each.type === 'decorated_definition' ? decoratorsIn(each) : [])),
  ];
}

const isParameter = (segment: string): boolean => /^\{.*\}$/.test(segment);

/** Whether a request for `path` would be taken by the route of another path above it. */
export function takes(route: string, path: string): boolean {
  if (/\{\w+:path\}/.test(route)) return true;
  const ours = route.split('/');
  const theirs = path.split('/');
  return ours.length === theirs.length && ours.every((each, index) => isParameter(each) || each === theirs[index]);
}

/** The classes that files define themselves, by file; `others` are left out. A file that is not there has none. */
export async function definedClasses(
  texts: ReadonlyMap<string, string | undefined>,
  others: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const parser = await loadParser();
  const classes = new Map<string, ReadonlySet<string>>();
  for (const [file, text] of texts) {
    const found =
      text === undefined
        ? []
        : statementsOf(parser.parse(text)).filter(
            ({ node }) => (childOf(node, 'definition') ?? node).type === 'class_definition',
          );
    classes.set(file, new Set(found.map(({ name }) => name).filter((name) => !others.has(name))));
  }
  return classes;
}
