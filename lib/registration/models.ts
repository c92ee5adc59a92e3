import { assignments, dottedParts } from '../python/find.js';
import { isWithin } from '../python/imports.js';
import type { PythonNode } from '../python/syntax.js';
import { anchorOf, copyOf, insertCopy } from './clone.js';
import { commentedLine } from './comments.js';
import { type Creation, findCreations } from './create-all.js';
import { listedBeside } from './dunder-all.js';
import { edited } from './finish.js';
import { isUnboundRoot } from './hidden.js';
import { below, type HostFile, isObstacle, notUnderstood, type Obstacle, readHostFile, refused } from './host-file.js';
import { importEdits, importLines } from './import-needs.js';
import { hasPragma, isReferredTo, type ModelImport, modelImports, runsBefore, twinOf } from './model-imports.js';
import { type ModelUse, modelRole, modelUses } from './model-uses.js';
import { freeName } from './names.js';
import type { EditOutcome } from './outcome.js';
import type { RegistrationRequest } from './request.js';
import { rewrite } from './rewrite.js';
import { modelsLines } from './standard.js';
import { type Need, nameOf, wire } from './wire.js';

type Refusal = { readonly obstacle: Obstacle; readonly paste?: string };

/** Makes the package's models known in the file, as the blueprint's are. */
export async function registerModels(source: string, request: RegistrationRequest): Promise<EditOutcome> {
  const file = await readHostFile(source, request);
  if (isObstacle(file)) return refused(file, modelsLines(request).join('\n'));
  const because = registered(file);
  if (because !== undefined) return { kind: 'unchanged', because };
  const uses = modelUses(file, file.blueprint);
  const attempt = uses.length > 0 ? await follow(file, uses) : await followImports(file);
  if (!('obstacle' in attempt)) return attempt;
  const [importLine, callLine] = modelsLines(request, freeName(file, `${request.package}_models`));
  const isImport = uses.length === 0 && attempt.obstacle.id !== 'models-shape-unknown';
  const standard = isImport || request.mode === 'imports' ? importLine : `${importLine}\n${callLine}`;
  return refused(attempt.obstacle, attempt.paste ?? standard);
}

/** Says how the package's models are known already; a commented-out line is none. */
function registered(file: HostFile): string | undefined {
  const [use] = modelUses(file, file.package);
  if (use !== undefined) return `line ${use.reference.node.line} already makes the models of ${file.package} known`;
  if (modelUses(file, file.blueprint).length > 0) return undefined;
  const creations = findCreations(file);
  const known = modelImports(file, file.package).find(({ statement }) =>
    creations.every(({ node }) => runsBefore(statement, node)),
  );
  return known && `line ${known.statement.line} already imports ${known.path}`;
}

/** Does for the new package what is done with the blueprint's models, place by place. */
async function follow(file: HostFile, uses: readonly ModelUse[]): Promise<EditOutcome | Refusal> {
  const role = modelRole(file);
  const copies: string[] = [];
  const needs: Need[] = [];
  const edits = [];
  const touched = [];
  for (const { reference, place } of uses) {
    const { node } = reference;
    if (place === undefined) {
      const shown = `${file.request.blueprint}_models.Base.metadata.create_all(…)`;
      return unknown(`The tables of ${file.blueprint} are not created by a plain statement like ${shown}.`, node.line);
    }
    const anchor = anchorOf(place);
    const wiring = wire(file, reference, anchor, 'models-shape-unknown');
    if (isObstacle(wiring)) return { obstacle: wiring };
    const rewriting = rewrite(file, place.unit, node);
    if (isObstacle(rewriting)) return { obstacle: { ...rewriting, id: 'models-shape-unknown' } };
    const copy = copyOf(file.source, place.unit, [{ node, text: wiring.expression }, ...rewriting.changes]);
    copies.push(copy);
    needs.push(...wiring.needs);
    edits.push(...insertCopy(file, place, copy, role, true));
    touched.push(place.unit, anchor, ...wiring.needs.map(({ sibling }) => sibling));
  }
  const like = uses[0]?.reference.node.line ?? 1;
  const paste = [...importLines(needs), ...copies].join('\n');
  const isRegistered = (after: HostFile): boolean => modelUses(after, after.package).length === uses.length;
  return finish(file, needs, edits, { touched, like, paste, isRegistered });
}

/** Importing the models is all that registers them, as long as it happens before tables are made. */
async function followImports(file: HostFile): Promise<EditOutcome | Refusal> {
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
  for (const each of before) {
    const twins = twinOf(file, each);
    if (isObstacle(twins)) return { obstacle: twins };
    needs.push(...twins);
  }
  const touched = before.map(({ statement }) => statement);
  const isRegistered = (after: HostFile): boolean => registered(after) !== undefined;
  return finish(file, needs, [], {
    touched,
    like: sibling.statement.line,
    paste: importLines(needs).join('\n'),
    isRegistered,
  });
}

/** Whether an expression begins with a variable that something of the blueprint was assigned to. */
function isAssigned(file: HostFile, node: PythonNode): boolean {
  const root = dottedParts(node)?.[0];
  return assignments(file.tree.root).some(({ name, value }) => {
    const target = name === root ? file.imports.resolve(value)?.target : undefined;
    return target !== undefined && below(target, file.blueprint) !== undefined;
  });
}

type Ending = {
  readonly touched: Parameters<typeof notUnderstood>[1];
  readonly like: number;
  readonly paste: string;
  readonly isRegistered: (after: HostFile) => boolean;
};

async function finish(
  file: HostFile,
  needs: readonly Need[],
  edits: Parameters<typeof edited>[1],
  { touched, like, paste, isRegistered }: Ending,
): Promise<EditOutcome | Refusal> {
  const damaged = notUnderstood(file, touched);
  if (damaged !== undefined)
    return unknown('The grammar does not understand a part of the file that matters.', damaged);
  const listed = needs.flatMap(({ sibling, form }) =>
    file.imports.bindings
      .filter(({ statement }) => statement === sibling)
      .slice(0, 1)
      .flatMap(({ name }) => listedBeside(file, name, nameOf(form))),
  );
  const all = [...importEdits(file, needs), ...edits, ...listed];
  const outcome = await edited(file, all, { rung: 'blueprint', like, notes: [] }, isRegistered);
  return isObstacle(outcome) ? { obstacle: outcome, paste } : outcome;
}

/** Tables are made for all, and only the blueprint's router is imported above: it brings the models, as ours will. */
function throughRouter(
  file: HostFile,
  creation: Creation | undefined,
  late: readonly ModelImport[],
): EditOutcome | Refusal {
  const [only] = late;
  if (only !== undefined) {
    return unknown(`It is not clear that importing ${only.path} is what makes its models known.`, only.statement.line);
  }
  const router = file.imports.bindings.find(
    ({ path, typeOnly, statement }) =>
      !typeOnly &&
      below(path, file.blueprint) !== undefined &&
      /router|api/.test(path) &&
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

function nothingCreated(file: HostFile, imports: readonly ModelImport[]): Refusal {
  const commented = commentedLine(file, /create_all/);
  const line = commented ?? imports[0]?.statement.line;
  if (line === undefined) return { obstacle: missing(file) };
  const why = commented === undefined ? 'Nothing creates tables here' : 'create_all is commented out';
  const reason = `${why}, so migrations may do it: the models are to be imported where those look for them.`;
  return { obstacle: { id: 'models-call-missing', reason, line } };
}

function unknown(reason: string, line?: number): Refusal {
  return { obstacle: { id: 'models-shape-unknown', reason, ...(line === undefined ? {} : { line }) } };
}
