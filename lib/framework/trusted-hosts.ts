/** The names of hosts that an application answers to: requests for any other are refused before they come to a route. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { calls } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';

/** One name that is let in where that of test clients is not, with the module and the line that say so. */
export function trustedHost(
  modules: Project,
  folder: string,
): { readonly host: string; readonly module: Module; readonly line: number } | undefined {
  for (const path of modules.mentioning(folder, MIDDLEWARE)) {
    const module = modules.at(path);
    if (module === undefined) continue;
    for (const { node, callee, positional, keywords } of calls(module.tree.root)) {
      const isAdded =
        /(?:^|\.)(?:add_middleware|Middleware)$/.test(callee.text) && positional[0]?.text.endsWith(MIDDLEWARE);
      const given = isAdded || callee.text.endsWith(MIDDLEWARE) ? keywords.get('allowed_hosts') : undefined;
      const host = given === undefined || isConditional(node) ? undefined : nameIn(given, modules, module.path);
      if (host !== undefined) return { host, module, line: node.line };
    }
  }
  return undefined;
}

const MIDDLEWARE = 'TrustedHostMiddleware';

/** What a Starlette test client asks for, and what a list of names lets in. */
const ASKED = /^(?:\*|testserver)$/;

const LOCAL = ['localhost', '127.0.0.1', 'test'];

/** The likeliest of the names; nothing where a test client comes in anyway. */
function nameIn(given: PythonNode, modules: Project, path: string): string | undefined {
  const list = given.type === 'list' ? given : listCalled(given.text.split('.').at(-1) ?? '', modules, path);
  // Settings that cannot be read allow at least this machine, where they are those of a developer.
  if (list === undefined) return LOCAL[0];
  const names = list.named.flatMap(({ type, text }) => (type === 'string' ? [text.replace(/^["']|["']$/g, '')] : []));
  if (names.length === 0 || names.some((name) => ASKED.test(name))) return undefined;
  return LOCAL.find((name) => names.includes(name)) ?? names[0]?.replace(/^\*\./, 'api.');
}

/** `allowed_hosts: list[str] = ["*"]` of settings. */
function listCalled(name: string, modules: Project, path: string): PythonNode | undefined {
  for (const at of new Set([path, ...modules.mentioning(modules.root, name)])) {
    const found = assignedIn(modules.at(at)?.tree.root, name);
    if (found?.type === 'list') return found;
  }
  return undefined;
}

function assignedIn(node: PythonNode | undefined, name: string): PythonNode | undefined {
  if (node === undefined) return undefined;
  if (node.type === 'assignment' && childOf(node, 'left')?.text === name) return childOf(node, 'right');
  for (const child of node.named) {
    const found = assignedIn(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether it is added only in some environment, which is hardly that of tests. */
function isConditional(node: PythonNode): boolean {
  for (let at: PythonNode | undefined = node; at !== undefined; at = at.parent)
    if (at.type === 'if_statement') return true;
  return false;
}
