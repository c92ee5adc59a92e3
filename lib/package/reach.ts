/** How the operations of a layer are reached: as functions of a module, on a class, or on an object that something makes. */
import type { ModelSpec } from '../request/model.js';
import type { OperationName } from '../style/layers.js';
import { OPERATIONS } from '../style/operations.js';
import type { Context } from './context.js';
import { handlerName } from './handler-words.js';
import { chainOf, type NamedLayer } from './layers.js';
import { definedIn, hasRole, moduleOf, roleOfFile } from './modules.js';
import { type Part, type PySymbol, py } from './print/code.js';
import { argumentsFor } from './supply.js';

/** What an operation is called by, from the layer above or from the handlers (`from` is nothing then). */
export function calledBy(
  context: Context,
  spec: ModelSpec,
  layer: NamedLayer,
  from: NamedLayer | undefined,
  session: Part,
  operation: OperationName,
): Part {
  const { name, called } = layer.operations[operation];
  const { holder, role } = layer;
  if (holder.kind === 'functions' && holder.isByModule && OPERATIONS.some((each) => layer.operations[each].called)) {
    // What the package does not gather is imported from its module.
    return called === undefined ? definedIn(context, role, name) : py`${moduleOf(context, role)}.${called}`;
  }
  return py`${reachedName(context, spec, layer, from, session, name)}`;
}

/** The same for any function of a layer. */
export function reachedName(
  context: Context,
  spec: ModelSpec,
  layer: NamedLayer,
  from: NamedLayer | undefined,
  session: Part,
  name: string,
): Part {
  const { holder, role } = layer;
  if (holder.kind === 'functions') {
    const isByName = !holder.isByModule && (context.file !== 'api.py' || !isCalledLikeHandler(context, spec, layer));
    return isByName ? definedIn(context, role, name) : py`${moduleOf(context, role)}.${name}`;
  }
  if (holder.kind !== 'object') return py`${layerClass(context, layer)}.${name}`;
  const { reached } = holder;
  if (reached.kind === 'unit') return py`${session}.${reached.name}.${name}`;
  if (from?.holder.kind === 'object' && from.holder.below !== undefined)
    return `self.${from.holder.below.name}.${name}`;
  if (reached.kind === 'object') {
    const object = reached.isByModule
      ? py`${moduleOf(context, role)}.${reached.name}`
      : isInHandlers(context, layer)
        ? reached.name
        : importedAs(elsewhere(context, role, reached.name), reached.local);
    return py`${object}.${name}`;
  }
  if (reached.kind === 'dependency' && from === undefined) {
    const kept = context.conventions.controllers?.hasLayer === true && 'self.';
    return py`${kept}${reached.parameter}.${name}`;
  }
  const local = reached.kind === 'made' && from === undefined ? reached.local : undefined;
  return py`${local ?? heldObject(context, spec, layer, session)}.${name}`;
}

const importedAs = (object: PySymbol | string, local: string | undefined): PySymbol | string =>
  typeof object === 'string' || local === undefined ? object : { ...object, local };

/** Whether a handler has the name of a function of the layer: it would call itself. */
function isCalledLikeHandler(context: Context, spec: ModelSpec, { operations }: NamedLayer): boolean {
  const own = OPERATIONS.map((operation) => handlerName(context, spec, operation));
  return OPERATIONS.some((operation) => own.includes(operations[operation].name));
}

/** An object of a layer where a session is at hand: `get_service(session)`, `UserService(UserRepository(session))`. */
export function heldObject(context: Context, spec: ModelSpec, layer: NamedLayer, session: Part): Part {
  const { holder } = layer;
  const maker = holder.kind === 'object' && holder.reached.kind === 'made' ? holder.reached.maker : undefined;
  return maker === undefined
    ? wholeObject(context, spec, layer, session)
    : py`${elsewhere(context, maker.module, maker.name)}(${session})`;
}

/** The same without its maker: `UserService(UserRepository(session))`. */
export function wholeObject(context: Context, spec: ModelSpec, layer: NamedLayer, session: Part): Part {
  const { holder, level } = layer;
  if (holder.kind !== 'object') return undefined;
  const below = holder.takes?.kind === 'below' ? chainOf(context, spec)?.layers[level - 1] : undefined;
  return madeObject(context, spec, layer, below === undefined ? session : heldObject(context, spec, below, session));
}

/** An object of a layer's class: `UserRepository(session)`, `UserRepository(User, session)`. */
export function madeObject(context: Context, spec: ModelSpec, layer: NamedLayer, session: Part): Part {
  const { holder, base } = layer;
  const given =
    base !== undefined && base.madeWith.length > 0
      ? argumentsFor(context, spec, base.madeWith, session)
      : holder.kind === 'object' && holder.takes !== undefined && session;
  return py`${layerClass(context, layer)}(${given})`;
}

/** The class of a layer; nothing where it has none. */
export function layerClass(context: Context, { holder, role }: NamedLayer): Part {
  return holder.kind === 'functions' ? undefined : elsewhere(context, role, holder.name);
}

/** A name of a module of the package, which that module itself need not import. */
export function elsewhere(context: Context, role: Parameters<typeof definedIn>[1], name: string): PySymbol | string {
  return roleOfFile(context.file) === role ? name : definedIn(context, role, name);
}

/** Whether the module of the handlers has the object of a layer: what others depend on has to import it from the layer's. */
export function isInHandlers({ conventions }: Context, { holder }: NamedLayer): boolean {
  const isShown = holder.kind === 'object' && holder.reached.kind === 'object' && holder.reached.isInHandlers === true;
  const { modules } = conventions;
  return isShown && (modules.deps === modules.api || !hasRole(conventions, 'deps'));
}

/** `invoice_service = InvoiceService()`, where the module of a class has an object of it. */
export function objectOf(
  context: Context,
  spec: ModelSpec,
  layer: NamedLayer,
  below: NamedLayer | undefined,
  type: Part = layerClass(context, layer),
): Part {
  const { holder, base } = layer;
  if (holder.kind !== 'object' || holder.reached.kind !== 'object') return undefined;
  const isGiven =
    holder.takes?.kind === 'below' && below?.holder.kind === 'object' && below.holder.reached.kind === 'object';
  const given =
    isGiven && below.holder.kind === 'object' && below.holder.reached.kind === 'object'
      ? elsewhere(context, below.role, below.holder.reached.name)
      : holder.takes?.kind === 'below' && below !== undefined && py`${layerClass(context, below)}()`;
  return py`${holder.reached.name} = ${type}(${base !== undefined && base.madeWith.length > 0 ? argumentsFor(context, spec, base.madeWith, undefined) : given})`;
}
