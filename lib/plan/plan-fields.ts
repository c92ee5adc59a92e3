/** Fields for a model that is there: what its package would be with them and without, and the difference put into its files. */

import { urlSegment } from '../naming/names.js';
import { styleOf } from '../package/assemble.js';
import { columnName, type PackageNames } from '../package/context.js';
import { HELPER_NAMES } from '../package/helper-names.js';
import { type Piece, piecesOf } from '../package/pieces.js';
import { backReferences } from '../package/relationships.js';
import { definedClasses } from '../package/statements.js';
import type { HostFiles } from '../project/files.js';
import { moduleFile } from '../project/paths.js';
import { topOf } from '../project/project-root.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { type Field, fieldAttribute, printField } from '../request/fields.js';
import { type ModelSpec, modelSpec } from '../request/model.js';
import { fieldOfScope } from '../request/scopes.js';
import type { Style } from '../style/style-values.js';
import { askedStyle } from './asked-style.js';
import { brokenCalls } from './callers.js';
import { fieldProblem, ownNameProblem, packageProblem } from './checks.js';
import { fieldFiles, ungathered } from './field-files.js';
import { fieldSpecs } from './field-specs.js';
import { keptByModels } from './kept-deletes.js';
import type { LearnedHost } from './learned-host.js';
import { inColumns, migrationNotes } from './migration-notes.js';
import { type ModelThere, modelThere } from './model-there.js';
import { unclearOwners } from './owned-targets.js';
import { withCaller } from './owner.js';
import { packageText } from './package-file.js';
import { type PackagePlace, pathsByFile, placeOfPackage } from './package-place.js';
import { slugThere } from './parent-path.js';
import type { PlannedPackage } from './plan.js';
import type { AddedFields, Draft } from './request.js';
import { basesOf, type Site, siteOf } from './site.js';
import { restrictProblem, softDeletesFor } from './soft-deletes.js';
import { withStampMixin } from './stamp-mixins.js';
import { newPackage, styleFor } from './style-for-new-package.js';
import { styleProblem } from './style-problem.js';
import { tagThere } from './tag.js';
import { testsApart, withTestsApart } from './tests-apart.js';

type Asked = {
  readonly files: HostFiles;
  readonly draft: Draft;
  readonly reading: LearnedHost;
  readonly columns: number | undefined;
};

/** Plans the fields that one model of a package gets, or gives every reason against them. */
export async function planAddedFields(
  asked: Asked,
  [added, ...others]: readonly AddedFields[],
): Promise<PlannedPackage | readonly Refusal[]> {
  const { draft, reading } = asked;
  const { learned } = reading;
  const problem = styleProblem(learned);
  if (problem !== undefined) return [problem];
  if ('reason' in learned) return [learned];
  if (added === undefined) return [];
  if (others.length === 0 && !draft.isNew && draft.models.length === 0) return planOne(asked, learned, added);
  const reason = `${added.model} of ${draft.name} gets fields in a run that makes models of ${draft.name}, or gives fields to others.`;
  return [{ id: 'field-runs', status: 2, reason, hint: 'Give these fields in a run of their own.' }];
}

