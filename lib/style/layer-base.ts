/** The generic class of the host that a layer's class inherits from, and which operations it supplies. */
import { sourceOf, targetOf } from '../framework/base-and-session.js';
import type { Callee } from '../framework/callees.js';
import {
  ancestorsOf,
  type HostClass,
  type HostFunction,
  methodsIn,
  superclassesOf,
} from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { isTable } from '../framework/tables.js';
import type { Definition } from '../project/module.js';
import { calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import {
  awaitsDeletes,
  failsWithout,
  givesMessage,
  helpersOf,
  hidesTaken,
  isConverting,
  isPartial,
  tellsFound,
} from './base-methods.js';
import { blueprintSchemas } from './blueprint-schemas.js';
import { MARKS } from './deletion-marks.js';
import { beginsGiven, endsWithTheRequest } from './given-transactions.js';
import type { HostReading } from './host-reading.js';
import { inheritance } from './inherited.js';
import type { BaseArgument, LayerBase, LayerParameter, OperationName } from './layers.js';
import { mainModel } from './main-model.js';
import { isOfLibrary, isToldColumns, keepsIts, marksOfLibrary, pageGiven } from './of-library.js';
import type { LayerPlace } from './operation-chains.js';
import type { Supply } from './supply.js';

/** Nothing where the class of a layer inherits from nothing of the host, or from what only says which methods there are. */
export function layerBase(host: HostReading, place: LayerPlace, link: Callee): LayerBase | undefined {
  if (place.kind === 'module') return undefined;
  const { type } = place;
  const [base] = superclassesOf(type);
  const named = base?.type === 'subscript' ? childOf(base, 'value') : base;
  const target = named && targetOf(type.module, named);
  const [inherited] = ancestorsOf(type, host.modules);
  if (base === undefined || target === undefined || inherited === undefined || isAbstract(inherited)) return undefined;
  const own = host.blueprint?.all.some(({ path }) => path === inherited.module.path);
  if (own === true) return undefined;
  const given = base.type === 'subscript' ? base.named.slice(1) : [];
  return {
    form: type.node.type !== 'assignment' ? 'class' : isObject(type) ? 'object' : 'alias',
    source: sourceOf(target),
    // As many as the class asks for: one more or less, and it cannot be made.
    arguments: given.flatMap((node) => argumentOf(host, type, node) ?? otherArgument(host, type, node) ?? []),
    attributes: attributesOf(host, type),
    passes: passesOf(host, type),
    madeWith: madeWith(host, type, link),
  };
}

/** Whether there is only an object of the base, and no class for it. */
export const isObject = ({ node }: HostClass): boolean =>
  node.type === 'assignment' && childOf(node, 'right')?.type === 'call';

const isAbstract = (type: HostClass): boolean =>
  /@(?:abc\.)?abstractmethod|\bProtocol\b/.test(type.node.text) || /raise NotImplementedError/.test(type.node.text);

/** What an expression of the blueprint is, for another package to put its own there. */
function argumentOf(host: HostReading, { module }: HostClass, node: PythonNode): BaseArgument | undefined {
  const named = node.type === 'type' ? (node.named[0] ?? node) : node;
  const target = targetOf(module, named);
  const definition = target === undefined ? undefined : host.modules.define(target);
  const { create, update, read } = blueprintSchemas(host);
  if (definition !== undefined && isModel(host, definition)) return 'model';
  if (definition !== undefined && definition.node === create?.node) return 'create';
  if (definition !== undefined && definition.node === update?.node) return 'update';
  if (definition !== undefined && definition.node === read?.node) return 'read';
  if (named.type === 'none') return 'none';
  if (/^(?:int|str|(?:uuid\.)?UUID)$/.test(named.text)) return 'key';
  return /(?:^|_)(?:db|session)$/.test(named.text) ? 'session' : undefined;
}

/** Another schema of the blueprint's own, for the nearest that each package has; else a class of the host, as it is. */
function otherArgument(host: HostReading, { module }: HostClass, node: PythonNode): BaseArgument | undefined {
  const named = node.type === 'type' ? (node.named[0] ?? node) : node;
  const target = targetOf(module, named);
  if (target === undefined) return undefined;
  const definition = host.modules.define(target);
  const source = sourceOf(target);
  const isListed = blueprintSchemas(host).all.some(({ node: each }) => each === definition?.node);
  if (!isListed && host.blueprint?.has(definition?.module.module ?? source.module) !== true) return source;
  if (/Creat|Add|New/.test(source.name)) return 'create';
  return /Updat|Edit|Patch/.test(source.name) ? 'update' : 'read';
}

/** The main model, or another one that a layer of the package is about. */
function isModel(host: HostReading, definition: Definition): boolean {
  if (definition.node === mainModel(host)?.node) return true;
  return host.blueprint?.has(definition.module.module) === true && isTable(definition);
}

function attributesOf(host: HostReading, type: HostClass): LayerBase['attributes'] {
  return (childOf(type.node, 'body')?.named ?? []).flatMap((statement) => {
    const inner = statement.type === 'expression_statement' ? statement.named[0] : undefined;
    const [name, value] = inner?.type === 'assignment' ? [childOf(inner, 'left'), childOf(inner, 'right')] : [];
    const argument = value && argumentOf(host, type, value);
    return name === undefined || argument === undefined ? [] : [{ name: name.text, value: argument }];
  });
}

function passesOf(host: HostReading, type: HostClass): LayerBase['passes'] {
  const init = methodsIn(type).get('__init__');
  const call = init && calls(init).find(({ callee }) => /^super\(.*\)\.__init__$/.test(callee.text));
  if (call === undefined) return undefined;
  return [...call.positional, ...call.keywords.values()].flatMap((node) => argumentOf(host, type, node) ?? []);
}

/** What the blueprint makes an object of the class with, where that is more than the session. */
function madeWith(host: HostReading, type: HostClass, link: Callee): LayerBase['madeWith'] {
  if (isObject(type)) {
    const [made] = calls(type.node);
    return [...(made?.positional ?? []), ...(made?.keywords.values() ?? [])].flatMap(
      (each) => argumentOf(host, type, each) ?? [],
    );
  }
  for (const { module, node } of makersOf(link)) {
    for (const call of calls(node)) {
      const target = targetOf(module, call.callee);
      if (target === undefined || host.modules.define(target)?.node !== type.node) continue;
      const given = [...call.positional, ...call.keywords.values()];
      const read = given.flatMap((each) => argumentOf(host, { ...type, module }, each) ?? []);
      return read.includes('model') ? read : [];
    }
  }
  return [];
}

/** Where an object of the class may be made: in its module, by a dependency, or where it is called. */
function makersOf({ receiver, target }: Callee): readonly Pick<HostFunction, 'module' | 'node'>[] {
  if (receiver.kind === 'object') return [receiver.definition];
  const made = receiver.kind === 'parameter' ? receiver.dependency.made : undefined;
  if (made !== undefined) return [made];
  if (receiver.kind === 'attribute') return [receiver.of];
  return receiver.kind === 'made' ? [{ module: target.module, node: receiver.call.node }] : [];
}

/** What a method of a base does of what a package promises; `type` is the blueprint's class that inherits it. */
export function supplyOf(
  host: HostReading,
  operation: OperationName,
  scope: HostFunction,
  type: HostClass | undefined,
  parameters: readonly LayerParameter['kind'][],
): Supply {
  const { node } = scope;
  const { text } = node;
  const helped = [text, ...helpersOf(host, scope)].join('\n');
  const names = parametersOf(node).map(parameterName);
  const takesKey = names.some((name) => /(?:^|_)(?:id|pk|uuid|key)$/.test(name)) || /\bfilter_by\(\*\*/.test(text);
  const isStatement = /\b(?:insert|update|delete)\(\s*(?:self|cls)\.\w+\s*\)/.test(text);
  const isFresh = /\.refresh\(|\.returning\(/.test(text);
  const isEncoded = /\bjsonable_encoder\(\s*(?:obj_in|data|schema|payload)\b/.test(text);
  const isChecked = isStatement || /\bif\b/.test(text);
  const isUncommitted = !/commit\(|\.begin\(/.test(text) && !endsWithTheRequest(host);
  // What is committed above may be read back there.
  const isReadBack = isFresh || isUncommitted;
  // With a schema the library answers a dict of what is stored.
  const isLibrary = isOfLibrary(host, scope);
  const isReadAgain =
    isLibrary && (operation === 'update' || (operation === 'create' && !parameters.includes('schema')));
  const isKept = operation !== 'create' || !isReadAgain || keepsIts(host);
  const right: Readonly<Record<OperationName, boolean>> = {
    list: /\.order_by\(/.test(text) && /\.limit\(/.test(text) && /\.offset\(/.test(text),
    // One that takes exactly one row raises where there is none.
    get: !ONE_ROW.test(text) || /\bexcept\b[^:]*NoResultFound/.test(text),
    create: isReadBack && isKept && !isEncoded && !hidesTaken(node) && !givesMessage(node),
    update: (isReadBack || isReadAgain) && !isEncoded && isPartial(text) && !hidesTaken(node) && !givesMessage(node),
    delete: awaitsDeletes(node) && !ONE_ROW.test(text),
  };
  return {
    isRight:
      right[operation] &&
      (operation === 'delete' || !isConverting(helped)) &&
      !failsWithout(operation, helped) &&
      !beginsGiven(operation, text) &&
      !needsOther(host, type, helped),
    isUncommitted: isUncommitted && operation !== 'list' && operation !== 'get',
    isFresh,
    isStatement,
    dumpsAll: operation === 'create' && /\.(?:model_dump|dict)\(/.test(text) && !/exclude_unset\s*=\s*True/.test(text),
    isOptional: takesKey && isChecked && !isReadAgain && (operation !== 'delete' || tellsFound(node)),
    needsChanges: operation === 'update' && isStatement && !/\bif\s+not\b/.test(text),
    marks: isLibrary ? marksOfLibrary(host, text) : marksOf(host, operation, text),
    takesColumns: isToldColumns(host, scope),
    needsRow: operation === 'update' && isStatement && (ONE_ROW.test(text) || /\braise NoResultFound\b/.test(text)),
    isReadAgain,
    recordsAt: pageGiven(host, operation, scope)?.records,
    touches: isReadAgain ? /\bhasattr\(self\.model, "(\w+)"\)/.exec(text)?.[1] : undefined,
  };
}

/** Whether a method uses what the blueprint's class sets of its own, which a new one has not: `mapper = UserMapper`. */
function needsOther(host: HostReading, type: HostClass | undefined, text: string): boolean {
  if (type === undefined) return false;
  const given = attributesOf(host, type).map(({ name }) => name);
  return (childOf(type.node, 'body')?.named ?? []).some(({ named: [inner] }) => {
    const name = inner?.type === 'assignment' ? childOf(inner, 'left')?.text : undefined;
    return name !== undefined && !given.includes(name) && new RegExp(`\\b(?:self|cls)\\.${name}\\b`).test(text);
  });
}

/** `is_active = False` in a delete marks a record, too; nobody knows that what reads the others looks at it. */
const PUT_OUT_OF_USE = /\b((?:is_)?(?:active|enabled))\b["']?\s*[=:]\s*False\b/;

function marksOf(host: HostReading, operation: OperationName, text: string): Supply['marks'] {
  const [, unused] = (operation === 'delete' ? PUT_OUT_OF_USE.exec(text) : undefined) ?? [];
  const names = [...new Set([...text.matchAll(MARKS)].map(([name]) => name))];
  if (unused !== undefined) return { names: [...names, unused], isOfAll: false };
  const all = inheritance(host).followed.flatMap(({ members }) => members.map(({ name }) => name));
  return { names, isOfAll: names.every((name) => all.includes(name)) };
}

const ONE_ROW = /\.(?:scalar_one|one)\(\)/;
