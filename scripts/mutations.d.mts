export const PACKAGE: { readonly name: string; readonly fields: readonly string[] };

export interface Way {
  readonly what: string;
  readonly file: string;
  readonly find: string;
  readonly replacement: string;
  readonly times: number;
}

export const WAYS: readonly Way[];
