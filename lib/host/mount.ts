import { calls } from '../python/find.js';
import { isWithin, readImports } from '../python/imports.js';
import { loadParser } from '../python/syntax.js';
import { type HostFiles, textOf } from './files.js';
import type { Host } from './locate.js';

/** The prefix under which the main file includes the routers of the router file; nothing where it cannot be read. */
export async function mountPrefix(files: HostFiles, host: Host): Promise<string | undefined> {
  const source = textOf(files, host.mainFile);
  if (source === undefined) return undefined;
  const tree = (await loadParser()).parse(source);
  const imports = readImports(tree, { name: host.mainModule, isPackage: false });
  for (const { callee, positional, keywords } of calls(tree.root)) {
    const router = positional[0] ?? keywords.get('router');
    if (router === undefined || !callee.text.endsWith('.include_router')) continue;
    const reference = imports.resolve(router);
    if (reference === undefined || !isWithin(reference.target, host.routerModule)) continue;
    const prefix = keywords.get('prefix');
    if (prefix === undefined) return '';
    return /^(["'])([\w/.-]*)\1$/.exec(prefix.text)?.[2];
  }
  return undefined;
}
