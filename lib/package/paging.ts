/** How a list handler takes what part of the list is asked for, and what it gives on for that. */

import type { Style } from '../style/style-values.js';
import { maxInteger } from './bounds.js';
import type { CallValues } from './called.js';
import type { Context } from './context.js';
import { dependency, hostNamed, type Parameter } from './parameters.js';
import { type Part, py } from './print/code.js';
import { fastapi } from './print/symbols.js';
import { annotated } from './spelling.js';

export function pageParameters(context: Context): readonly Parameter[] {
  const { paging, depends } = context.conventions;
  if (paging.kind === 'dependency') {
    const type = hostNamed(context, paging.type);
    if (paging.form === 'alias') return [{ kind: 'skip', code: py`${paging.name}: ${type}`, hasDefault: false }];
    const call = py`${fastapi.Depends}(${paging.on && hostNamed(context, paging.on)})`;
    return [dependency(context, 'skip', paging.name, type, call, paging.form)];
  }
  const form = paging.form ?? depends;
  const query = (kind: 'skip' | 'limit', name: string, value: number, bounds: Part): Parameter => {
    const given = paging.isDefaultNamed ? `default=${value}` : String(value);
    const code =
      form === 'default'
        ? py`${name}: int = ${fastapi.Query}(${given}, ${bounds})`
        : py`${name}: ${annotated(context, 'int', py`${fastapi.Query}(${bounds})`)} = ${String(value)}`;
    return { kind, code, hasDefault: true };
  };
  const first = paging.isPaged ? 1 : 0;
  return [
    query('skip', paging.skip, first, py`ge=${String(first)}, le=${maxInteger(context)}`),
    query('limit', paging.limit, paging.size, `ge=1, le=${paging.most}`),
  ];
}

export function pageValues(context: Context): Pick<CallValues, 'skip' | 'page' | 'limit' | 'paging'> {
  const { paging } = context.conventions;
  if (paging.kind === 'dependency') {
    return boundsOfObject(paging, paging.name);
  }
  const { skip, limit, isPaged, offsetBy } = paging;
  const before =
    offsetBy === undefined ? beforePage(skip, limit) : py`${hostNamed(context, offsetBy)}(${skip}, ${limit})`;
  return isPaged
    ? { skip: before, page: skip, limit, paging: undefined }
    : { skip, page: undefined, limit, paging: undefined };
}

/** What an object of the host has of the bounds of a list. */
export function boundsOfObject(
  { skip, isPaged, limit }: Extract<Style['paging'], { kind: 'dependency' }>,
  object: string,
): { readonly skip: string; readonly page: string | undefined; readonly limit: string; readonly paging: string } {
  const [first, size] = [`${object}.${skip}`, `${object}.${limit}`];
  return {
    skip: isPaged ? beforePage(first, size) : first,
    page: isPaged ? first : undefined,
    limit: size,
    paging: object,
  };
}

/** How many records come before a page. */
export function beforePage(page: string, size: string): string {
  return `(${page} - 1) * ${size}`;
}
