/** What the blueprint puts its answers into: a response of the host around a record, a page around a list. */
import { type Handler, type Operation, recordHandlers } from '../../framework/handlers.js';
import { annotatedFields, isSchemaName, schemasOf } from '../../framework/schema-classes.js';
import { childOf, type PythonNode, walk } from '../../python/syntax.js';
import { blueprintSchemas } from '../blueprint-schemas.js';
import type { Dimension } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { blueprintHandlers } from '../security-of.js';

/** As the blueprint writes it; nothing where a record or a list is the answer itself. */
export type Envelope = { readonly record: string | undefined; readonly list: string | undefined };

export const envelope: Dimension<Envelope> = {
  id: 'envelope',
  default: { record: undefined, list: undefined },
  learn(host) {
    if (host.blueprint === undefined) return undefined;
    const handlers = recordHandlers(blueprintHandlers(host.blueprint));
    const [record, list] = [around(host, handlers, 'get', 'create'), around(host, handlers, 'list')];
    const shown = list ?? record;
    if (shown === undefined) return undefined;
    const { module, node } = shown;
    return { value: { record: record?.text, list: list?.text }, at: host.at(module, node.line) };
  },
};

type Around = { readonly text: string; readonly module: Handler['module']; readonly node: PythonNode };

function around(
  host: HostReading,
  handlers: ReadonlyMap<Operation, Handler>,
  ...operations: readonly Operation[]
): Around | undefined {
  for (const operation of operations) {
    const handler = handlers.get(operation);
    if (handler === undefined) continue;
    const { module, node, keywords } = handler;
    const told = keywords.get('response_model') ?? childOf(node, 'return_type');
    const found = (told && typeAround(host, module, told)) ?? dictAround(node);
    if (found !== undefined) return { text: found.text.replace(/\s+/g, ' '), module, node: found };
  }
  return undefined;
}

/** A generic class of the host or of a library, or a schema that has a list of the answers. */
function typeAround(host: HostReading, module: Handler['module'], told: PythonNode): PythonNode | undefined {
  const generic = [...walk(told)].find(
    (each) =>
      /^(?:subscript|generic_type)$/.test(each.type) && isSchemaName(module, each.named[0] ?? each, host.modules),
  );
  if (generic !== undefined) return told;
  const { read } = blueprintSchemas(host);
  const [only, more] = schemasOf(module, told, host.modules);
  const hasList =
    only !== undefined &&
    more === undefined &&
    only.node !== read?.node &&
    annotatedFields(only.node).some(({ annotation }) => {
      const inside = /^(?:list|List|Sequence)\[/.test(annotation.text)
        ? schemasOf(only.module, annotation, host.modules)
        : [];
      return read !== undefined && inside.some((each) => each.node === read.node);
    });
  return hasList ? told : undefined;
}

/** `return {"data": user}` */
function dictAround(node: PythonNode): PythonNode | undefined {
  const body = childOf(node, 'body');
  const last = [...(body === undefined ? [] : walk(body))].filter(({ type }) => type === 'return_statement').at(-1);
  const value = last?.named[0];
  const isAround =
    value?.type === 'dictionary' && /["'](?:data|items|results?|users?|records)["']\s*:/.test(value.text);
  return isAround ? value : undefined;
}
