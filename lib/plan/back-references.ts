/** The other ends of references in models that the run does not write: edits of files that people have written. */

import { isSqlModel } from '../framework/base-and-session.js';
import { columnsOf } from '../framework/columns.js';
import { styleOf } from '../package/assemble.js';
import { context, type PackageNames } from '../package/context.js';
import { insertBack } from '../package/insert-back.js';
import type { HostFiles } from '../project/files.js';
import type { Project } from '../project/project.js';
import { topOf } from '../project/project-root.js';
import { compilerProblem } from '../python/compiler.js';
import { isRefusal, type Refusal } from '../refusal.js';
import type { BackReference } from '../request/fields.js';
import type { Style } from '../style/style-values.js';
import { editableText } from './editable.js';
import type { Change, PlannedPackage } from './plan.js';
import { unboundName } from './unbound-names.js';

export type EditedModels = { readonly changes: readonly Change[]; readonly refusals: readonly Refusal[] };

/** The changes of the run with the lines that other models get. */
export async function withBackReferences(
  files: HostFiles,
  planned: readonly PlannedPackage[],
  changes: readonly Change[],
): Promise<EditedModels> {
  const all = [...changes];
  const refusals: Refusal[] = [];
  for (const { plan, backs = [] } of planned) {
    const { host, conventions } = plan;
    if (conventions === undefined) continue;
    for (const back of backs) {
      const path = host.code.define(`${back.module}.${back.model}`)?.module.path ?? host.code.fileOf(back.module)?.path;
      if (path === undefined) continue;
      const known = all.findIndex((each) => each.path === path);
      const text = known === -1 ? editableText(files, path, topOf(files, host.root)) : (all[known]?.after ?? '');
      if (isRefusal(text)) {
        refusals.push(text);
        continue;
      }
      const after = await edited(host.code.with([{ path, after: text }]), path, text, back, plan.name, conventions);
      if (isRefusal(after)) refusals.push(after);
      else if (after !== text) {
        const evidence = `the other end of ${back.from.model}.${back.from.relation}`;
        const before = all[known];
        if (before === undefined) all.push({ path, before: text, after, why: 'registration', evidence });
        else all[known] = { ...before, after };
      }
    }
  }
  return { changes: all, refusals };
}

async function edited(
  code: Project,
  path: string,
  text: string,
  back: BackReference,
  name: string,
  conventions: Style,
): Promise<string | Refusal> {
  const names: PackageNames = {
    name,
    slug: name,
    path: '',
    models: [],
    first: undefined,
    classes: new Map(),
    enums: new Map(),
  };
  const given = context(names, 'models.py', conventions);
  const outcome = await insertBack(given, text, back, formOf(code, back, conventions), styleOf(conventions, name));
  const line = code.define(`${back.module}.${back.model}`)?.node.line;
  const refused = (reason: string, paste?: string): Refusal => ({
    id: 'ref-back',
    status: 3,
    reason,
    at: { path, line },
    ...(paste === undefined ? {} : { paste: [{ path, lines: paste.split('\n') }] }),
    hint: `Choose another name with back=, or leave back=${back.name} out.`,
  });
  if (outcome.kind === 'same') return text;
  if (outcome.kind === 'refused') return refused(outcome.reason, outcome.paste);
  const tree = code.with([{ path, after: outcome.text }]).at(path)?.tree;
  const problem = tree === undefined ? undefined : (compilerProblem(tree)?.message ?? unboundName(tree)?.text);
  if (problem !== undefined) return refused(`The edited file could not run: ${problem}.`);
  return outcome.text;
}

/** The form in which that model's own columns are written. */
function formOf(code: Project, back: BackReference, { orm }: Style): Style['orm'] {
  const definition = code.define(`${back.module}.${back.model}`);
  if (definition === undefined || orm === 'sqlmodel') return orm;
  const forms = columnsOf(definition.module, definition.node, isSqlModel(definition, code)).map(({ form }) => form);
  if (forms.includes('mapped')) return 'mapped';
  return forms.includes('column') ? 'column' : orm;
}
