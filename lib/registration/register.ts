/** Registers a package in every place of the host where its blueprint is. */
import { type ModuleFile, moduleFile } from '../project/paths.js';
import type { Project } from '../project/project.js';
import type { Host } from '../wiring/host.js';
import { type EditDraft, settledAttempt, settledTogether } from './finish.js';
import { draftFurtherUnits } from './further-units.js';
import { draftFurther, draftGathered } from './gathered.js';
import { layersRequest, withReExported } from './layers-request.js';
import { draftModels } from './models.js';
import type { EditOutcome } from './outcome.js';
import { reExportedNames } from './re-export.js';
import type { RegistrationRequest } from './request.js';
import { draftRouter } from './routers.js';
import { draftMakers } from './shared-makers.js';
import { draftUnit } from './units-of-work.js';

/** The package that is registered. */
export type NewPackage = Pick<
  RegistrationRequest,
  | 'package'
  | 'singular'
  | 'modelName'
  | 'modelNoun'
  | 'blueprintModel'
  | 'slug'
  | 'tag'
  | 'ownPrefix'
  | 'lineLength'
  | 'provides'
  | 'gathered'
  | 'repositories'
  | 'makers'
  | 'further'
> & {
  /** Nothing is done for the models of a package that has none. */
  readonly hasModels?: boolean;
};

/** One thing to do in a file; a file may get its models and its router. */
type Step = {
  readonly file: ModuleFile;
  readonly request: RegistrationRequest;
  readonly draft: (project: Project, path: string, request: RegistrationRequest) => Promise<EditDraft | EditOutcome>;
};

/** What registering a package in one file of the host came to. */
export type FileOutcome = { readonly file: ModuleFile; readonly outcome: EditOutcome };

/**
 * Registers a package in every place of the host where its blueprint is. `code` is the host with the edits that were made
 * so far; a file that is edited twice has the first edit in the second outcome's text.
 */
export async function registerPackage(
  host: Host,
  { hasModels = true, ...pkg }: NewPackage,
  code: Project = host.code,
): Promise<readonly FileOutcome[]> {
  return registerIn(await stepsOf(host, hasModels, pkg, code), code);
}

/** Adds what further models bring to a package that is there, where a package of the host gathers the parts of a layer. */
export async function registerFurther(
  host: Host,
  { hasModels: _, further = [], ...pkg }: NewPackage,
  code: Project,
): Promise<readonly FileOutcome[]> {
  const { byLayer, blueprint, importRoot } = host;
  if (blueprint === undefined) return [];
  const layers = byLayer && layersRequest(host, byLayer, pkg, code);
  const request = { ...pkg, ...layers, importRoot, blueprint };
  const gathering = (byLayer?.gathering ?? []).flatMap(({ file }) =>
    further.map((dotted): Step => {
      const part = dotted.split('.');
      return { file, request, draft: (project, path) => draftFurther(project, path, request, part) };
    }),
  );
  const units = (pkg.repositories === undefined ? [] : host.units).map(
    (file): Step => ({ file, request, draft: draftFurtherUnits }),
  );
  return registerIn([...gathering, ...units, ...makerSteps(host, request)], code);
}

/** One for each file of the host that is to make objects of the package's layers. */
function makerSteps({ root }: Host, request: RegistrationRequest): readonly Step[] {
  const paths = new Set((request.makers ?? []).map(({ path }) => path));
  return [...paths].map((path) => ({ file: moduleFile(root, path), request, draft: draftMakers }));
}

async function registerIn(steps: readonly Step[], code: Project): Promise<readonly FileOutcome[]> {
  const found = new Map<Step, EditOutcome>();
  for (const path of new Set(steps.map(({ file }) => file.path))) {
    const own = steps.filter(({ file }) => file.path === path);
    const outcomes = await registerInFile(code, path, own);
    for (const [index, step] of own.entries()) {
      const outcome = outcomes[index];
      if (outcome !== undefined) found.set(step, outcome);
    }
  }
  return steps.flatMap((step) => {
    const outcome = found.get(step);
    return outcome === undefined ? [] : [{ file: step.file, outcome }];
  });
}

