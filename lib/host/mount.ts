import { isWithin, readImports } from '../python/imports.js';
import { loadParser } from '../python/syntax.js';
import { type HostFiles, textOf } from './files.js';
import { findInclusions } from './inclusions.js';
import type { Host } from './locate.js';

/** The prefix under which the app's file includes the routers of the router file; nothing where it cannot be read. */
export async function mountPrefix(files: HostFiles, host: Host): Promise<string | undefined> {
  const source = textOf(files, host.app.path);
  const routers = host.routers[0];
  if (source === undefined || routers === undefined) return undefined;
  const tree = (await loadParser()).parse(source);
  const imports = readImports(tree, { name: host.app.module, isPackage: host.app.isPackage });
  const mounted = findInclusions(tree, imports).find(
    ({ reference }) => reference && isWithin(reference.target, routers.module),
  );
  if (mounted === undefined) return undefined;
  const prefix = mounted.call.keywords.get('prefix');
  return prefix === undefined ? '' : /^(["'])([\w/.-]*)\1$/.exec(prefix.text)?.[2];
}
