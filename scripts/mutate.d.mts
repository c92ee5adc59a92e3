export interface Result {
  readonly what: string;
  /** pytest's: 0 where nothing noticed it, 1 where a test failed. */
  readonly status: number;
  /** The first of the package's own tests that failed. */
  readonly noticedBy: string | null;
}

export const PACKAGE: string;
export const MIXES: Readonly<Record<'mixed' | 'owned', readonly string[]>>;
export const ENOUGH: number;

export function mutate(python: string, backend: string, share?: string): Promise<readonly Result[]>;

export function writeMix(folder: string, fields: readonly string[]): Promise<void>;

export function unnoticed(results: readonly Result[]): readonly Result[];

export function summary(results: readonly Result[]): string;
