/** The models of one package with what they refer to, each seen by those that refer to it. */
import { assemble, styleOf } from '../package/assemble.js';
import type { PackageNames } from '../package/context.js';
import { spellingIn } from '../package/import-spelling.js';
import { piecesOf } from '../package/pieces.js';
import type { Project } from '../project/project.js';
import type { Refusal } from '../refusal.js';
import { isReference } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { ReferenceHost } from './reference-host.js';
import { isMeant, referredFirst } from './reference-order.js';
import { withReferences } from './references.js';
import type { ModelDraft } from './request.js';

/** `paths` are the files of the package's models and of its schemas, as pieces name them. */
type Host = ReferenceHost & { readonly paths: ReadonlyMap<string, string> };

type Referring = { readonly models: readonly ModelDraft[]; readonly refusals: readonly Refusal[] };

export async function modelsWithReferences(
  host: Host,
  asked: readonly ModelDraft[],
  names: Omit<PackageNames, 'path' | 'models'>,
): Promise<Referring> {
  const resolved = new Map<ModelDraft, ModelDraft>();
  const refusals: Refusal[] = [];
  const refused: ModelSpec[] = [];
  const order = referredFirst(asked, ({ spec }) => ({ name: host.name, models: [spec] }));
  const refers = order.some(({ spec }) => spec.fields.some(({ type }) => isReference(type)));
  let { code } = host;
  for (const [index, draft] of order.entries()) {
    const found = withReferences({ ...host, code, asked: asked.map(({ spec }) => spec) }, draft.spec);
    const model = { spec: found.spec, path: draft.path };
    resolved.set(draft, model);
    // What means a model that is refused would be told to be missing.
    const isBehind = refused.some((spec) =>
      draft.spec.fields.some((each) => isMeant(each, host.name, host.name, spec)),
    );
    if (!isBehind) refusals.push(...found.refusals);
    if (isBehind || found.refusals.length > 0) refused.push(draft.spec);
    const isSeen = refers && index < order.length - 1 && found.refusals.length === 0;
    if (isSeen) code = await withModel({ ...host, code }, model, names);
  }
  return { models: asked.flatMap((each) => resolved.get(each) ?? []), refusals };
}

/** The project with the class of a model and its schemas in the files of its package. */
async function withModel(
  { code, paths, conventions, models: module }: Host,
  { spec, path: below }: ModelDraft,
  names: Omit<PackageNames, 'path' | 'models'>,
): Promise<Project> {
  // Who calls is not known yet, and neither the class nor its schemas ask.
  const model = { ...spec, fields: spec.fields.map(({ scope: _, ...field }) => field) };
  const pkg = { ...names, path: '', models: [model] };
  const pieces = piecesOf(false, [{ spec: model, path: below }], pkg, conventions);
  const style = styleOf(conventions, names.name);
  let project = code;
  for (const id of ['models.py', 'schemas.py']) {
    const own = pieces.filter((piece) => piece.id === `${id}:${spec.name}`);
    const path = paths.get(own[0]?.file ?? '');
    if (path === undefined) continue;
    const text = await assemble(own, style, spellingIn(style.habits, module, id));
    project = project.with([{ path, after: [project.at(path)?.source, text].filter(Boolean).join('\n\n') }]);
  }
  return project;
}
