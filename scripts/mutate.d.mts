import type { Way } from './mutations.mjs';

export interface Result {
  readonly what: string;
  /** The first of the package's own tests that failed. */
  readonly noticedBy: string | undefined;
  readonly seconds: number;
}

export function breakFile(backend: string, way: Way): void;

export function mutate(python: string, backend: string): Promise<readonly Result[]>;

export function table(results: readonly Result[]): string;
