/** Secrets that are stored as hashes: where the host's function is called, and on what. */
import type { ModelSpec } from '../request/model.js';
import type { Context } from './context.js';
import type { Scope, Writer } from './layer-scope.js';
import { type Part, py, symbol } from './print/code.js';
import { isSupplied } from './supply.js';

/** The statements that put hashes into what was sent, a schema under its name. */
export function hashed(
  context: Context,
  { fields }: ModelSpec,
  operation: 'create' | 'update',
  sent: Part,
): readonly Part[] {
  const { dialect: d } = context;
  return fields.flatMap((field): readonly Part[] => {
    const found = field.hash === undefined ? undefined : context.pkg.hashes?.get(field.hash);
    if (found === undefined) return [];
    const call = py`${found.isAsync && d.await}${symbol(found.module, found.name)}(${sent}.${field.name})`;
    const made = py`${sent} = ${sent}.${d.copy}(update={"${field.name}": ${call}})`;
    if (operation === 'create' && !field.optional) return [made];
    return [
      py`
        if ${sent}.${field.name} is not None:
            ${made}
      `,
    ];
  });
}

/** The same at a level of the layers: the lowest that has what was sent as a schema, in code of the package's own. */
export function hashedAt(
  { context, spec, chain }: Writer,
  { level, sent }: Pick<Scope, 'level' | 'sent'>,
  operation: 'create' | 'update',
): readonly Part[] {
  const lowest = chain.layers.findIndex(
    (layer) => layer.operations[operation].data === 'schema' && !isSupplied(spec, layer, operation),
  );
  const isHere = level === (lowest === -1 ? chain.layers.length : lowest);
  return isHere && sent?.form === 'schema' ? hashed(context, spec, operation, sent.code) : [];
}
