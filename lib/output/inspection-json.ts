/** What is known of a backend, as the JSON document of `inspect`. */
import type { Finding } from '../inspect/findings.js';
import type { Inspection } from '../inspect/inspection.js';
import type { InspectedModel, InspectedPackage } from '../inspect/package.js';
import { isRefusal } from '../refusal.js';
import { shownValues } from '../style/explain.js';
import { type Places, shownIn } from './places.js';
import { guardJson, valueJson } from './plan-json.js';
import { refusalJson } from './refusal-json.js';

export function backendJson({ host, style, packages, models, spec }: Inspection, places: Places): object {
  const { app, appName, importRoot, blueprint, notes } = host;
  return {
    project: shownIn(places, host.project),
    root: shownIn(places, host.root),
    app: { path: shownIn(places, app.path), name: appName === undefined ? null : `${appName.module}:${appName.name}` },
    importRoot,
    layout: host.byLayer === undefined ? 'folders' : 'layers',
    blueprint: blueprint ?? null,
    candidates: packages
      .filter(({ registered, isDiscovered }) => registered.length > 0 || isDiscovered)
      .map(({ name }) => name),
    wiring: {
      routers: host.routers.map(({ path, mode }) => ({ path: shownIn(places, path), mode })),
      models: host.models.map(({ path, mode }) => ({ path: shownIn(places, path), mode })),
      nothing: [host.nothing.routers, host.nothing.models].flatMap((reason) => reason?.text ?? []),
    },
    style: isRefusal(style) ? [] : shownValues(style).map(valueJson),
    notWritten: isRefusal(style) ? refusalJson(style, places) : null,
    packages: packages.map((each) => packageJson(each, places)),
    models: models.map((each) => modelJson(each, places)),
    notes,
    ...(spec === undefined ? {} : { spec: { packages: spec.packages }, unread: spec.unread }),
  };
}

function packageJson(
  { name, folder, isBlueprint, registered, host, conventions, models }: InspectedPackage,
  places: Places,
): object {
  return {
    name,
    folder: shownIn(places, folder),
    isBlueprint,
    registered: registered.map(({ path, line }) => ({ path: shownIn(places, path), line })),
    modelsKnownIn: (host?.models ?? [])
      .filter(({ sibling }) => sibling === undefined)
      .map(({ path }) => shownIn(places, path)),
    paths: (host?.served ?? []).flatMap(({ prefix, guards }) =>
      prefix === undefined ? [] : [{ path: prefix, guards: guards.map(guardJson) }],
    ),
    guards: (conventions?.security.router ?? []).map(guardJson),
    routes: (conventions?.security.handlers ?? []).map(({ method, path, name: handler, guards, checks }) => ({
      method,
      path: path ?? null,
      handler,
      guards: [...guards, ...checks].map(guardJson),
    })),
    models: models.map((each) => modelJson(each, places)),
  };
}

function modelJson({ name, table, path, line, fields }: InspectedModel, places: Places): object {
  return {
    name,
    table: table ?? null,
    at: { path: shownIn(places, path), line },
    fields: fields.map((field) => ({
      name: field.name,
      type: field.type,
      isKey: field.isKey,
      mayBeNull: field.mayBeNull,
      refersTo: field.refersTo ?? null,
    })),
  };
}

export function findingJson({ code, reason, at, fix }: Finding, places: Places): object {
  return { code, reason, at: { path: shownIn(places, at.path), line: at.line }, fix };
}
