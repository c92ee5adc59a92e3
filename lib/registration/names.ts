import { isWithin } from '../python/imports.js';
import { pascalCase, singular } from '../spec/cases.js';
import type { HostFile } from './host-file.js';

/** A name with the blueprint's name in it replaced; `undefined` when it is not in it. */
export function renamed(name: string, from: string, to: string): string | undefined {
  const words = new RegExp(`(?<=^|_)${from}(?=_|$)`);
  if (words.test(name)) return name.replace(words, to);
  const capital = new RegExp(`${pascalCase(from)}(?![a-z])`);
  return capital.test(name) ? name.replace(capital, pascalCase(to)) : undefined;
}

/**
 * The name under which the new package's module (or object) is imported. A singular in the blueprint's name is
 * followed only when at least two packages in the file show it and none contradicts.
 */
export function newAlias(file: HostFile, alias: string, path: readonly string[]): string {
  const { blueprint, package: name, singular: one } = file.request;
  const literal = renamed(alias, blueprint, name);
  if (literal !== undefined) return literal;
  const inSingular = renamed(alias, singular(blueprint), showsSingular(file, path) ? one : name);
  return inSingular ?? `${name}_${path.at(-1) ?? 'package'}`;
}

function showsSingular(file: HostFile, path: readonly string[]): boolean {
  const { importRoot } = file.request;
  const showing = new Set<string>();
  for (const binding of file.imports.bindings) {
    const parts = (importRoot === '' ? binding.path : binding.path.slice(importRoot.length + 1)).split('.');
    const [name = '', ...rest] = parts;
    if (importRoot !== '' && !isWithin(binding.path, importRoot)) continue;
    if (rest.join('.') !== path.join('.')) continue;
    const one = singular(name);
    if (one === name || binding.name === rest.at(-1)) continue;
    if (renamed(binding.name, name, '') !== undefined) return false;
    if (renamed(binding.name, one, '') !== undefined) showing.add(name);
  }
  return showing.size >= 2;
}
