import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { statementOf } from '../python/find.js';
import { syntaxProblemIn } from '../python/format.js';
import { type ImportBinding, isWithin } from '../python/imports.js';
import type { PythonNode } from '../python/syntax.js';
import { importsByFeature, type Translation, translation } from './layer-names.js';
import type { EditOutcome, RefusalId } from './outcome.js';
import type { RegistrationRequest } from './request.js';

/** What was asked for; `blueprint` is empty when there is none. */
export type Asked = RegistrationRequest & { readonly blueprint: string };

/** A host file as one registration looks at it. */
export type HostFile = Module & {
  readonly project: Project;
  readonly request: Asked;
  /** The dotted names of the two packages; the blueprint's is empty when there is none. */
  readonly blueprint: string;
  readonly package: string;
  /** Between the names as the host has them and those by feature, which `imports` and `blueprint` have. */
  readonly names: Translation;
  /** The name that an import has in the host. */
  readonly realPath: (binding: ImportBinding) => string;
};

/** Why nothing is edited, before the text to paste is known. */
export type Obstacle = { readonly id: RefusalId; readonly reason: string; readonly line?: number };

export async function readHostFile(
  project: Project,
  path: string,
  request: RegistrationRequest,
): Promise<HostFile | Obstacle> {
  const module = project.at(path);
  if (module === undefined) throw new Error(`${path} is no file of the backend.`);
  const problem = await syntaxProblemIn(module.tree);
  if (problem !== undefined) {
    return { id: 'invalid-python', reason: `The file is not valid Python: ${problem.message}.`, line: problem.line };
  }
  const { blueprint = '', importRoot } = request;
  const inRoot = (name: string): string => (importRoot === '' || name === '' ? name : `${importRoot}.${name}`);
  const asked = { ...request, blueprint };
  const names = translation(request.layers ?? [], { root: importRoot, blueprint, package: request.package });
  const { imports, real: realPath } = importsByFeature(module.imports, names);
  const packages = { blueprint: inRoot(blueprint), package: inRoot(request.package) };
  return { ...module, imports, project, request: asked, ...packages, names, realPath };
}

export function isObstacle(value: object): value is Obstacle {
  return 'reason' in value;
}

/** The part of a dotted name below a package; `undefined` for what is not in it, empty for the package itself. */
export function below(name: string, ancestor: string): readonly string[] | undefined {
  if (ancestor === '' || !isWithin(name, ancestor)) return undefined;
  return name
    .slice(ancestor.length + 1)
    .split('.')
    .filter((part) => part !== '');
}

export function refused(obstacle: Obstacle, paste: string): EditOutcome {
  return { kind: 'refused', ...obstacle, paste };
}

/** The line of a statement that must be read or changed and that the grammar does not understand. */
export function notUnderstood(file: HostFile, nodes: readonly PythonNode[]): number | undefined {
  const bare = file.tree.damaged.filter(({ parent }) => parent === undefined || parent.type === 'module');
  for (const damage of file.tree.damaged) {
    const statement = statementOf(damage);
    if (nodes.some((node) => node.start < statement.end && statement.start < node.end)) return damage.line;
  }
  return bare.find(({ text }) => /\bimport\b|include_router|create_all/.test(text))?.line;
}
