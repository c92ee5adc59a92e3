/** A layer in the blueprint's style: the operations of a model as functions of a module or methods of a class. */
import type { ModelSpec } from '../../request/model.js';
import { heldBelow } from '../../style/layer-commits.js';
import type { LayerHolder, LayerRole, OperationName } from '../../style/layers.js';
import { type Context, writableFields } from '../context.js';
import { FILTERS, filterFunctions, filtersArgument, isListFiltered } from '../filters.js';
import { operationBody } from '../layer-bodies.js';
import { isThere } from '../layer-references.js';
import type { Scope } from '../layer-scope.js';
import type { Read } from '../layer-statements.js';
import { chainOf, type NamedLayer, nameFor, parameterOf } from '../layers.js';
import { makers } from '../makers.js';
import { beforePage, boundsOfObject } from '../paging.js';
import { heldType } from '../parameters.js';
import { type Code, join, type Part, py } from '../print/code.js';
import { classDocstring, docstringCode } from '../print/docstring.js';
import { dataclasses } from '../print/symbols.js';
import { calledBy, isInHandlers, objectOf, reachedName } from '../reach.js';
import { existsParameters, lookedFor } from '../references.js';
import { scopeNames, scopeParameters } from '../scopes.js';
import { sourceCode } from '../source-code.js';
import { baseAttributes, baseCode, isSupplied } from '../supply.js';
import { countCall, counted, totalOf } from '../totals.js';
import { answeredBy } from '../units-of-work.js';
import { exceptions } from './exceptions.js';
import { commitMethod, hasCommit, initMethod, isDataclass, type Printer } from './layer-object.js';
import { operationParameters, parameterType, returnType } from './layer-types.js';

/** Nothing where the package has no such layer. */
export function layer(context: Context, spec: ModelSpec, role: LayerRole): Part {
  const chain = chainOf(context, spec);
  const found = chain?.layers.find((each) => each.role === role);
  if (chain === undefined || found === undefined) return undefined;
  const printer: Printer = { context, spec, chain, layer: found };
  const operations: readonly OperationName[] = orderOf(printer).filter(
    (name) => !isSupplied(spec, found, name) && (name !== 'update' || writableFields(spec).length > 0),
  );
  const functions = [
    ...operations.flatMap((name) => [
      operation(printer, name),
      ...(name === 'list' ? [countFunction(printer)].filter(Boolean) : []),
    ]),
    ...existing(printer),
  ];
  const above = [exceptions(context, spec), ...(found.level === 0 ? filterFunctions(context, spec) : [])];
  if (found.holder.kind === 'functions') return join('\n\n\n', [...above, ...functions]);
  const { base } = found;
  const attributes = base === undefined ? [] : baseAttributes(context, spec, base);
  const own = [initMethod(printer), ...functions, commitMethod(printer)];
  const body = [attributes.length > 0 && attributes, ...own].filter(Boolean);
  const form = base === undefined || body.length > 0 ? 'class' : base.form;
  const called = base !== undefined && form !== 'class' ? baseCode(context, spec, base) : undefined;
  const object = isInHandlers(context, found)
    ? undefined
    : objectOf(context, spec, found, chain.layers[found.level - 1], form === 'object' ? called : undefined);
  const type =
    called !== undefined
      ? form === 'alias' && py`${found.holder.name} = ${called}`
      : py`
          ${isDataclass(found) && py`@${dataclasses.dataclass}`}
          class ${found.holder.name}${base !== undefined && py`(${baseCode(context, spec, base)})`}:
              ${classDocstring(found.doc)}
              ${body.length === 0 ? 'pass' : join('\n\n', body)}
        `;
  const whole = join(form === 'alias' ? '\n' : '\n\n\n', [type, object].filter(Boolean));
  // What the module of the layer makes of it for the handlers.
  return join('\n\n\n', [...above, whole, ...makers(context, spec)]);
}

const ORDER: readonly OperationName[] = ['get', 'list', 'create', 'update', 'delete'];

/** The order of the blueprint's operations; the others behind them. */
function orderOf({ layer: { order } }: Printer): readonly OperationName[] {
  return [...order, ...ORDER.filter((name) => !order.includes(name))];
}

function operation(printer: Printer, name: OperationName): Code {
  const target = printer.layer.operations[name];
  const scope = scopeOf(printer, name);
  const statements = operationBody(printer, name, scope, (result) => py`${answeredBy(printer, scope, name, result)}`);
  const body = [target.doc && docstringCode(target.doc), opened(printer, statements, heldBy(printer, name))];
  return definition(printer, target.name, operationParameters(printer, name), returnType(printer, name), body);
}

/** How a function of each kind of layer is marked, and what it is called on. */
const METHODS: Readonly<Record<LayerHolder['kind'], { readonly decorator: Part; readonly receiver: Part }>> = {
  functions: { decorator: undefined, receiver: undefined },
  object: { decorator: undefined, receiver: 'self' },
  static: { decorator: '@staticmethod', receiver: undefined },
  class: { decorator: '@classmethod', receiver: 'cls' },
};

/** A function of a layer: of its module, or a method of its class. */
function definition(
  { context, layer: own }: Printer,
  name: string,
  parameters: readonly Part[],
  returned: Part,
  body: readonly Part[],
): Code {
  const { decorator, receiver } = METHODS[own.holder.kind];
  return py`
    ${decorator}
    ${context.dialect.def} ${name}(${join(', ', [receiver, ...parameters].filter(Boolean))})${own.isTyped && py` -> ${returned}`}:
        ${body}
  `;
}

