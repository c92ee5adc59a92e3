/** The dependencies that make the objects of a package's layers: `get_invoice_service`, and the alias for it. */
import type { ModelSpec } from '../request/model.js';
import type { FactoryCall, Reached } from '../style/layers.js';
import type { Role } from '../style/style-values.js';
import type { Context } from './context.js';
import { chainOf, type NamedLayer } from './layers.js';
import { roleOfFile } from './modules.js';
import { dependency, heldType, hostNamed, type Parameter, sessionParameter } from './parameters.js';
import { type Part, py } from './print/code.js';
import { fastapi } from './print/symbols.js';
import { elsewhere, layerClass, madeObject, wholeObject } from './reach.js';
import { annotated } from './spelling.js';

type ByDependency = Extract<Reached, { kind: 'dependency' }>;

/** An object of a layer as a parameter of a handler or of another maker. */
export function objectParameter(context: Context, layer: NamedLayer): Parameter | undefined {
  const { holder } = layer;
  if (holder.kind !== 'object' || holder.reached.kind !== 'dependency') return undefined;
  const { parameter, maker, alias, module, shared } = holder.reached;
  if (alias !== undefined) {
    const named =
      shared?.alias === undefined ? elsewhere(context, module, alias) : makerNamed(context, holder.reached, alias);
    return { kind: 'holder', code: py`${parameter}: ${named}`, hasDefault: false };
  }
  const on = typeof maker === 'string' ? makerNamed(context, holder.reached, maker) : byFactory(context, layer, maker);
  return dependency(context, 'holder', parameter, layerClass(context, layer), py`${fastapi.Depends}(${on})`);
}

/** What makes an object, or its alias, from the package's own module or from the host's for all features. */
function makerNamed(context: Context, { shared, module }: ByDependency, name: string): Part {
  return shared === undefined
    ? elsewhere(context, module, name)
    : hostNamed(context, { dotted: `${shared.module}.${name}`, written: `${shared.prefix}${name}` });
}

/** `get_repository(repo_type=InvoiceRepository)` */
function byFactory(context: Context, layer: NamedLayer, call: FactoryCall | undefined): Part {
  if (call === undefined) return undefined;
  const { factory, keyword } = call;
  return py`${hostNamed(context, factory)}(${keyword !== undefined && `${keyword}=`}${layerClass(context, layer)})`;
}

/** What the `__init__` of a layer's class takes; FastAPI gives it where the class itself is the dependency. */
export function initParameter(context: Context, layer: NamedLayer, below: NamedLayer | undefined): Part {
  const { holder } = layer;
  if (holder.kind !== 'object' || holder.takes === undefined) return undefined;
  const { takes, reached } = holder;
  const isGiven = reached.kind === 'dependency' && reached.maker === undefined;
  if (takes.kind === 'session') {
    return isGiven
      ? sessionParameter(context, takes.name).code
      : py`${takes.name}: ${layer.level > 0 ? heldType(context) : context.dialect.session}`;
  }
  if (below === undefined) return undefined;
  return isGiven ? objectParameter(context, below)?.code : py`${takes.name}: ${layerClass(context, below)}`;
}

/** The makers that a file of the package has for a model, from the layer of the session up. */
export function makers(context: Context, spec: ModelSpec): readonly Part[] {
  const role = roleOfFile(context.file);
  const layers = chainOf(context, spec)?.layers ?? [];
  const { api, deps } = context.conventions.modules;
  // In one file each maker is above those that depend on it.
  const isOne = api === deps && layers.some((layer) => moduleOfMaker(layer) === 'api');
  const roles = !isOne ? [role] : role === 'api' ? (['api', 'deps'] as const) : [];
  return layers.map((layer, level) => makerOf(context, spec, layer, layers[level - 1], roles));
}

/** Whether the package has the function or the alias: not what the host has in its file for all features. */
function isWritten({ shared, alias }: ByDependency): boolean {
  return shared === undefined || (alias !== undefined && shared.alias === undefined);
}

function moduleOfMaker({ holder }: NamedLayer): Role | undefined {
  if (holder.kind !== 'object') return undefined;
  const { reached } = holder;
  if (reached.kind === 'dependency') return isWritten(reached) ? reached.module : undefined;
  return reached.kind === 'made' ? reached.maker?.module : undefined;
}

function makerOf(
  context: Context,
  spec: ModelSpec,
  layer: NamedLayer,
  below: NamedLayer | undefined,
  roles: readonly (Role | undefined)[],
): Part {
  const { holder } = layer;
  const module = moduleOfMaker(layer);
  if (holder.kind !== 'object' || module === undefined || !roles.includes(module)) return undefined;
  const type = layerClass(context, layer);
  if (holder.reached.kind === 'made') return plainMaker(context, spec, layer);
  if (holder.reached.kind !== 'dependency') return undefined;
  const { maker, alias, shared } = holder.reached;
  const { parameter, value } = given(context, spec, layer, below);
  const own = shared === undefined && typeof maker === 'string' ? maker : undefined;
  const on =
    typeof maker !== 'string' ? byFactory(context, layer, maker) : (own ?? makerNamed(context, holder.reached, maker));
  return py`
    ${
      own !== undefined &&
      py`
      def ${own}(${parameter}) -> ${type}:
          return ${madeObject(context, spec, layer, value)}


      `
    }
    ${alias !== undefined && py`${alias} = ${annotated(context, type, py`${fastapi.Depends}(${on})`)}`}
  `;
}

/** `def get_service(db: Session) -> UserService`, which handlers call with their session. */
function plainMaker(context: Context, spec: ModelSpec, layer: NamedLayer): Part {
  const { holder } = layer;
  if (holder.kind !== 'object' || holder.reached.kind !== 'made' || holder.reached.maker === undefined)
    return undefined;
  const { sessionForm } = context.conventions;
  const { session = 'db' } = chainOf(context, spec) ?? {};
  const isAlias = sessionForm.kind === 'alias' || (sessionForm.kind === 'own' && sessionForm.plain === undefined);
  const parameter = isAlias ? sessionParameter(context, session).code : py`${session}: ${heldType(context)}`;
  return py`
    def ${holder.reached.maker.name}(${parameter}) -> ${layerClass(context, layer)}:
        return ${wholeObject(context, spec, layer, session)}


  `;
}

/** What a maker takes, and what it makes the object with. */
function given(
  context: Context,
  spec: ModelSpec,
  { holder }: NamedLayer,
  below: NamedLayer | undefined,
): { readonly parameter: Part; readonly value: Part } {
  if (holder.kind !== 'object' || holder.takes === undefined) return { parameter: undefined, value: undefined };
  const { takes, reached } = holder;
  const called = reached.kind === 'dependency' ? reached.session : undefined;
  if (takes.kind === 'session') {
    const name = called ?? takes.name;
    return { parameter: sessionParameter(context, name).code, value: name };
  }
  if (below?.holder.kind === 'object' && below.holder.reached.kind === 'dependency') {
    return { parameter: objectParameter(context, below)?.code, value: below.holder.reached.parameter };
  }
  const taken = below?.holder.kind === 'object' ? below.holder.takes?.name : undefined;
  const session = taken === undefined ? undefined : (called ?? taken);
  return {
    parameter: session && sessionParameter(context, session).code,
    value: below && madeObject(context, spec, below, session),
  };
}
