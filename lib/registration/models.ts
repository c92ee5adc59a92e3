import { blockOf, statementOf } from '../python/find.js';
import { ensureImport } from '../python/import-place.js';
import { isWithin, printImport } from '../python/imports.js';
import { scopeOf } from '../python/scope.js';
import type { PythonNode } from '../python/syntax.js';
import { copyOf, insertCopy } from './clone.js';
import { type Creation, findCreations } from './create-all.js';
import {
  below,
  commentedLine,
  edited,
  type HostFile,
  isObstacle,
  type Obstacle,
  readHostFile,
  refused,
} from './host-file.js';
import type { EditOutcome } from './outcome.js';
import type { RegistrationRequest } from './request.js';
import { modelsLines } from './standard.js';
import { counterpart, freeName, isUsed, pragmaOf, wire } from './wire.js';

type Attempt = { readonly obstacle: Obstacle; readonly paste: string };

/** Makes the package's models known in the file, as the blueprint's are. */
export async function registerModels(source: string, request: RegistrationRequest): Promise<EditOutcome> {
  const file = await readHostFile(source, request);
  if (isObstacle(file)) return refused(file, modelsLines(request).join('\n'));
  const because = registered(file);
  if (because !== undefined) return { kind: 'unchanged', because };

  const lines = modelsLines(request, freeName(file, `${request.package}_models`));
  const standard = lines.join('\n');
  const creations = findCreations(file);
  const ours = creations.filter(({ reference }) => reference && isWithin(reference.target, file.blueprint));
  const [first, second] = ours;
  let attempt: EditOutcome | Attempt;
  if (!file.tree.complete)
    attempt = { obstacle: unknown('The grammar does not understand a part of the file.'), paste: standard };
  else if (second !== undefined) {
    const places = ours.map(({ node }) => node.line).join(', ');
    const reason = `The tables of ${file.blueprint} are created in several places: lines ${places}.`;
    attempt = { obstacle: unknown(reason, second.node.line), paste: standard };
  } else if (first !== undefined) attempt = await perPackage(file, first, creations, standard);
  else attempt = await shared(file, creations, lines[0], standard);
  return 'obstacle' in attempt ? refused(attempt.obstacle, attempt.paste) : attempt;
}

/** Says how the package's models are known already; a commented-out line is none. */
function registered(file: HostFile): string | undefined {
  const creations = findCreations(file);
  const called = creations.find(({ reference }) => reference && isWithin(reference.target, file.package));
  if (called !== undefined) return `line ${called.node.line} already creates the tables of ${file.package}`;
  const [only, second] = creations;
  if (second !== undefined || (only !== undefined && isOfPackage(file, only))) return undefined;
  const known = file.imports.bindings.find(
    ({ path, nested, statement }) =>
      !nested && isModels(below(path, file.package)) && (only === undefined || runsBefore(statement, only.node)),
  );
  return known && `line ${known.statement.line} already imports ${known.path}`;
}

async function perPackage(
  file: HostFile,
  blueprint: Creation,
  creations: readonly Creation[],
  standard: string,
): Promise<EditOutcome | Attempt> {
  const { reference, statement, value } = blueprint;
  if (reference === undefined || value === undefined || statement === undefined) {
    const reason = `The tables of ${file.blueprint} are not created by a plain statement like ${file.request.blueprint}_models.Base.metadata.create_all(…).`;
    return { obstacle: unknown(reason, blueprint.node.line), paste: standard };
  }
  const suffix = below(reference.target, file.blueprint)?.join('.') ?? '';
  const isSibling = (each: Creation): boolean =>
    each.statement !== undefined && each.reference?.target.endsWith(`.${suffix}`) === true;
  const block = blockOf(statement);
  const anchor =
    creations.filter((each) => isSibling(each) && each.statement && block.includes(each.statement)).at(-1)?.statement ??
    statement;
  const wiring = wire(file, value, anchor, 'models-shape-unknown');
  if (isObstacle(wiring)) return { obstacle: wiring, paste: standard };
  const copy = copyOf(file.source, statement, [{ node: value.node, text: wiring.expression }]);
  const paste = wiring.line === undefined ? copy : `${wiring.line}\n${copy}`;
  const edits = [...(wiring.edit ? [wiring.edit] : []), insertCopy(file.source, statement, copy, anchor)];
  const outcome = await edited(file, edits, blueprint.node.line, registered);
  return isObstacle(outcome) ? { obstacle: outcome, paste } : outcome;
}