/** The statements in a session that the function opens itself, where it is given none. */
function opened({ context, chain, layer: { opens, level } }: Printer, statements: Code, held?: Part): Code {
  const entered = level > 0 && held !== undefined ? chain.unit?.entered : undefined;
  if (entered !== undefined) {
    return py`
      ${context.dialect.await === '' ? 'with' : 'async with'} ${held}${entered.as !== undefined && ` as ${entered.as}`}:
          ${statements}
    `;
  }
  if (opens === undefined || level > 0) return statements;
  const { dialect, conventions } = context;
  return py`
    ${dialect.await === '' ? 'with' : 'async with'} ${sourceCode(conventions.session)}() as ${opens}:
        ${statements}
  `;
}

/** What tells the level above whether there is a record to refer to. */
function existing(printer: Printer): readonly Part[] {
  const { context, chain, layer: own } = printer;
  if (own.level >= chain.missing) return [];
  return lookedFor(context, printer.spec).map((reference) => {
    const given = own.operations.get.parameters.filter((each) => each.kind === 'session');
    const parameters = [
      ...given.map((each) => py`${each.name}${parameterType(printer, 'get', each)}`),
      ...existsParameters(context, printer.spec, reference),
    ];
    const found = isThere(printer, scopeOf(printer, 'get'), reference);
    return definition(printer, reference.exists, parameters, 'bool', [
      opened(printer, py`return ${found}`, heldBy(printer, 'get')),
    ]);
  });
}

/** What counts the records at this level, where a higher one gives their number beside them. */
function countFunction(printer: Printer): Part {
  const { context, spec, layer: own, chain } = printer;
  const total = totalOf(context);
  const count = total?.counts[own.level];
  if (total === undefined || count === undefined || count.isInherited) return undefined;
  const session = count.session?.name ?? scopeOf(printer, 'list').session;
  const parameters = [
    count.session?.isNamedOnly && '*',
    count.session && py`${count.session.name}: ${own.level > 0 ? heldType(context) : context.dialect.session}`,
    ...scopeParameters(spec),
    filtersArgument(context, spec),
  ];
  const filters = isListFiltered(spec) && FILTERS;
  const below = chain.layers[own.level - 1];
  const lower = total.counts[own.level - 1];
  const { before, value }: Read =
    below === undefined || lower === undefined
      ? counted(context, spec, total, session, { filters, scopes: scopeNames(spec) })
      : {
          before: [],
          value: countCall(
            context,
            lower,
            reachedName(context, spec, below, own, session, nameFor(context, spec, lower.name)),
            session,
            { filters, scopes: scopeNames(spec) },
            spec,
          ),
        };
  return definition(printer, nameFor(context, spec, count.name), parameters, 'int', [...before, py`return ${value}`]);
}

/** The session or the unit of work that a function is given, or that its object keeps. */
function heldBy({ layer: own }: Printer, name: OperationName): Part {
  const { holder } = own;
  const kept = holder.kind === 'object' && holder.session !== undefined ? `self.${holder.session}` : undefined;
  return parameterOf(own.operations[name], 'session') ?? own.opens ?? kept;
}

function scopeOf(printer: Printer, name: OperationName): Scope {
  const { context, spec, chain, layer: own } = printer;
  const target = own.operations[name];
  const { holder, level } = own;
  const below = chain.layers[level - 1];
  const lent = level === chain.commits ? heldBelow(own, below) : undefined;
  const entered = level > 0 ? chain.unit?.entered : undefined;
  const session = entered?.as ?? heldBy(printer, name) ?? (lent === undefined ? undefined : `self.${lent}`);
  const sent = parameterOf(target, 'data');
  const receiver = { functions: '', static: `${nameOf(own)}.`, class: 'cls.', object: 'self.' }[holder.kind];
  return {
    level,
    session,
    below: (operation) => (below === undefined ? undefined : calledBy(context, spec, below, own, session, operation)),
    named: (name) => (below === undefined ? undefined : reachedName(context, spec, below, own, session, name)),
    // What another function has loaded in a session of its own, or from a unit of work that it entered, is of no use here.
    own:
      (own.opens !== undefined && level === 0) || (chain.unit !== undefined && level > 0)
        ? undefined
        : (operation) => `${receiver}${own.operations[operation].name}`,
    key: parameterOf(target, 'key'),
    record: parameterOf(target, 'record'),
    sent: sent === undefined ? undefined : { code: sent, form: target.data },
    ...boundsOf(context, target),
    filters: parameterOf(target, 'filters'),
    scopes: scopeNames(spec),
    variable: target.variable,
    changes: target.changes,
    commit: hasCommit(printer) ? py`${context.dialect.await}self._commit()` : undefined,
  };
}

/** The bounds of a list, alone or in an object. */
function boundsOf(
  { conventions: { paging } }: Context,
  target: NamedLayer['operations']['list'],
): Pick<Scope, 'skip' | 'page' | 'limit' | 'paging'> {
  const object = parameterOf(target, 'paging');
  if (object === undefined || paging.kind !== 'dependency') {
    const [page, limit] = [parameterOf(target, 'page'), parameterOf(target, 'limit')];
    const skip = page === undefined ? parameterOf(target, 'skip') : beforePage(page, limit ?? '');
    return { skip, page, limit, paging: undefined };
  }
  return boundsOfObject(paging, object);
}

const nameOf = ({ holder }: NamedLayer): string => (holder.kind === 'functions' ? '' : holder.name);
