/** Makes a package's models known in a file, as the blueprint's are. */
import { CREATION_WORD, type Creation, commentedCreation, findCreations, tablesCall } from '../framework/creations.js';
import type { Project } from '../project/project.js';
import { assignments, dottedParts } from '../python/find.js';
import { isWithin } from '../python/imports.js';
import type { PythonNode } from '../python/syntax.js';
import { isReferredTo, type ModelImport, modelImports, runsBefore } from '../wiring/model-imports.js';
import { modelLikeness, modelUses } from '../wiring/model-uses.js';
import { below } from '../wiring/searched-file.js';
import { stringLikeness, type Use } from '../wiring/uses.js';
import { ifAround } from './branches.js';
import { refusedWith } from './by-hand.js';
import { hasPragma } from './comments.js';
import type { Need } from './copied-import.js';
import { copiedImportsOf, mainClass, withCounterparts } from './copied-model-imports.js';
import { copyUses } from './copy-uses.js';
import { type Attempt, drafted, type EditDraft, type EditReport, settledAttempt } from './finish.js';
import { type HostFile, isObstacle, type NotEdited, type Obstacle, readHostFile, unreadable } from './host-file.js';
import { modelsWithoutBlueprint } from './models-without-blueprint.js';
import { draftName } from './named-packages.js';
import { freeName } from './names.js';
import type { EditOutcome } from './outcome.js';
import type { RegistrationRequest } from './request.js';
import { modelsLines, modelsModule } from './standard.js';
import { isUnboundRoot } from './unbound-root.js';
import { missingUses } from './unregistered-uses.js';

/** Makes the package's models known in the file, as the blueprint's are. */
export async function registerModels(
  project: Project,
  path: string,
  request: RegistrationRequest,
): Promise<EditOutcome> {
  return settledAttempt(await draftModels(project, path, request));
}

/** The edits for that, which are not judged yet. */
export async function draftModels(
  project: Project,
  path: string,
  request: RegistrationRequest,
): Promise<EditDraft | EditOutcome> {
  if (request.mode === 'names') return draftName(project, path, request, 'models');
  const file = await readHostFile(project, path, request);
  if (isObstacle(file)) return unreadable(file);
  const known = modelUses(file, file.package);
  const all = modelUses(file, file.blueprint);
  const uses = known.length > 0 ? missingUses(file, all, known) : all;
  const because = uses.length > 0 && known.length > 0 ? undefined : registered(file);
  if (because !== undefined) return { kind: 'unchanged', because };
  const isOpen = file.blueprint === '' || request.below !== undefined;
  const attempt =
    uses.length > 0 ? follow(file, uses, known.length) : isOpen ? modelsWithoutBlueprint(file) : followImports(file);
  if (!('obstacle' in attempt)) return attempt;
  const alias = freeName(file, `${request.package}_${modelsModule(request)}`);
  const [importLine, callLine] = modelsLines(request, alias);
  const { obstacle, paste } = attempt;
  const isMade = findCreations(file).length > 0 || obstacle.id === 'models-call-missing';
  const isImportAlone = uses.length === 0 && isMade && obstacle.id !== 'models-shape-unknown';
  const call = isImportAlone || request.mode === 'imports' ? undefined : `${importLine}\n${callLine}`;
  const isKnown = (after: HostFile): boolean => registered(after) !== undefined;
  return refusedWith(file, obstacle, [paste, call, importLine], isKnown);
}

/** Says how the package's models are known already; a commented-out line is none. */
function registered(file: HostFile): string | undefined {
  const [use] = modelUses(file, file.package);
  if (use !== undefined) return `line ${use.node.line} already makes the models of ${file.package} known`;
  if (modelUses(file, file.blueprint).length > 0) return undefined;
  const creations = findCreations(file);
  const known = modelImports(file, file.package).find(({ statement }) =>
    creations.every(({ node }) => runsBefore(statement, node)),
  );
  return known && `line ${known.statement.line} already imports ${known.path}`;
}

/** Does for the new package what is done with the blueprint's models, place by place. */
function follow(file: HostFile, uses: readonly Use[], known: number): Attempt {
  const [odd] = uses.filter(({ site }) => site === undefined);
  if (odd !== undefined) {
    const shown = tablesCall(`${file.request.blueprint}_models`, '…');
    return unknown(
      `The tables of ${file.blueprint} are not created by a plain statement like ${shown}.`,
      odd.node.line,
    );
  }
  const isStrings = uses.some(({ reference }) => reference === undefined);
  const likeness = isStrings ? stringLikeness : modelLikeness(file);
  const copies = copyUses(file, uses, { likeness, unknown: 'models-shape-unknown', sorted: true });
  if (isObstacle(copies)) return { obstacle: copies };
  const isRegistered = (after: HostFile): boolean => modelUses(after, after.package).length === known + uses.length;
  return drafted(file, copies, ending(uses[0]?.node.line ?? 1, copies.notes, isRegistered));
}

