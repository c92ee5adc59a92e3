/** The files of one package, and what its registration has to know of it. */
import { registryOf } from '../framework/mapped-models.js';
import { namesInUse } from '../framework/names-in-use.js';
import { classOfModel } from '../package/class-names.js';
import { HELPER_NAMES } from '../package/helper-names.js';
import { schemasFile } from '../package/modules.js';
import { backReferences } from '../package/relationships.js';
import { stampedStyle } from '../package/stamps.js';
import { definedClasses } from '../package/statements.js';
import type { HostFiles } from '../project/files.js';
import { moduleFile } from '../project/paths.js';
import { topOf } from '../project/project-root.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { type BackReference, printField } from '../request/fields.js';
import type { Style } from '../style/style-values.js';
import { askedModels, hasBareNames } from './asked-models.js';
import { askedStyle } from './asked-style.js';
import { NOTHING_ELSE, type RestOfRun, textInRun } from './chained.js';
import {
  blueprintTaken,
  contradiction,
  fieldProblem,
  inUseProblem,
  keyNameProblem,
  ownNameProblem,
  packageProblem,
  suppliedProblem,
  takenProblem,
} from './checks.js';
import { controllerProblem } from './controller-problem.js';
import { gatheredStyle } from './gathered-names.js';
import { hiddenModuleProblem } from './hidden-module.js';
import { fieldsInHost } from './host-fields.js';
import { ignoredProblem, ignoredTests } from './ignored.js';
import { asReferring, keptByModels, keptThere } from './kept-deletes.js';
import type { LearnedHost } from './learned-host.js';
import { nestedPaths } from './nested-path.js';
import { unclearOwners } from './owned-targets.js';
import { ownerIn, withCaller } from './owner.js';
import { administratorNotes } from './owner-administrators.js';
import { packageText } from './package-file.js';
import { planPackageFiles } from './package-files.js';
import { placeOfPackage } from './package-place.js';
import { draftBelow } from './parent-path.js';
import type { PlannedPackage } from './plan.js';
import { planAddedFields } from './plan-fields.js';
import { takenBacks } from './reference-problems.js';
import { modelsWithReferences } from './referring-models.js';
import { planRegisteredOnly } from './registered-only.js';
import type { Draft } from './request.js';
import type { Shell } from './shell.js';
import { restrictProblem, softDeleteNotes, softDeleteProblem, softDeletesFor } from './soft-deletes.js';
import { stampMixinFor, stampNotes } from './stamp-mixins.js';
import { keyOfModel, styleFor } from './style-for-new-package.js';
import { styleProblem } from './style-problem.js';
import { styleRefused } from './style-refused.js';
import { taggedStyle, tagThere } from './tag.js';
import { takenNames } from './taken-names.js';
import { testsApart } from './tests-apart.js';
import { mappedClasses } from './within-run.js';

/** Plans one package, or gives every reason against it. */
export async function planPackage(
  files: HostFiles,
  draft: Draft,
  { host, learned, longest }: LearnedHost,
  shell: Shell,
  rest: RestOfRun = NOTHING_ELSE,
): Promise<PlannedPackage | readonly Refusal[]> {
  const { name } = draft;
  const early = [...contradiction(draft), ...draft.models.flatMap(({ spec }) => ownNameProblem(spec) ?? [])];
  const reading = { host, learned, longest };
  if (draft.added !== undefined && draft.added.length > 0) {
    return planAddedFields({ files, draft, reading, columns: shell.columns }, draft.added);
  }
  if (name === host.blueprint && draft.isNew) return [...early, blueprintTaken(name)];
  if (draft.isRegisteredOnly) {
    // What maps classes to tables by its own call is not known to the registration.
    if ('reason' in learned && learned.id === 'orm-imperative') {
      return [await styleRefused(reading, draft, learned)];
    }
    return planRegisteredOnly(files, reading, draft);
  }
  const problem = styleProblem(learned);
  if (problem !== undefined) return [...early, await styleRefused(reading, draft, problem)];
  if ('reason' in learned) return [learned];
  const style = askedStyle(
    learned,
    draft.models.map(({ spec }) => spec),
  );
  if (isRefusal(style)) return [...early, style];
  const placed = draftBelow({ files, host, learned: style, slugs: rest.slugs }, draft);
  if (isRefusal(placed)) return [...early, placed];
  return planFiles(files, placed, reading, style, { early, shell, rest });
}

type Around = { readonly early: readonly Refusal[]; readonly shell: Shell; readonly rest: RestOfRun };