async function planOne(asked: Asked, learned: Style, added: AddedFields): Promise<PlannedPackage | readonly Refusal[]> {
  const { files, draft, reading, columns } = asked;
  const { host, longest } = reading;
  const { name } = draft;
  // Nothing new is gathered with a field.
  const own = { ...styleFor(learned, host, { name, slug: draft.slug, model: undefined }), gatheredNames: [] };
  const whole = placeOfPackage(host, name, own);
  const problem = packageProblem(files, whole);
  if (problem !== undefined) return [problem];
  const top = topOf(files, host.root);
  const all = textsOf(files, whole, top);
  if (!('get' in all)) return all;
  const paths = pathsByFile(whole, own);
  const found = modelThere({ code: host.code, conventions: own, name, model: added.model, paths });
  if (isRefusal(found)) return [found];
  const { there, stampMixin } = withStampMixin(host.code, own, found);
  const apart = testsApart(files, top, host, learned, whole, all, there.spec);
  const { place, texts } = withTestsApart(whole, all, apart);

  const { name: model, noun } = there.spec;
  const first = there.isFirst ? model : undefined;
  const above = fieldOfScope(there.spec, 'parent');
  const nestedSlug =
    there.isFirst && above !== undefined
      ? slugThere(host.code, name, paths.get('api.py'), fieldAttribute(above))
      : undefined;
  const slug = nestedSlug ?? draft.slug;
  const keyed = askedStyle({ ...styleFor(learned, host, { name, slug, model: first }), gatheredNames: [] }, [
    there.spec,
  ]);
  const named = isRefusal(keyed) ? own : keyed;
  const styled = { ...named, key: { ...named.key, name: there.keyName ?? named.key.name } };
  const classes = await definedClasses(texts, HELPER_NAMES);
  const below = above === undefined ? '' : `/{${fieldAttribute(above)}}`;
  const path = there.isFirst ? '' : `${below}/${urlSegment(there.spec.collection)}`;
  const softDeletes = softDeletesFor(files, host, styled, [there]);
  const dotted = (file: string): string => moduleFile(host.root, paths.get(file) ?? '').module;
  const [models, schemas] = [dotted('models.py'), dotted('schemas.py')];
  const specs = await fieldSpecs({
    files,
    referring: { ...host, host, conventions: styled, name, models, schemas, paths, columns },
    there,
    added,
    names: {
      ...{ name, slug, tag: tagThere(texts.get('api.py')), first, classes, stampMixin, softDeletes },
      enums: new Map(),
      kept: new Set(),
    },
    path,
  });
  if (!('before' in specs)) return specs;
  const { before, after, inTable, fresh, missing } = specs;
  const alone = modelSpec(model, fresh, undefined, noun);
  const conventions = withCaller(files, host, styled, [after]);
  if (isRefusal(conventions)) return [conventions];
  const problems = [ownNameProblem(alone), fieldProblem(conventions, alone), restrictProblem(alone)];
  const wrong = problems.filter((each) => each !== undefined);
  if (wrong.length > 0) return wrong;

  const registration = { ...newPackage({ name, slug, model: first }, conventions), lineLength: longest };
  const site = await servedSite({ ...asked, draft: { ...draft, slug } }, conventions, place, registration);
  const guardsAbove = site?.paths[0].guards ?? [];
  const asServed = { ...conventions, guardsAbove, app: site?.inTests.app ?? conventions.app };
  const backs = backReferences(models, after);
  const isOwn = (each: (typeof backs)[number]): boolean => each.module === models && each.model === model;
  const print = (spec: ModelSpec): readonly Piece[] => {
    const pkg: PackageNames = {
      ...specs.names,
      models: [spec],
      path: site?.inTests.path ?? `/${slug}`,
      backs: backs.filter(isOwn),
    };
    return piecesOf(true, [{ spec, path }], pkg, asServed);
  };
  const isModels = ({ file }: Piece): boolean => file === 'models.py';
  const base = print(before);
  const theirs = [...print(after).filter((each) => !isModels(each)), ...print(inTable).filter(isModels)];
  const hidden = ungathered(conventions, base, theirs);
  if (hidden !== undefined) return [hidden];
  const style = styleOf(conventions, name);
  const { changes, notes, refusals } = await fieldFiles({ root: host.root, place, texts, specs, base, theirs, style });
  if (refusals.length > 0) return refusals;
  const code = host.code.with(changes);
  const broken = brokenCalls(host.code, code, changes);
  if (broken.length > 0) return broken;
  const served = (site?.paths ?? []).map((each) => ({ ...each, path: each.path + path }));
  const isNew = (each: (typeof backs)[number]): boolean =>
    fresh.some(({ type }) => relationOf(type) === each.from.relation);
  // Its own records may be what they refer to from now on.
  const kept = await keptByModels(files, host, learned, [{ spec: after, fields: fresh, isNew: false }], []);
  return {
    plan: {
      name,
      isNew: false,
      models: [{ name: model, paths: served, fields: added.fields.map(printField) }],
      added: { model, table: after.table, columns: inColumns(missing).map(columnName) },
      conventions: asServed,
      host,
      folder: place.folder,
      files: place.files.flatMap((each) => (texts.get(each.file) === undefined ? [] : [each.path])),
      docs: site?.docs ?? '/docs',
      notes: [
        ...foundNotes(there, fresh),
        ...migrationNotes(files, host, after.table, missing, changes),
        ...notes,
        ...kept.notes,
        ...unclearOwners(after, fresh),
      ],
    },
    changes,
    registration,
    backs: backs.filter((each) => !isOwn(each) && isNew(each)),
    keeps: kept.edits,
  };
}

/** What the files say; those of another layer may not be there. */
function textsOf(
  files: HostFiles,
  place: PackagePlace,
  top: string,
): ReadonlyMap<string, string | undefined> | readonly Refusal[] {
  const texts = new Map<string, string | undefined>();
  const refusals: Refusal[] = [];
  for (const { file, path } of place.files) {
    const text = packageText(files, path, top);
    if (isRefusal(text)) refusals.push(text);
    else texts.set(file, text);
  }
  return refusals.length > 0 ? refusals : texts;
}

/** The files by what the standard calls them; the schemas may be in another one. */
/** Where the package is served, as far as that is seen: only its tests ask. */
async function servedSite(
  { draft, reading: { host } }: Asked,
  conventions: Style,
  place: PackagePlace,
  registration: ReturnType<typeof newPackage>,
): Promise<Site | undefined> {
  const { router } = conventions;
  const bases = basesOf(conventions, draft.slug);
  const site = await siteOf({ host, registration, registers: false, isNew: false, changes: [], place, router, bases });
  return 'paths' in site ? site : undefined;
}

const relationOf = (type: Field['type']): string | undefined => ('to' in type ? type.to?.relation : undefined);

function foundNotes({ spec, written }: ModelThere, fresh: readonly Field[]): readonly string[] {
  return fresh.flatMap(({ name }) => {
    const there = written.get(name);
    return there === undefined ? [] : [`${spec.name} has ${name} already (line ${there.node.line}).`];
  });
}