function ending(like: number, notes: readonly string[], isRegistered: EditReport['isRegistered']): EditReport {
  return { followed: 'blueprint', like, notes, unknown: 'models-shape-unknown', isRegistered };
}

/** Importing the models is all that registers them, as long as it happens before tables are made. */
function followImports(file: HostFile): Attempt {
  const imports = modelImports(file, file.blueprint);
  const creations = findCreations(file);
  const [first] = creations;
  const isImports = file.request.mode === 'imports';
  const before = imports.filter(
    ({ statement }) => isImports || creations.every(({ node }) => runsBefore(statement, node)),
  );
  if (first === undefined && !isImports) return nothingCreated(file, imports);
  const assigned = isImports ? undefined : creations.find(({ node }) => isAssigned(file, node));
  if (assigned !== undefined)
    return unknown(`Where ${assigned.node.text} comes from is not clear.`, assigned.node.line);
  const [sibling] = before;
  if (sibling === undefined) return isImports ? { obstacle: missing(file) } : throughRouter(file, first, imports);
  const isInUse = isReferredTo(file, sibling.bindings) && !hasPragma(file, sibling.statement);
  if (isInUse && !isImports) {
    const other = throughRouter(file, first, []);
    if (!('obstacle' in other)) return other;
  }
  const hidden = isUnboundRoot(file);
  if (hidden !== undefined && before.some(({ bindings }) => bindings.some(({ name }) => name === '*'))) {
    const reason = `The import * in line ${sibling.statement.line} hides where ${hidden.text} comes from.`;
    return { obstacle: { id: 'models-import-missing', reason, line: hidden.line } };
  }
  const needs: Need[] = [];
  const main = mainClass(file, before);
  for (const each of withCounterparts(file, before)) {
    const copied = copiedImportsOf(file, each, main);
    if (isObstacle(copied)) return { obstacle: copied };
    needs.push(...copied);
  }
  const touched = before.map(({ statement }) => statement);
  const isRegistered = (after: HostFile): boolean => registered(after) !== undefined;
  const copies = { texts: [], needs, notes: [], edits: [], touched };
  return drafted(file, copies, ending(sibling.statement.line, [], isRegistered));
}

/** Whether an expression begins with a variable that something of the blueprint was assigned to. */
function isAssigned(file: HostFile, node: PythonNode): boolean {
  const root = dottedParts(node)?.[0];
  return assignments(file.tree.root).some(({ name, value }) => {
    const target = name === root ? file.imports.resolve(value)?.target : undefined;
    return target !== undefined && below(target, file.blueprint) !== undefined;
  });
}

/** Tables are made for all, and only the blueprint's router is imported above: it brings the models, as ours will. */
function throughRouter(
  file: HostFile,
  creation: Creation | undefined,
  late: readonly ModelImport[],
): EditOutcome | NotEdited {
  const [only] = late;
  if (only !== undefined) {
    return unknown(`It is not clear that importing ${only.path} is what makes its models known.`, only.statement.line);
  }
  const router = file.imports.bindings.find(
    ({ path, typeOnly, statement }) =>
      !typeOnly &&
      below(path, file.blueprint) !== undefined &&
      /router|api/.test(path) &&
      ifAround(statement) === undefined &&
      creation !== undefined &&
      runsBefore(statement, creation.node),
  );
  if (router !== undefined) {
    const because = `line ${creation?.node.line} makes the tables of all models, and importing the router brings them, as in line ${router.statement.line}`;
    return { kind: 'unchanged', because };
  }
  return { obstacle: missing(file, creation) };
}

function missing(file: HostFile, creation?: Creation): Obstacle {
  const line = creation === undefined ? {} : { line: creation.node.line };
  const star = file.imports.stars.find(({ path }) => isWithin(path, file.blueprint)) ?? file.imports.stars[0];
  const here = creation === undefined ? '' : 'Tables are created here, but ';
  const reason =
    star === undefined
      ? `${here}the models of ${file.blueprint || 'other packages'} are not imported in this file.`
      : `The import * in line ${star.statement.line} hides where the models come from.`;
  return { id: 'models-import-missing', reason: reason.charAt(0).toUpperCase() + reason.slice(1), ...line };
}

function nothingCreated(file: HostFile, imports: readonly ModelImport[]): NotEdited {
  const commented = commentedCreation(file);
  const line = commented ?? imports[0]?.statement.line;
  if (line === undefined) return { obstacle: missing(file) };
  const why = commented === undefined ? `No ${CREATION_WORD} here` : `${CREATION_WORD} is commented out`;
  const reason = `${why}. If Alembic makes the tables, import the models in its env.py.`;
  return { obstacle: { id: 'models-call-missing', reason, line } };
}

function unknown(reason: string, line?: number): NotEdited {
  return { obstacle: { id: 'models-shape-unknown', reason, ...(line === undefined ? {} : { line }) } };
}
