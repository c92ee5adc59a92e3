/** What the functions of a layer take and return, with their types. */
import type { LayerParameter, OperationName } from '../../style/layers.js';
import type { Context } from '../context.js';
import { keyOf } from '../key.js';
import { returnsFound } from '../layer-calls.js';
import { isPassedUp } from '../layer-reread.js';
import { makesList } from '../layer-statements.js';
import { isConverted, type NamedLayer, parameterOf } from '../layers.js';
import { modelOf, schemaClass, schemaOf } from '../modules.js';
import { heldType, hostNamed } from '../parameters.js';
import { type Part, py } from '../print/code.js';
import { abc, typing } from '../print/symbols.js';
import { filtersName } from '../schema-names.js';
import { scopeTypeOf } from '../scopes.js';
import { listOf, optionalOf, tupleOf } from '../spelling.js';
import { isForBase } from '../supply.js';
import { totalOf } from '../totals.js';
import type { Printer } from './layer-object.js';

/** The parameters of an operation. */
export function operationParameters(printer: Printer, name: OperationName): readonly Part[] {
  // What a base is told of schemas and order, its own function knows.
  const parameters = printer.layer.operations[name].parameters.filter(({ kind }) => !isForBase(kind));
  let isStarred = false;
  return parameters.flatMap((parameter): readonly Part[] => {
    const isFirst = parameter.given === 'only-name' && !isStarred;
    isStarred ||= isFirst;
    const { default: value } = parameter;
    const text = py`${parameterName(printer, name, parameter)}${parameterType(printer, name, parameter)}${value !== undefined && ` = ${value}`}`;
    return [isFirst && '*', text];
  });
}

function parameterName({ layer: own }: Printer, name: OperationName, { kind, name: text }: LayerParameter): Part {
  return kind === 'data' && own.operations[name].data === 'keywords' ? `**${text}` : text;
}

/** `: int`, or nothing where the layer writes no types. */
export function parameterType(
  printer: Printer,
  name: OperationName,
  { kind, name: text, type: host }: LayerParameter,
): Part {
  const { context, spec, layer: own } = printer;
  const type: Part = {
    session: own.level > 0 ? heldType(context) : context.dialect.session,
    key: keyOf(context).python,
    record: modelOf(context, spec),
    data: dataType(printer, name),
    skip: 'int',
    page: 'int',
    limit: 'int',
    paging: host && hostNamed(context, host),
    scope: scopeTypeOf(spec, text),
    schema: undefined,
    order: undefined,
    filters: kind === 'filters' ? schemaClass(context, filtersName(spec)) : undefined,
  }[kind];
  const isBare = kind === 'data' && own.operations[name].data === 'keywords' && !own.isTyped;
  return isBare ? undefined : py`: ${type}`;
}

function dataType({ context, spec, layer: own }: Printer, name: OperationName): Part {
  const { data } = own.operations[name];
  if (data === 'schema') return schemaOf(context, spec, name === 'update' ? 'update' : 'create');
  if (data === 'record') return modelOf(context, spec);
  return data === 'dict' ? dictOf(context) : py`${typing.Any}`;
}

function dictOf({ conventions: { python } }: Context): Part {
  return python[0] > 3 || python[1] >= 9 ? py`dict[str, ${typing.Any}]` : py`${typing.Dict}[str, ${typing.Any}]`;
}

/** What an operation says it returns. */
export function returnType({ context, spec, chain, layer: own }: Printer, name: OperationName): Part {
  const model = isConverted(chain, own.level) ? schemaOf(context, spec, 'read') : modelOf(context, spec);
  const isAnswered = chain.missing <= own.level;
  if (name === 'list') {
    const rows = isSequence(context, own) ? py`${abc.Sequence}[${model}]` : listOf(context, model);
    const from = totalOf(context)?.from;
    return from !== undefined && from <= own.level ? tupleOf(context, rows, 'int') : rows;
  }
  if (name === 'get') return isAnswered ? model : optionalOf(context, model);
  if (name === 'delete') return returnsFound(chain, own.level) ? 'bool' : 'None';
  const isKeyed = name === 'update' && parameterOf(own.operations.update, 'key') !== undefined;
  const isLost = own.level >= chain.rereads && isPassedUp({ spec, chain }, own, name);
  return isLost || (isKeyed && !isAnswered) ? optionalOf(context, model) : model;
}

/** As the blueprint says; what SQLAlchemy gives as all rows of a `select` is a `Sequence`. */
function isSequence(context: Context, { listType }: NamedLayer): boolean {
  if (listType !== undefined) return listType === 'sequence';
  return context.conventions.queries.list !== 'query' && !makesList(context);
}
