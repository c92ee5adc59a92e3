/** Imports a package's router in a file that only re-exports routers. */
import type { Project } from '../project/project.js';
import type { ImportBinding } from '../python/imports.js';
import { below } from '../wiring/searched-file.js';
import { chosen } from './chosen-routers.js';
import { type Need, nameOf, needOf } from './copied-import.js';
import { type Attempt, drafted } from './finish.js';
import { type HostFile, isObstacle, readHostFile } from './host-file.js';
import { isUsed } from './names.js';
import type { RegistrationRequest } from './request.js';

/** The imports of a package's router in a file that only re-exports it. */
function reExports(file: HostFile, owner: string): readonly ImportBinding[] {
  return file.imports.bindings.filter(
    ({ path, name, typeOnly }) =>
      !typeOnly && below(path, owner) !== undefined && /router|api/i.test(`${path} ${name}`),
  );
}

/** Those imports of the blueprint's routers that the new package has a counterpart of. */
function reExportsWithCounterpart(file: HostFile): readonly ImportBinding[] | undefined {
  const routers = reExports(file, file.blueprint).map((via) => ({ target: via.path, reference: { via } }));
  return chosen(file, routers)?.map(({ reference }) => reference.via);
}

/** Imports the package's router beside the blueprint's, for others to take it from here. */
export function registerReExport(file: HostFile): Attempt {
  const [known] = reExports(file, file.package);
  if (known !== undefined)
    return { kind: 'unchanged', because: `line ${known.statement.line} already imports ${known.path}` };
  const all = reExports(file, file.blueprint);
  const [first] = all;
  if (first === undefined) {
    const reason = `The file does not import the router of ${file.blueprint}.`;
    return { obstacle: { id: 'router-include-missing', reason } };
  }
  const bindings = reExportsWithCounterpart(file);
  if (bindings === undefined) {
    const reason = `The file re-exports several routers of ${file.blueprint}.`;
    return { obstacle: { id: 'router-ambiguous', reason, line: first.statement.line } };
  }
  const needs: Need[] = [];
  for (const binding of bindings) {
    const need = needOf(file, binding, below(binding.path, file.blueprint)?.length ?? 0);
    if (isObstacle(need)) return { obstacle: need };
    const name = nameOf(need.form);
    if (isUsed(file, name, binding.statement)) {
      const reason = `The file already uses the name ${name}.`;
      return { obstacle: { id: 'name-taken', reason, line: binding.statement.line } };
    }
    needs.push(need);
  }
  const touched = bindings.map(({ statement }) => statement);
  return drafted(
    file,
    { texts: [], needs, notes: [], edits: [], touched },
    {
      followed: 'blueprint',
      like: first.statement.line,
      notes: [],
      unknown: 'router-shape-unknown',
      isRegistered: (after) => reExports(after, after.package).length === bindings.length,
    },
  );
}

/** The names under which a file re-exports the blueprint's router, each with that of the new package's. */
export async function reExportedNames(
  project: Project,
  path: string,
  request: RegistrationRequest,
): Promise<readonly { readonly from: string; readonly to: string }[]> {
  const file = await readHostFile(project, path, request);
  if (isObstacle(file)) return [];
  return (reExportsWithCounterpart(file) ?? []).flatMap((binding) => {
    const need = needOf(file, binding, below(binding.path, file.blueprint)?.length ?? 0);
    if (isObstacle(need)) return [];
    return [{ from: `${file.module}.${binding.name}`, to: `${file.module}.${nameOf(need.form)}` }];
  });
}