/** Two edits are made of one reading of the file, unless the second has to see the first. */
async function registerInFile(code: Project, path: string, steps: readonly Step[]): Promise<readonly EditOutcome[]> {
  const [first, second] = steps;
  if (steps.length === 2 && first !== undefined && second !== undefined) {
    const one = await first.draft(code, path, first.request);
    const other = await second.draft(code, path, second.request);
    const isBoth = one.kind === 'draft' && other.kind === 'draft';
    const outcomes = isBoth ? await settledTogether(one, other) : undefined;
    if (outcomes !== undefined) return outcomes;
  }
  let edited = code;
  const outcomes: EditOutcome[] = [];
  for (const { draft, request } of steps) {
    const outcome = await settledAttempt(await draft(edited, path, request));
    // What is to be added by hand is judged together, too.
    if (outcome.kind !== 'unchanged' && outcome.source !== undefined)
      edited = edited.with([{ path, after: outcome.source }]);
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Models first, then routers, then what gathers the parts of a layer. */
async function stepsOf(
  host: Host,
  hasModels: boolean,
  pkg: Omit<NewPackage, 'hasModels'>,
  code: Project,
): Promise<readonly Step[]> {
  const layers = host.byLayer && layersRequest(host, host.byLayer, pkg, code);
  const requestLike = (blueprint: string | undefined): RegistrationRequest => {
    return { ...pkg, ...layers, importRoot: host.importRoot, ...(blueprint === undefined ? {} : { blueprint }) };
  };
  const models = (hasModels ? host.models : []).map((file): Step => {
    const { mode, sibling } = file;
    const isShown = sibling?.package !== undefined && host.byLayer === undefined;
    const shown = sibling === undefined ? host.blueprint : isShown ? sibling.package : undefined;
    const below =
      sibling !== undefined && !isShown
        ? { below: sibling.line, ...(sibling.shown === undefined ? {} : { shown: sibling.shown }) }
        : {};
    return { file, request: { ...requestLike(shown), mode, ...below, ...listsOf(file) }, draft: draftModels };
  });
  const like = requestLike(host.blueprint);
  const reExported = await reExportedBy(host, code, like);
  const receiver = host.receiver === undefined ? {} : { receiver: host.receiver };
  const routers = host.routers.map((file): Step => {
    const others = reExported.filter(({ from }) => from.slice(0, from.lastIndexOf('.')) !== file.module);
    const named = like.layers === undefined ? {} : { layers: withReExported(like.layers, reExported) };
    const request = { ...like, ...named, mode: file.mode, reExported: others, ...receiver, ...listsOf(file) };
    return { file, request, draft: draftRouter };
  });
  const known = new Set([...models, ...routers].map(({ file }) => file.path));
  const gathering = (host.byLayer?.gathering ?? []).flatMap(({ file }): readonly Step[] =>
    known.has(file.path) ? [] : [{ file, request: like, draft: draftGathered }],
  );
  const units = (pkg.repositories === undefined ? [] : host.units).map(
    (file): Step => ({ file, request: like, draft: draftUnit }),
  );
  return [...models, ...routers, ...gathering, ...units, ...makerSteps(host, like)];
}

const listsOf = (file: object): Pick<RegistrationRequest, 'lists'> =>
  'lists' in file && Array.isArray(file.lists) ? { lists: file.lists } : {};

/** The names under which the host's modules re-export the blueprint's router, each with that of the new package's. */
async function reExportedBy(
  host: Host,
  code: Project,
  request: RegistrationRequest,
): Promise<NonNullable<RegistrationRequest['reExported']>> {
  const names = [];
  for (const file of host.routers) {
    if (file.mode !== 're-export') continue;
    names.push(...(await reExportedNames(code, file.path, request)));
  }
  return names;
}
