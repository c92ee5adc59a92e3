import { join } from 'node:path';
import { type HostFiles, textOf } from '../project/files.js';
import { assignments } from '../python/find.js';
import { loadParser } from '../python/syntax.js';
import type { Host } from '../wiring/host.js';

/** The tables that the feature packages make, each with the file that says so. */
export async function tablesOf(files: HostFiles, host: Host): Promise<ReadonlyMap<string, string>> {
  const parser = await loadParser();
  const tables = new Map<string, string>();
  for (const name of files.list(host.packages)) {
    const path = join(host.packages, name, 'models.py');
    const text = textOf(files, path);
    if (text === undefined) continue;
    for (const { name: target, value } of assignments(parser.parse(text).root)) {
      const table = target === '__tablename__' ? /^(["'])(\w+)\1$/.exec(value.text)?.[2] : undefined;
      if (table !== undefined && !tables.has(table)) tables.set(table, path);
    }
  }
  return tables;
}
