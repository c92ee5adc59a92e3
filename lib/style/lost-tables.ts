/** Tables that others refer to and that no module of the application imports: nothing can be made of those beside them. */
import { relative } from 'node:path';
import { isMigrationFile } from '../framework/migrations.js';
import { TABLE_NAME } from '../framework/tables.js';
import type { Module } from '../project/module.js';
import type { HostReading } from './host-reading.js';

const REFERENCE = /\bForeignKey\(\s*["'](?:\w+\.)?(\w+)\.\w+["']|\bforeign_key\s*=\s*["'](?:\w+\.)?(\w+)\.\w+["']/g;
const TABLE = new RegExp(`\\b${TABLE_NAME}(?:\\s*:[^=\\n]*)?\\s*=\\s*["'](\\w+)["']`, 'g');

/**
 * Where such a reference is. Its module is sought by its name in the text of others: migrations import what the
 * application does not, and tests what they need.
 */
export function lostReference(host: HostReading): string | undefined {
  const { host: opened, modules, at } = host;
  const texts = (word: string): readonly Module[] =>
    modules.mentioning(opened.root, word).flatMap((path) => modules.at(path) ?? []);
  const owners = new Map(
    texts(TABLE_NAME).flatMap((module) => found(module, TABLE).map(({ name }) => [name, module] as const)),
  );
  const isLost = (owner: Module): boolean => {
    const name = calledInImports(owner);
    const imported = new RegExp(`^\\s*(?:from|import)\\b.*\\b${name}\\b|^\\s+${name}(?:\\s+as\\b.*)?,?\\s*$`, 'm');
    return !texts(name).some(
      (each) =>
        each.path !== owner.path &&
        !isMigrationFile(each.path) &&
        !/(?:^|[\\/])tests?[\\/]/.test(relative(opened.root, each.path)) &&
        imported.test(each.source),
    );
  };
  // Each owner is sought once: it is looked for in the texts of all files.
  const lost = new Map<Module, boolean>();
  const isKnownLost = (owner: Module): boolean => {
    const known = lost.get(owner) ?? isLost(owner);
    lost.set(owner, known);
    return known;
  };
  for (const module of [...texts('ForeignKey'), ...texts('foreign_key')]) {
    for (const { name, line } of found(module, REFERENCE)) {
      const owner = owners.get(name);
      if (owner !== undefined && owner.path !== module.path && isKnownLost(owner)) return at(module, line);
    }
  }
  return undefined;
}

/** The part of its dotted name by which a module is told from others: `rooms` of `app.rooms.models`. */
function calledInImports({ module }: Module): string {
  const parts = module.split('.');
  return parts.findLast((part) => !/^(?:models?|tables?|entit(?:y|ies)|orm)$/.test(part)) ?? module;
}

function found({ source }: Module, pattern: RegExp): readonly { readonly name: string; readonly line: number }[] {
  return [...source.matchAll(pattern)].map((each) => ({
    name: each[1] ?? each[2] ?? '',
    line: source.slice(0, each.index).split('\n').length,
  }));
}
