/** What is not as it is for the blueprint: packages that nobody knows, tables that two have, open routes, skipped layers. */
import type { Role } from '../backend/features.js';
import { handlersOf, nameOfHandler } from '../framework/handlers.js';
import type { MappedTable } from '../framework/mapped-models.js';
import { hasStatements, sessionCallsIn } from '../framework/session-calls.js';
import { reach } from '../project/imported-modules.js';
import type { Module } from '../project/module.js';
import { isWithin } from '../python/imports.js';
import type { PythonNode } from '../python/syntax.js';
import type { HandlerSecurity } from '../style/security-of.js';
import type { Host } from '../wiring/host.js';
import type { InspectedPackage } from './package.js';

/** Something that `--check` reports; a code never changes once it is published. */
export type Finding = {
  readonly code: 'router-unknown' | 'models-unknown' | 'table-twice' | 'route-public' | 'layer-skipped';
  readonly reason: string;
  readonly at: { readonly path: string; readonly line: number };
  readonly fix: string;
};

export function findingsOf(
  host: Host,
  packages: readonly InspectedPackage[],
  tables: readonly MappedTable[],
): readonly Finding[] {
  return [
    ...packages.flatMap((each) => [
      ...unknownRouter(host, each),
      ...unknownModels(host, each),
      ...publicRoutes(host, each),
      ...skippedLayers(host, each),
    ]),
    ...tablesTwice(tables),
  ];
}

function unknownRouter(
  { code }: Host,
  { name, registered, isDiscovered, files }: InspectedPackage,
): readonly Finding[] {
  const [path] = files('api');
  if (registered.length > 0 || isDiscovered || path === undefined) return [];
  // What is no Python serves nothing wherever it is included.
  if (code.at(path)?.tree.complete === false) return [];
  const reason = `Nothing includes the router of ${name}, so the application does not serve it.`;
  const fix = `yo backend-package ${name} --register-only includes it where those of the other packages are.`;
  return [{ code: 'router-unknown', reason, at: { path, line: 1 }, fix }];
}

/** Where a file gathers the models of other packages, it reaches those of every package. */
function unknownModels({ code }: Host, { name, host, models }: InspectedPackage): readonly Finding[] {
  const [model] = models;
  const beside = (host?.models ?? []).filter(({ sibling }) => sibling !== undefined);
  if (model === undefined || beside.length === 0) return [];
  const gathering = beside.flatMap(({ path }) => code.at(path) ?? []);
  const known = new Set(reach(code, gathering, () => true).map(({ path }) => path));
  if (models.some(({ path }) => known.has(path))) return [];
  const [place] = beside;
  const where = place === undefined ? '' : `${place.module}, which gathers the models of other packages, `;
  const reason = `${where}does not know those of ${name}: its tables are missed where tables are made or migrated.`;
  const fix = `yo backend-package ${name} --register-only adds the line.`;
  return [{ code: 'models-unknown', reason, at: { path: model.path, line: model.line }, fix }];
}

function tablesTwice(tables: readonly MappedTable[]): readonly Finding[] {
  return tables.flatMap(({ table, databaseName, registry }, index): readonly Finding[] => {
    const first = tables
      .slice(0, index)
      .find((each) => databaseName !== undefined && each.databaseName === databaseName && each.registry === registry);
    if (first === undefined || registry === undefined || !first.table.isClass || !table.isClass) return [];
    const reason = `${table.name} has the table ${databaseName}, which ${first.table.name} of ${first.table.module.module} has, too.`;
    const fix = 'Give one of them another name of its table.';
    return [{ code: 'table-twice', reason, at: { path: table.module.path, line: table.node.line }, fix }];
  });
}

/** Paths that have to be open. */
const OPEN =
  /log_?-?(?:in|out)|token|regist|sign|auth|password|verif|callback|refresh|health|webhook|public|activat|confirm|captcha|setup|bootstrap|initial|\/(?:alive|ping|status)\b/i;

/** A stranger signs in, and makes an account of his own. */
function isMeantOpen(name: string, { method, path = '', name: handler }: HandlerSecurity): boolean {
  const isOfPeople = /user|account|member|customer|profile/i.test(name);
  const below = path.replace(/^\/(?:users?|accounts?|members?|customers?|profiles?)(?=\/|$)/, '');
  const isSignUp = isOfPeople && method === 'post' && /^\/?(?:(?:create|add|new|open)(?:[-_]?\w+)?)?\/?$/i.test(below);
  return isSignUp || OPEN.test(`${path} ${handler}`);
}

