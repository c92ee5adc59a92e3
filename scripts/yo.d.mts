import type { Finished } from './python.mjs';

export function scratchFolder(prefix: string): string;

export function handToUser(path: string): void;

export function copySources(destination: string): void;

export function pack(folder: string, destination: string, options?: { readonly build?: boolean }): Promise<string>;

export function installBesideYo(folder: string, tarball: string): Promise<void>;

export function runYo(
  folder: string,
  cwd: string,
  args: readonly string[],
  options?: { readonly echo?: boolean; readonly timeout?: number },
): Promise<Finished>;
