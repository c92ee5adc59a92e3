/** Where an application serves a router: the paths, what guards them, and which routes come before. */
import { relative } from 'node:path';
import type { AppName } from '../backend/app-search.js';
import { type Guard, readGuards } from '../framework/guards.js';
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { scopeOf } from '../python/scope.js';
import { isSameOrigin, type Origin, originNamed } from './origins.js';
import { type Order, orderOf } from './routes.js';
import type { Value } from './values.js';
import type { Way } from './ways.js';

/** A line that shows something, and what is written there. */
export type ShownLine = { readonly path: string; readonly line: number; readonly text: string };

/** One way on which an application serves a router. */
export type Served = {
  /** The router's own prefix with those of all that includes it: `/api/v1/users`. Nothing when it is not written down. */
  readonly prefix: string | undefined;
  /** What guards everything that is included there. */
  readonly guards: readonly Guard[];
  /** What cannot be read of the prefix, and of the dependencies. */
  readonly unread: { readonly prefix: readonly ShownLine[]; readonly guards: readonly ShownLine[] };
  readonly order: Order;
  /** Where another app mounts the one that has the router: that one, if it can be imported, and the prefix in it. */
  readonly mounted: { readonly app: AppName | undefined; readonly prefix: string | undefined } | undefined;
};

/** The ways of the application that is started, each path once. `folder` is where the paths of files are seen from. */
export function servedOn(
  project: Project,
  ways: readonly Way[],
  appName: AppName | undefined,
  folder: string,
): readonly Served[] {
  const app = appName && originOfApp(project, appName);
  const started = app === undefined ? [] : ways.filter((way) => isSameOrigin(way.app, app));
  const left = started.length > 0 ? started : ways;
  const isFirst = ({ prefix }: Way, index: number): boolean =>
    prefix === undefined || left.findIndex((each) => each.prefix === prefix) === index;
  return left.filter(isFirst).map((way) => servedBy(project, way, folder));
}

function servedBy(project: Project, way: Way, folder: string): Served {
  const lineOf = ({ module, node }: Value): ShownLine => {
    return { path: module.path, line: node.line, text: node.text };
  };
  const at = ({ path }: Module, line: number): string => `${relative(folder, path)}:${line}`;
  const { mounted, dependencies } = way;
  return {
    prefix: way.prefix,
    guards: readGuards(project, dependencies.read, at),
    unread: { prefix: way.unread.map(lineOf), guards: dependencies.unread.map(lineOf) },
    order: orderOf(way),
    mounted: mounted && { app: nameOf(mounted.app), prefix: mounted.prefix },
  };
}

/** How an app is imported; nothing for one that only a function has. */
function nameOf({ module, made, name }: Origin): AppName | undefined {
  const isOfModule = name !== undefined && /^\w+$/.test(name) && scopeOf(made).type === 'module';
  return isOfModule ? { module: module.module, name, isFactory: false } : undefined;
}

function originOfApp(project: Project, { module: dotted, name }: AppName): Origin | undefined {
  const file = project.fileOf(dotted);
  const module = file && project.at(file.path);
  return module && originNamed(project, module, name);
}