const isReading = ({ method }: HandlerSecurity): boolean => /^(?:get|head|options)$/.test(method);

/** A handler that nothing guards beside others that do the same, read or write, and are guarded. */
function publicRoutes({ code }: Host, { name, host, conventions, files }: InspectedPackage): readonly Finding[] {
  const isGuardedAbove = (host?.served ?? []).some(({ guards, unread }) => guards.length + unread.guards.length > 0);
  const { security } = conventions ?? {};
  if (security === undefined || security.kind === 'unclear' || security.router.length > 0 || isGuardedAbove) return [];
  const handlers = files('api')
    .flatMap((path) => code.at(path) ?? [])
    .flatMap(handlersOf);
  const { handlers: all } = security;
  const isOpen = ({ guards, checks }: HandlerSecurity): boolean => guards.length + checks.length === 0;
  const counted = all.filter((each) => each.method !== 'websocket' && !(isOpen(each) && isMeantOpen(name, each)));
  return counted.flatMap((each): readonly Finding[] => {
    const alike = counted.filter((other) => isReading(other) === isReading(each));
    const guarded = alike.filter((other) => !isOpen(other));
    if (!isOpen(each) || guarded.length <= alike.length - guarded.length) return [];
    const handler = handlers.find(
      (one) => one.path === each.path && one.method === each.method && nameOfHandler(one) === each.name,
    );
    const [like] = guarded;
    if (handler === undefined || like === undefined) return [];
    const path = each.path === '' ? 'at the path' : each.path;
    const reason = `Everybody may call ${each.method.toUpperCase()} ${path} of ${name}; ${like.name} beside it is guarded by ${short((like.guards[0] ?? like.checks[0])?.text ?? '')}.`;
    const at = { path: handler.module.path, line: handler.decorator.line };
    return [
      { code: 'route-public', reason, at, fix: 'Guard it as those beside it, or move it to a router of its own.' },
    ];
  });
}

/** The layers between a handler and the rows, from the outside. */
const LAYERS = ['api', 'services', 'crud'] as const satisfies readonly Role[];

/** A layer that calls one behind the next, where the package has that next one. */
function skippedLayers({ code }: Host, { name, files }: InspectedPackage): readonly Finding[] {
  const modules = (role: Role): readonly Module[] => files(role).flatMap((path) => code.at(path) ?? []);
  const there = LAYERS.filter((role) => modules(role).some(({ source }) => /^\s*(?:async )?def /m.test(source)));
  return there.flatMap((role, index): readonly Finding[] => {
    const next = there[index + 1];
    if (next === undefined) return [];
    const behind = there.slice(index + 2).flatMap(modules);
    return modules(role).flatMap((module): readonly Finding[] => {
      const node = callOf(module, behind) ?? (role === 'api' || next === 'crud' ? statementIn(module) : undefined);
      if (node === undefined) return [];
      const reason = `The ${role} of ${name} ${role === 'services' ? 'go' : 'goes'} past its ${next}: ${short(node.text)}.`;
      const fix = `Call what does it in the ${next} of ${name}, or add it there.`;
      return [{ code: 'layer-skipped', reason, at: { path: module.path, line: node.line }, fix }];
    });
  });
}

/** The first call of a function of some modules; their exceptions and classes may be named. */
function callOf({ imports }: Module, modules: readonly Module[]): PythonNode | undefined {
  return imports.references().find(({ node, target }) => {
    const owner = modules.find(({ module }) => isWithin(target, module) && target !== module);
    const isCalled = node.parent?.type === 'call' && node.field === 'function';
    return owner !== undefined && isCalled && /^[a-z_]/.test(target.slice(target.lastIndexOf('.') + 1));
  })?.node;
}

/** The first statement that reads or writes rows. */
function statementIn({ tree }: Module): PythonNode | undefined {
  if (!hasStatements(tree.root)) return undefined;
  const first = sessionCallsIn(tree.root).find(
    ({ method, call }) =>
      !/^(?:commit|flush|refresh|rollback|get|delete)$/.test(method) && !IS_ALIVE.test(call.node.text),
  );
  return first?.call.node;
}

/** A database that answers is no row. */
const IS_ALIVE = /["']\s*select 1;?\s*["']/i;

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
