/** Who calls: the dependency that gives the current user to handlers of the host, and what it gives. */
import { type Source, targetOf } from '../framework/base-and-session.js';
import { type Guard, type GuardForm, guardReader, isForAdministrators, isSame } from '../framework/guards.js';
import { type HandlerParameter, parametersOfHandler } from '../framework/handler-parameters.js';
import { type Handler, handlersOf } from '../framework/handlers.js';
import { plainName } from '../framework/host-name.js';
import { ROUTER_WORD } from '../framework/routers.js';
import type { HostFiles } from '../project/files.js';
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { Host } from '../wiring/host.js';
import { blueprintHandlers } from './blueprint-handlers.js';
import type { CallerMember } from './caller-check.js';
import { type HostReading, readHost } from './host-reading.js';
import { makesLayer } from './layer-makers.js';
import { parameterForm, quotedDefinition } from './parameter-form.js';

type ParameterForm = Extract<GuardForm, { kind: 'parameter' }>;

/** What a caller is to a handler: an object of a class, the key of the user by itself, or something that has it. */
export type CallerType =
  | { readonly kind: 'class'; readonly module: string; readonly name: string }
  | { readonly kind: 'key'; readonly type: 'int' | 'str' | 'UUID' }
  | { readonly kind: 'with'; readonly key: CallerKey };

/** A part of a caller as handlers read it; `isCalled` for `user.get("id")`. */
export type CallerKey = CallerMember & { readonly isCalled: boolean };

/** A guard that gives a handler the current user, as a parameter. */
export type Caller = Guard & {
  readonly form: ParameterForm;
  /** What it gives; nothing where no annotation says it. */
  readonly gives: CallerType | undefined;
  /** Whether the host pins it: no other is looked for. */
  readonly isPinned?: true;
};

/** What the blueprint's handlers are given, or what is pinned. */
export function callerOf(reading: HostReading): Caller | undefined {
  const { blueprint, pinnedCaller } = reading;
  const handlers = blueprint === undefined ? [] : blueprintHandlers(blueprint);
  const shown = callersIn(reading, handlers);
  if (pinnedCaller === undefined) return shown[0] ?? guardsAsCallers(reading, handlers)[0];
  const definition = reading.modules.define(`${pinnedCaller.module}.${pinnedCaller.name}`);
  const at = definition === undefined ? '' : reading.at(definition.module, definition.node.line);
  const guard = pinnedGuard(pinnedCaller, at);
  return { ...(shown.find((each) => isSame(each, guard)) ?? named(reading, guard)), isPinned: true };
}

/** A dependency by its name alone, under the usual name of its parameter. */
export function pinnedGuard({ module, name, member }: Source, at: string): Caller {
  return {
    kind: 'Depends',
    source: { module, name },
    member,
    call: undefined,
    made: undefined,
    options: undefined,
    text: [name, member].filter((part) => part !== undefined).join('.'),
    at,
    form: { kind: 'parameter', name: USUAL_NAME, type: undefined, isAlias: false },
    gives: undefined,
  };
}

/** What a parameter is called that gives the current user. */
export const USUAL_NAME = 'current_user';

/** What handlers of the other packages of the host are given. */
export function otherCallers(files: HostFiles, host: Host): readonly Caller[] {
  const reading = readHost(files, host, host.code, {});
  const handlers = handlersIn(reading.modules);
  return [...callersIn(reading, handlers), ...guardsAsCallers(reading, handlers)];
}

/** Every handler of the host. */
export function handlersIn(modules: Project): readonly Handler[] {
  return modules.mentioning(modules.root, ROUTER_WORD).flatMap((path) => {
    const module = modules.at(path);
    return module === undefined ? [] : handlersOf(module);
  });
}

/** Those that most handlers have first, those of administrators last. */
function callersIn(reading: HostReading, handlers: readonly Handler[]): readonly Caller[] {
  const { modules, at } = reading;
  const read = guardReader(at, modules);
  const found: { readonly caller: Caller; readonly isBelow: boolean; count: number }[] = [];
  for (const handler of handlers) {
    for (const { module, parameter, isBelow } of parametersOf(reading, handler)) {
      const [guard, other] = read.all(module, parameter.node);
      if (guard === undefined || other !== undefined || guard.call !== undefined || guard.source === undefined)
        continue;
      const form = parameterForm(module, parameter, modules);
      const annotation = annotationOf(module, parameter, modules);
      if (form.kind !== 'parameter' || mayBeNobody(annotation ?? returnedBy(guard, modules))) continue;
      const known = found.find(({ caller }) => isSame(caller, guard));
      if (known !== undefined) known.count += 1;
      else {
        const gives = classIn(annotation, modules) ?? classIn(returnedBy(guard, modules), modules);
        // Of what the handlers ask for, only the guards have an alias in the new module.
        const { own, ...written } = form;
        found.push({ caller: { ...guard, form: written, gives }, isBelow, count: 1 });
      }
    }
  }
  const rank = ({ caller, isBelow }: (typeof found)[number]): number =>
    2 * Number(isForAdministrators(caller)) + Number(isBelow);
  return found.sort((left, right) => rank(left) - rank(right) || right.count - left.count).map(({ caller }) => caller);
}

