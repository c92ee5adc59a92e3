/** Where the records of another package are served, for a package whose paths are below one of them. */
import { basename, relative } from 'node:path';
import { columnsIn, type MappedTable, mappedTables } from '../framework/mapped-models.js';
import { parentOf } from '../framework/stored-rows.js';
import { nounOfClass } from '../naming/model-class.js';
import { plural, singular, snakeCase } from '../naming/names.js';
import { withArticle } from '../naming/phrase.js';
import type { HostFiles } from '../project/files.js';
import type { Project } from '../project/project.js';
import type { Refusal } from '../refusal.js';
import { type Field, fieldAttribute, isReference } from '../request/fields.js';
import { scopeFields, scopeOption } from '../request/scopes.js';
import { otherCallers } from '../style/caller-of.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import type { HostRoute } from '../wiring/routes.js';
import { routesKnown } from '../wiring/served-host.js';
import { lookUp } from './model-lookup.js';
import { modelsRead } from './owner-key.js';
import type { Draft } from './request.js';

type Around = {
  readonly files: HostFiles;
  readonly host: Host;
  readonly learned: Style;
  /** The packages of the run by their names, with what their paths have for these. */
  readonly slugs: ReadonlyMap<string, string>;
};

/** The package with its part of the paths, where its main model is asked to be below a record of another one. */
export function draftBelow(around: Around, draft: Draft): Draft | Refusal {
  const main = draft.models.find(({ path }) => path === '');
  const field = scopeFields(main?.spec.settings.scopes ?? {}).find(({ scope }) => scope === 'parent');
  if (field === undefined || !draft.isNew) return draft;
  const refused = (id: string, reason: string, hint: string): Refusal => ({
    id,
    status: id === 'under-path' ? 3 : 2,
    reason: `${scopeOption(field)}: ${reason}`,
    hint,
  });
  if (draft.models.length > 1) {
    const reason = `the other models of ${draft.name} would have paths below a record that they do not have.`;
    return refused('under-several', reason, 'Ask for each of them in a package of its own.');
  }
  const above = aboveOf(around, draft, field);
  if (above === undefined) return draft;
  if (typeof above !== 'string') return refused('under-path', above.problem, HINT);
  return { ...draft, slug: `${above}/{${fieldAttribute(field)}}/${draft.slug}` };
}

/** In place of the paths of a package of the run that are below a record themselves. */
export const BELOW = '{}';

const TWICE = 'is below another record itself, and paths below two are not written.';

const HINT = 'Give the model a reference to it and paths of its own: leave --under out.';

/** What the paths of the records above have behind what those of all packages begin with. */
function aboveOf(around: Around, draft: Draft, field: Field): string | { readonly problem: string } | undefined {
  const { host, learned, slugs } = around;
  const { type } = field;
  if (!isReference(type)) return undefined;
  const words = [type.package, type.model === undefined ? undefined : plural(snakeCase(type.model))];
  const made = words.find((each) => each !== undefined && slugs.has(each) && each !== draft.name);
  const slug = made === undefined ? undefined : slugs.get(made);
  if (slug !== undefined) return slug === BELOW ? { problem: `${made} ${TWICE}` } : slug;
  const all = mappedTables(host.code).filter(({ table }) => table.isClass);
  const found = lookUp({ all, importRoot: host.importRoot, name: draft.name, modelNames: learned.modelNames }, type);
  // What is not there is told where references are looked for.
  if ('problem' in found) return undefined;
  const { name } = found.table;
  const base = sharedBase(host, learned);
  const route = recordRoute(around, found, base);
  if (route === undefined) {
    return {
      problem: `it is not seen under which path ${withArticle(name)} is answered (no route GET …/{id} of its package).`,
    };
  }
  const path = route.path.replace(/\/\{[^{}]*\}\/?$/, '');
  const at = `${route.path} (${relative(host.project, route.module.path)}:${route.line})`;
  if (path.includes('{')) return { problem: `${at} ${TWICE}` };
  if (base === undefined || !path.startsWith(`${base}/`)) {
    return {
      problem: `${at} is not below ${base === undefined || base === '' ? 'what new packages have' : base}, as new packages are.`,
    };
  }
  return path.slice(base.length + 1);
}

/** What the paths of all packages begin with. */
export function sharedBase({ served }: Host, { prefix, prefixBase }: Style): string | undefined {
  const own = served[0]?.prefix;
  if (own === undefined) return undefined;
  return prefix === 'handlers' ? own + prefixBase : own.slice(0, Math.max(0, own.lastIndexOf('/')));
}

/** The route that answers one record of a model: of the package of the model, by its key. */
function recordRoute(
  { host, learned }: Around,
  { table }: MappedTable,
  base: string | undefined,
): HostRoute | undefined {
  const { routes, featureOf } = routesKnown(host);
  const snake = snakeCase(nounOfClass(learned.modelNames, table.name));
  const names = [snake, plural(snake)];
  const isKey = (name: string): boolean => name === 'id' || name === 'pk' || name === 'uuid' || name.endsWith('_id');
  const found = routes.filter(({ methods, path, module }) => {
    const last = /\/\{(\w+)(?::\w+)?\}\/?$/.exec(path)?.[1];
    const collection = path.split('/').findLast((part) => part !== '' && !part.startsWith('{')) ?? '';
    const isCalled = names.includes(collection.replaceAll('-', '_'));
    const isOwn = isCalled || names.includes(basename(featureOf(module.path) ?? ''));
    return methods.includes('get') && last !== undefined && isKey(last) && isOwn;
  });
  const isBelow = ({ path }: HostRoute): boolean => base !== undefined && path.startsWith(`${base}/`);
  const sorted = found.sort((one, other) => one.path.length - other.path.length);
  return sorted.find(isBelow) ?? sorted[0];
}

/** The records above belong to callers, as the code of their package says: by which column. */
export function ownerAbove(
  { files, host, learned }: Omit<Around, 'slugs'>,
  { table }: MappedTable,
): string | undefined {
  const all = mappedTables(host.code).filter((each) => each.table.isClass);
  const given = [learned.caller, ...otherCallers(files, host)].flatMap((each) => {
    if (each === undefined) return [];
    return each.gives?.kind === 'class'
      ? [each.gives.name]
      : modelsRead(files, host, each).map((model) => model.table.name);
  });
  const { featureOf } = routesKnown(host);
  const feature = featureOf(table.module.path);
  const paths = host.code
    .mentioning(host.code.root, table.name)
    .filter((path) => feature === undefined || featureOf(path) === feature || featureOf(path) === undefined);
  const text = paths.map((path) => host.code.at(path)?.source ?? '').join('\n');
  return columnsIn(table, host.code).find((column) => {
    const parent = parentOf(column, all, host.code);
    const isCaller = parent !== undefined && given.includes(parent.table.name);
    return isCaller && new RegExp(`\\.${column.name}\\s*(?:==|!=)|\\b${column.name}=\\w*user`).test(text);
  })?.name;
}

/** The part of the paths of a package that is there, where it is below a record that a column names: `invoices/{invoice_id}/lines`. */
export function slugThere(code: Project, name: string, api: string | undefined, key: string): string | undefined {
  for (const path of code.mentioning(code.root, key)) {
    const text = code.at(path)?.source ?? '';
    for (const [, above, own] of text.matchAll(new RegExp(`([\\w-]+)/\\{+${key}\\}+/([\\w-]+)(?=["'/])`, 'g'))) {
      const isCalled = own !== undefined && [name, singular(name)].includes(own.replaceAll('-', '_'));
      if (path === api || isCalled) return `${above}/{${key}}/${own}`;
    }
  }
  return undefined;
}
