/** How a handler takes the session: by an alias of the host or of the package, or with the dependency in its own text. */

import type { HostImport } from '../../framework/base-and-session.js';
import { type HandlerParameter, parametersOfHandler } from '../../framework/handler-parameters.js';
import { type HostName, hostName, plainName } from '../../framework/host-name.js';
import { sessionMakerOf } from '../../framework/session-maker.js';
import { type Module, ownNames } from '../../project/module.js';
import { dottedParts } from '../../python/find.js';
import { childOf, type PythonNode, walk } from '../../python/syntax.js';
import type { Dimension, Learned } from '../dimension.js';
import { isSessionParameter, shapesOf } from '../handler-shapes.js';
import type { HostReading } from '../host-reading.js';
import { takersOfUnit, unitOfWork } from '../units-of-work.js';

/**
 * `own` is an alias that the package defines itself, in its dependencies or beside its handlers; `opener` is what the
 * function is called there that opens sessions, where a package has its own.
 */
export type SessionForm =
  | { readonly kind: 'default' | 'annotated'; readonly dependency: HostName | undefined }
  | { readonly kind: 'alias'; readonly alias: HostName }
  | {
      readonly kind: 'own';
      readonly role: 'deps' | 'api';
      readonly name: string;
      readonly opener?: string;
      /** How handlers name the function themselves, where they have no alias of it. */
      readonly plain?: 'default' | 'annotated';
    };

const DB_SESSION = 'DbSession';

export const sessionForm: Dimension<SessionForm> = {
  id: 'session-form',
  default: { kind: 'own', role: 'deps', name: DB_SESSION },
  learn(host) {
    // A package that opens its sessions has its own dependency for them.
    if (host.session?.source.opens === true && unitOfWork(host) === undefined)
      return openedInRouter(host, host.session);
    for (const shape of shapesOf(host, 'create', 'list', 'get', 'update', 'delete')) {
      const shown = shape.parameters.find(({ kind }) => kind === 'session');
      const value = shown && formOf(host, shape.handler.module, shown);
      if (shown !== undefined && value !== undefined)
        return { value, at: host.at(shape.handler.module, shown.node.line) };
    }
    return inFunctions(host);
  },
  pin: {
    expects: '"default", "annotated", or an alias as in "app.core.db:SessionDep"',
    read(given) {
      if (given === 'default' || given === 'annotated') return { kind: given, dependency: undefined };
      const [, module, name] = /^([A-Za-z_][\w.]*):([A-Za-z_]\w*)$/.exec(String(given)) ?? [];
      return module === undefined || name === undefined ? undefined : { kind: 'alias', alias: plainName(module, name) };
    },
  },
};

/** What the routers of the blueprint, each of which opens its sessions, call the function and the alias for it. */
function openedInRouter(
  { blueprint, modules, at }: HostReading,
  { source }: HostImport,
): Learned<SessionForm> | undefined {
  for (const module of blueprint?.routers ?? []) {
    const all = [...ownNames(module)];
    const opener = all.find(([name, node]) => {
      const maker = sessionMakerOf({ module, name, node, rest: [], via: [] }, modules);
      return node.type === 'function_definition' && /\byield\b/.test(node.text) && maker?.name === source.name;
    });
    if (opener === undefined || opener[0].startsWith('_')) continue;
    const depends = new RegExp(`\\bAnnotated\\[.*\\bDepends\\(\\s*${opener[0]}\\s*\\)`, 's');
    const alias = all.find(([, { type, text }]) => type === 'assignment' && depends.test(text));
    const written = new RegExp(`=\\s*(?:\\w+\\.)?Depends\\(\\s*${opener[0]}\\s*\\)`).test(module.source);
    const plain = alias === undefined ? { plain: written ? ('default' as const) : ('annotated' as const) } : {};
    const own = { kind: 'own', role: 'deps', name: alias?.[0] ?? DB_SESSION, opener: opener[0], ...plain } as const;
    return { value: own, at: at(module, opener[1].line) };
  }
  return undefined;
}

/** Where the handlers take an object, what makes that takes the session: in the package, or where the host makes all of them. */
function inFunctions(host: HostReading): Learned<SessionForm> | undefined {
  for (const taker of unitOfWork(host) === undefined ? [] : takersOfUnit(host)) {
    const found = inFunction(host, taker.module, taker.node);
    if (found !== undefined) return found;
  }
  const { modules, session } = host;
  const others =
    session === undefined
      ? []
      : modules.mentioning(host.host.root, session.source.name).flatMap((path) => modules.at(path) ?? []);
  for (const module of new Set([...(host.blueprint?.all ?? []), ...(session ? [session.module] : []), ...others])) {
    for (const node of walk(module.tree.root)) {
      const found = node.type === 'function_definition' ? inFunction(host, module, node) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function inFunction(host: HostReading, module: Module, node: PythonNode): Learned<SessionForm> | undefined {
  for (const parameter of parametersOfHandler(module, node, host.modules)) {
    const value = isSessionParameter(host, parameter) ? formOf(host, module, parameter) : undefined;
    if (value !== undefined) return { value, at: host.at(module, parameter.node.line) };
  }
  return undefined;
}

function formOf(
  { blueprint, modules }: HostReading,
  module: Module,
  { written, alias, type, given }: HandlerParameter,
): SessionForm | undefined {
  if (alias === undefined) {
    const on = given?.call.positional[0] ?? given?.call.keywords.get('dependency');
    const dependency =
      on && given && hostName(given.module, blueprint?.has(given.module.module) ? behind(given.module, on) : on);
    return { kind: written === 'default' ? 'default' : 'annotated', dependency };
  }
  const named = type?.named[0];
  const name = named && hostName(module, named);
  if (!blueprint?.has(alias)) return name && { kind: 'alias', alias: name };
  const owner = modules.define(alias)?.module;
  const isDependency = blueprint.of('deps').some((each) => each === owner);
  return { kind: 'own', role: isDependency ? 'deps' : 'api', name: alias.split('.').at(-1) ?? alias };
}

/** What a router of the blueprint has under a name of its own: `get_db = database.get_db`. */
function behind(module: Module, on: PythonNode): PythonNode {
  const own = on.type === 'identifier' ? ownNames(module).get(on.text) : undefined;
  const value = own?.type === 'assignment' ? childOf(own, 'right') : undefined;
  return value !== undefined && dottedParts(value) !== undefined ? value : on;
}