type Asked = { readonly module: Module; readonly parameter: HandlerParameter; readonly isBelow: boolean };

/** What a handler asks for, and what the function asks for that makes it a layer, which may be who calls. */
function parametersOf(reading: HostReading, { module, node }: Handler): readonly Asked[] {
  const { modules } = reading;
  return parametersOfHandler(module, node, modules).flatMap((parameter): readonly Asked[] => {
    const given = parameter.given?.target === undefined ? undefined : modules.define(parameter.given.target);
    if (given === undefined || !makesLayer(reading)(given)) return [{ module, parameter, isBelow: false }];
    if (given.node.type !== 'function_definition') return [];
    const asked = parametersOfHandler(given.module, given.node, modules);
    return asked.map((each) => ({ module: given.module, parameter: each, isBelow: true }));
  });
}

/** Guards that give what they find to no handler yet, and say that it is of a class of the host. */
function guardsAsCallers(reading: HostReading, handlers: readonly Handler[]): readonly Caller[] {
  const { modules, at, host, blueprint } = reading;
  const read = guardReader(at, modules);
  const listed = handlers.flatMap(({ module, keywords }) => {
    const given = keywords.get('dependencies');
    return given === undefined ? [] : read.all(module, given);
  });
  const above = blueprint === undefined ? [] : (host.served[0]?.guards ?? []);
  return [...listed, ...above]
    .filter(({ call, source }) => call === undefined && source !== undefined)
    .map((guard) => named(reading, guard))
    .filter(({ gives }) => gives?.kind === 'class')
    .sort((left, right) => Number(isForAdministrators(left)) - Number(isForAdministrators(right)));
}

/** A guard as a parameter of the usual name. */
function named({ modules }: HostReading, guard: Guard): Caller {
  const gives = classIn(returnedBy(guard, modules), modules);
  const type = gives?.kind === 'class' ? plainName(gives.module, gives.name) : undefined;
  return { ...guard, form: { kind: 'parameter', name: USUAL_NAME, type, isAlias: false }, gives };
}

type Annotation = { readonly module: Module; readonly node: PythonNode };

/** What says the type of a parameter: its annotation, or the value of the alias that it names. */
function annotationOf(module: Module, { type, alias }: HandlerParameter, modules: Project): Annotation | undefined {
  const definition = alias === undefined ? undefined : modules.define(alias);
  const behind = definition && childOf(definition.node, 'right');
  if (definition !== undefined && behind !== undefined) return { module: definition.module, node: behind };
  return type && { module, node: type };
}

/** What a function says that it returns. */
function returnedBy({ source, member }: Guard, modules: Project): Annotation | undefined {
  const path = [source?.module, source?.name, member].filter((part) => part !== undefined).join('.');
  const definition = modules.define(path);
  const node = definition && childOf(definition.node, 'return_type');
  return definition && node && { module: definition.module, node };
}

function mayBeNobody(annotation: Annotation | undefined): boolean {
  return annotation !== undefined && /\bNone\b|\bOptional\b/.test(annotation.node.text.replace(/\(.*\)/s, ''));
}

const KEYS: Readonly<Record<string, 'int' | 'str' | 'UUID'>> = {
  int: 'int',
  str: 'str',
  UUID: 'UUID',
  'uuid.UUID': 'UUID',
};

const COLLECTION = /^(?:\w+\.)?(?:dict|Dict|Mapping|list|List|tuple|Tuple)$/;

/** The first class of the host that an annotation names. */
function classIn(annotation: Annotation | undefined, modules: Project): CallerType | undefined {
  if (annotation === undefined) return undefined;
  const { module, node } = annotation;
  for (const each of walk(node)) {
    if (each.type !== 'identifier' && each.type !== 'attribute' && each.type !== 'string') continue;
    // Of what a collection holds none is the caller.
    if (COLLECTION.test(each.text)) return undefined;
    const key = KEYS[each.text];
    if (key !== undefined) return { kind: 'key', type: key };
    const dotted = each.type === 'string' ? undefined : targetOf(module, each);
    const quoted = each.type === 'string' ? quotedDefinition(module, each, modules) : undefined;
    const definition = dotted === undefined ? quoted : modules.define(dotted);
    if (definition?.node.type !== 'class_definition' || definition.name === undefined) continue;
    if (/\bTypedDict\b/.test(childOf(definition.node, 'superclasses')?.text ?? '')) return undefined;
    return { kind: 'class', module: definition.module.module, name: definition.name };
  }
  return undefined;
}