/** One call for all: importing the models is all that registers them, as long as it happens before the call. */
async function shared(
  file: HostFile,
  creations: readonly Creation[],
  importLine: string,
  standard: string,
): Promise<EditOutcome | Attempt> {
  const sibling = file.imports.bindings.find(({ path, nested }) => !nested && isModels(below(path, file.blueprint)));
  const commented = commentedLine(file, /create_all/);
  const [only, second] = creations;
  if (only === undefined) {
    if (sibling === undefined && commented === undefined) {
      return {
        obstacle: { id: 'models-import-missing', reason: `The file does not import the models of ${file.blueprint}.` },
        paste: standard,
      };
    }
    const why = commented === undefined ? 'Nothing creates tables here' : 'create_all is commented out';
    const reason = `${why}, so migrations may do it: the models are to be imported where those look for them.`;
    const line = commented ?? sibling?.statement.line;
    return {
      obstacle: { id: 'models-call-missing', reason, ...(line === undefined ? {} : { line }) },
      paste: importLine,
    };
  }
  const { line } = only.node;
  if (sibling === undefined) {
    const star = file.imports.stars.find(({ path }) => isWithin(path, file.blueprint)) ?? file.imports.stars[0];
    const reason =
      star === undefined
        ? `Tables are created here, but the models of ${file.blueprint} are not imported in this file.`
        : `The import * in line ${star.statement.line} hides where the models come from.`;
    return { obstacle: { id: 'models-import-missing', reason, line }, paste: importLine };
  }
  const path = below(sibling.path, file.blueprint) ?? [];
  const form = counterpart(file, sibling, path);
  const comment = pragmaOf(file.source, sibling.statement);
  const paste = form === undefined ? importLine : printImport(form) + comment;
  if (second !== undefined || isOfPackage(file, only)) {
    return {
      obstacle: unknown(`Tables are created for some packages alone, and not for ${file.blueprint}.`, line),
      paste: standard,
    };
  }
  const isReferredTo = file.imports.references().some(({ target }) => isWithin(target, sibling.path));
  if (form === undefined || (isReferredTo && comment === '') || !runsBefore(sibling.statement, only.node)) {
    return {
      obstacle: unknown(
        `It is not clear that importing ${sibling.path} is what makes its models known.`,
        sibling.statement.line,
      ),
      paste,
    };
  }
  const name = form.kind === 'import' ? form.alias : (form.alias ?? form.name);
  if (name !== undefined && isUsed(file, name, sibling.statement)) {
    return {
      obstacle: { id: 'name-taken', reason: `The file already uses the name ${name}.`, line: sibling.statement.line },
      paste: importLine,
    };
  }
  const edit = ensureImport(file.source, sibling.statement, form, comment);
  const outcome = await edited(file, [edit], sibling.statement.line, registered);
  return isObstacle(outcome) ? { obstacle: outcome, paste } : outcome;
}

/** Whether the tables that are created may be those of one package rather than everybody's. */
function isOfPackage(file: HostFile, { reference }: Creation): boolean {
  if (reference === undefined) return false;
  return (
    isWithin(reference.target, file.blueprint) || reference.target.split('.').some((part) => /models?$/.test(part))
  );
}

function isModels(path: readonly string[] | undefined): boolean {
  return path?.[0] !== undefined && /models?$/.test(path[0]) && path.length <= 1;
}

function runsBefore(statement: PythonNode, call: PythonNode): boolean {
  return statement.start < statementOf(call).start || scopeOf(call).type !== 'module';
}

function unknown(reason: string, line?: number): Obstacle {
  return { id: 'models-shape-unknown', reason, ...(line === undefined ? {} : { line }) };
}
