/** Makes a package's models known where no package shows how. */
import { findCreations } from '../framework/creations.js';
import { pascalCase } from '../naming/inflect.js';
import { type ImportForm, isWithin } from '../python/imports.js';
import { childrenOf, type PythonNode, walk } from '../python/syntax.js';
import { modelImports, runsBefore } from '../wiring/model-imports.js';
import { useSiteOf } from '../wiring/use-site.js';
import { stringLikeness, stringUses } from '../wiring/uses.js';
import { pragmaOf } from './comments.js';
import { type Attempt, drafted, type EditReport } from './finish.js';
import type { HostFile } from './host-file.js';
import { insertCopy } from './insert-copy.js';
import { freeName } from './names.js';
import { modelsModule, moduleAndName } from './standard.js';

/**
 * Without a package that shows how: the models are imported below the line that was named, in its form, or above the one
 * call that creates all tables.
 */
export function modelsWithoutBlueprint(file: HostFile): Attempt {
  const { below, shown } = file.request;
  if (below !== undefined && shown !== undefined) return stringsWithoutBlueprint(file, below, shown);
  const creations = findCreations(file);
  const sibling = below === undefined ? lastOwn(file) : importAt(file, below);
  const isLate = creations.some(({ node }) => sibling === undefined || !runsBefore(sibling, node));
  const isShown = below !== undefined || creations.length === 1 || file.request.mode === 'imports';
  if (sibling === undefined || isLate || !isShown) {
    const reason = 'It is not clear where models are imported in this file.';
    return { obstacle: { id: 'models-import-missing', reason, ...(below === undefined ? {} : { line: below }) } };
  }
  const form = formLike(file, below === undefined ? undefined : sibling);
  const pragma = below === undefined ? '  # noqa: F401' : pragmaOf(file.source, sibling);
  const name = file.imports.bindings.find(({ statement }) => statement === sibling)?.name ?? '';
  const ending: EditReport = {
    followed: below === undefined ? 'last-import' : 'other-models',
    like: sibling.line,
    notes: [],
    unknown: 'models-shape-unknown',
    isRegistered: (after) => modelImports(after, after.package).length > 0,
  };
  const needs = [{ sibling, name, form, comment: pragma }];
  return drafted(file, { texts: [], needs, notes: [], edits: [], touched: [sibling] }, ending);
}

/** A string beside the one that names other models. */
function stringsWithoutBlueprint(file: HostFile, line: number, shown: string): Attempt {
  const node = [...walk(file.tree.root)].find(
    (each) => each.type === 'string' && each.line === line && each.text.slice(1, -1) === shown,
  );
  const site = node && useSiteOf(file, node, stringLikeness);
  const text = node?.text.replace(shown, moduleAndName(file.request, [modelsModule(file.request)]).join('.')) ?? '';
  if (site?.kind !== 'element' || site.unit !== node) {
    const reason = `How ${shown} is named in this file is not understood.`;
    return { obstacle: { id: 'models-shape-unknown', reason, line }, ...(text === '' ? {} : { paste: text }) };
  }
  const edits = insertCopy(file, site, text, stringLikeness, true);
  const ending: EditReport = {
    followed: 'other-models',
    like: line,
    notes: [],
    unknown: 'models-shape-unknown',
    isRegistered: (after) => stringUses(after, after.package).length > 0,
  };
  return drafted(file, { texts: [text], needs: [], notes: [], edits, touched: [site.unit] }, ending);
}

/** The new package's models in the form of another import: its star, its class, or else the module under an alias. */
function formLike(file: HostFile, sibling: PythonNode | undefined): ImportForm {
  const { package: name, singular, modelName = pascalCase(singular) } = file.request;
  const module = modelsModule(file.request);
  const [folder, own] = moduleAndName(file.request, [module]);
  const path = folder === '' ? own : `${folder}.${own}`;
  if (sibling?.type === 'import_statement') return { kind: 'import', module: path };
  if (sibling?.named.some(({ type }) => type === 'wildcard_import')) return { kind: 'from', module: path, name: '*' };
  const isClass = sibling !== undefined && childrenOf(sibling, 'name').some(({ text }) => /^_*[A-Z]/.test(text));
  if (isClass) return { kind: 'from', module: path, name: modelName };
  return { kind: 'from', module: folder, name: own, alias: freeName(file, `${name}_${module}`) };
}

function importAt(file: HostFile, line: number): PythonNode | undefined {
  return [...walk(file.tree.root)].find(
    (node) =>
      node.type.startsWith('import_') &&
      node.type.endsWith('statement') &&
      node.line <= line &&
      line < node.line + node.text.split('\n').length,
  );
}

/** The last import of the host's own at the top of the file, or else the last one there. */
function lastOwn(file: HostFile): PythonNode | undefined {
  const { importRoot } = file.request;
  const calls = findCreations(file);
  const top = file.imports.bindings.filter(
    ({ nested, typeOnly, statement }) => !nested && !typeOnly && calls.every(({ node }) => runsBefore(statement, node)),
  );
  return (top.filter(({ path }) => importRoot !== '' && isWithin(path, importRoot)).at(-1) ?? top.at(-1))?.statement;
}
