import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BackendPackageError } from '../../lib/errors.js';
import { decode, type HostFiles } from '../../lib/host/files.js';
import { learnConventions } from '../../lib/host/learn.js';
import { type Host, locateHost } from '../../lib/host/locate.js';
import { mountPrefix } from '../../lib/host/mount.js';
import { tablesOf } from '../../lib/host/tables.js';
import { assemble, type RenderedPiece } from '../../lib/package/assemble.js';
import { PACKAGE_FILES } from '../../lib/package/pieces.js';
import { renderPiece } from '../../lib/package/render.js';
import type { PackageFile, PackagePlan } from '../../lib/plan/plan.js';
import { printField } from '../../lib/spec/fields.js';
import { singular } from '../../lib/spec/names.js';
import type { PackageSpec } from '../../lib/spec/package.js';
import { hostFiles, otherCase } from './host-files.js';
import { hostRefused } from './paste.js';
import type { Draft, Run } from './run.js';

const templates = fileURLToPath(new URL('..', import.meta.url));

/** A package's folder is free, or holds a package as this generator writes them. */
function checkFolder(files: HostFiles, folder: string, name: string): void {
  const taken = (what: string): never => {
    throw new BackendPackageError(2, `${name}: ${what}\nChoose another name for the package.`);
  };
  const twin = otherCase(files, folder);
  if (twin !== undefined) taken(`${join(folder, '..', twin)} is there and differs only by case.`);
  if (files.lstat(`${folder}.py`)) taken(`the module ${folder}.py is there already.`);
  const entry = files.lstat(folder);
  if (entry === undefined) return;
  if (entry.kind !== 'folder') taken(`${folder} is there and is no folder.`);
  const names = files.list(folder).filter((each) => each !== '__pycache__');
  const isPackage = ['__init__.py', 'api.py', 'crud.py', 'models.py', 'schemas.py', 'services.py'].every((each) =>
    names.includes(each),
  );
  if (names.length > 0 && !isPackage) taken(`the folder ${folder} is there already and holds something else.`);
}

/** No other package of the host makes the model's table. */
async function checkTable(files: HostFiles, host: Host, { name, model }: PackageSpec): Promise<void> {
  const owner = (await tablesOf(files, host)).get(model.table);
  if (owner === undefined || owner === join(host.packages, name, 'models.py')) return;
  throw new BackendPackageError(
    2,
    `The model ${model.name} needs the table ${model.table}, which ${owner} has already.\nChoose another name for the model with --model.`,
  );
}

async function packageFile(files: HostFiles, path: string, after: string): Promise<PackageFile> {
  const bytes = files.bytes(path);
  if (bytes === undefined) return { path, kind: 'create', before: '', after };
  const before = decode(bytes) ?? new TextDecoder('latin1').decode(bytes);
  return { path, kind: before === after ? 'same' : 'replace', before, after };
}

async function planPackage(files: HostFiles, draft: Draft): Promise<PackagePlan> {
  const { spec } = draft;
  if (draft.isContradicted) {
    throw new BackendPackageError(2, `The package ${spec.name} was asked for twice, with different models.`);
  }
  const host = await locateHost(files, draft.start);
  if (spec.name === host.blueprint) {
    throw new BackendPackageError(2, `${spec.name} is the package that new ones are modelled on. Choose another name.`);
  }
  const folder = join(host.packages, spec.name);
  checkFolder(files, folder, spec.name);
  await checkTable(files, host, spec);
  const conventions = await learnConventions(files, host);
  if ('reason' in conventions) throw hostRefused(host, spec.name, conventions.reason);
  const rendered = new Map<string, RenderedPiece[]>(PACKAGE_FILES.map((file) => [file, []]));
  for (const piece of draft.pieces.values()) {
    const template = readFileSync(join(templates, piece.template), 'utf8');
    rendered.get(piece.file)?.push(renderPiece(piece, template, spec, conventions));
  }
  const written: PackageFile[] = [];
  for (const [file, pieces] of rendered) {
    written.push(await packageFile(files, join(folder, file), await assemble(pieces, conventions)));
  }
  return {
    name: spec.name,
    model: spec.model.name,
    singular: singular(spec.name),
    path: `${(await mountPrefix(files, host)) ?? ''}/${spec.slug}`,
    fields: spec.model.fields.map(printField),
    conventions,
    host,
    folder,
    files: written,
  };
}

/** Writes every package that was handed in into memory. What is there already and says the same is not touched. */
export async function stagePackages(run: Run): Promise<void> {
  const { fs } = run.lead;
  const files = hostFiles(fs);
  const packages: PackagePlan[] = [];
  for (const draft of run.drafts.values()) {
    const planned = await planPackage(files, draft);
    for (const file of planned.files) if (file.kind !== 'same') fs.write(file.path, file.after);
    packages.push(planned);
  }
  run.plan = { packages, edits: [] };
}