async function planFiles(
  files: HostFiles,
  draft: Draft,
  reading: LearnedHost,
  learned: Style,
  { early, shell, rest }: Around,
): Promise<PlannedPackage | readonly Refusal[]> {
  const { host, longest } = reading;
  const { columns } = shell;
  const { name, slug } = draft;
  const stampMixin = stampMixinFor(host.code, learned, draft.models);
  const softDeletes = softDeletesFor(files, host, learned, draft.models);
  const asked = askedModels(learned, draft, { stampMixin, softDeletes });
  const first = asked.find(({ path }) => path === '')?.spec.name;
  const named = styleFor(learned, host, { name, slug, model: first });
  const keyed = first === undefined ? keyOfModel(named, asked[0]?.spec) : named;
  const conventions = gatheredStyle(taggedStyle(keyed, draft.tag), draft);
  const place = placeOfPackage(host, name, conventions);
  const top = topOf(files, host.root);
  const refusals = [...early];
  const add = <T>(value: T | Refusal | undefined): T | undefined => {
    if (!isRefusal(value)) return value;
    refusals.push(value);
    return undefined;
  };
  add((draft.isNew ? takenProblem : packageProblem)(files, place));
  if (draft.isNew) {
    add(ignoredProblem(files, top, place));
    if (place.kind === 'folder') add(hiddenModuleProblem(files, host, name));
  }
  const texts = new Map<string, string | undefined>();
  // Without the folder each of its files would be told, too.
  if (refusals.length === early.length) {
    for (const { file, path } of place.files)
      texts.set(file, textInRun(rest, path) ?? add(packageText(files, path, top)));
  }
  const classes = await definedClasses(texts, HELPER_NAMES);
  if (hasBareNames(asked, classes.get('models.py'))) {
    return planFiles(files, draft, reading, { ...learned, modelNames: '{}' }, { early, shell, rest });
  }
  add(controllerProblem(files, host, conventions, draft, classes.get('models.py')));
  const fields = asked.flatMap(({ spec }) => spec.fields);
  const { enums, hashes, refusals: unknown } = fieldsInHost(files, host, fields, columns, conventions);
  const paths = new Map(place.files.map((each) => [each.file, each.path]));
  const dotted = (file: string): string => moduleFile(host.root, paths.get(file) ?? '').module;
  const code = rest.code(host.code);
  const own = { name, models: dotted('models.py'), schemas: dotted(schemasFile(conventions.modules)), paths };
  const tag = draft.tag ?? (draft.isNew ? undefined : tagThere(texts.get('api.py')));
  const kept = new Set([...rest.kept].map((each) => classOfModel(learned, each)));
  const printed = { name, slug, tag, first, classes, enums, hashes, stampMixin, softDeletes, kept };
  const resolved = await modelsWithReferences({ ...host, code, conventions, ...own, columns }, asked, printed);
  refusals.push(...resolved.refusals);
  const around = { files, host, learned, code, conventions, first, isNew: draft.isNew };
  const nested = { ...own, ...around, classes: classes.get('models.py') ?? new Set<string>() };
  const { models, refusals: misplaced } = nestedPaths(nested, resolved.models);
  refusals.push(...misplaced);
  const inUse = namesInUse(host.code);
  const registry = registryOf(`${learned.base.module}.${learned.base.name}`, host.code);
  for (const { spec } of models) {
    const isThere = draft.isNew || classes.get('models.py')?.has(spec.name);
    const own = isThere ? place.files.find(({ file }) => file === 'models.py') : undefined;
    add(softDeleteProblem(conventions, spec) ?? restrictProblem(spec));
    add(keyNameProblem(conventions, spec, models.length));
    add(suppliedProblem(spec, stampedStyle(printed, spec, conventions).supplied));
    add(fieldProblem(conventions, spec));
    add(inUseProblem(inUse, registry, spec, own?.path));
  }
  refusals.push(...unknown);
  if (refusals.length > 0) return refusals;

  const specs = models.map(({ spec }) => spec);
  const called = withCaller(files, host, conventions, specs);
  if (isRefusal(called)) return [called];
  const backs = [...rest.backs, ...specs.flatMap((spec) => backReferences(own.models, spec))];
  const isWritten = ({ module, model }: BackReference): boolean =>
    module === own.models && specs.some((spec) => spec.name === model);
  const all = { ...printed, models: specs, backs: backs.filter(isWritten) };
  const modules = new Map([...paths.keys()].map((file) => [file, dotted(file)]));
  const there = models.filter(({ spec }) => classes.get('models.py')?.has(spec.name));
  const answering = await keptThere({ texts, modules, models: there }, all, called);
  const names = { ...all, kept: new Set([...kept, ...answering]) };
  const twice = takenBacks(specs, backs);
  if (twice.length > 0) return twice;
  const [main] = specs;
  const apart =
    draft.isNew || main === undefined ? undefined : testsApart(files, top, host, learned, place, texts, main);
  const printing = { draft, host, conventions: called, models, names, place, texts, apart, lineLength: longest };
  const written = await planPackageFiles(printing);
  if (!('site' in written)) return written;
  const { planned, site } = written;
  const double = takenNames(planned, draft, classes.get('models.py'));
  if (double.length > 0) return double;
  const others = await keptByModels(files, host, learned, specs.map(asReferring), rest.others);
  return {
    plan: {
      name,
      isNew: draft.isNew,
      models: models.map(({ spec, path }, index) => ({
        name: spec.name,
        paths: site.paths.map((each) => ({ ...each, path: each.path + path })),
        fields: (asked[index]?.spec ?? spec).fields.filter(({ scope }) => scope === undefined).map(printField),
        ...ownerIn(spec),
      })),
      conventions: written.conventions,
      host,
      folder: place.folder,
      files: planned.map((each) => each.path),
      docs: site.docs,
      notes: [
        ...site.notes,
        ...others.notes,
        ...specs.flatMap((spec) => unclearOwners(spec)),
        ...administratorNotes(host, called, specs),
        ...stampNotes(host.root, printed, specs),
        ...softDeleteNotes(files, host, softDeletes, specs, conventions),
        ...(draft.isNew ? ignoredTests(files, top, place) : []),
      ],
    },
    changes: planned.flatMap(({ change }) => change ?? []),
    registration: written.registration,
    classes: specs.flatMap(mappedClasses),
    backs: backs.filter((each) => !isWritten(each)),
    keeps: others.edits,
  };
}
