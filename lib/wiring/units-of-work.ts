/** The files in which units of work make the repositories of the host's features. */

import type { Backend } from '../backend/backend.js';
import { ownClasses } from '../framework/host-classes.js';
import { COMMIT_METHOD, COMMIT_WORD, isUnitOfWork } from '../framework/units-of-work.js';
import { type ModuleFile, moduleFile } from '../project/paths.js';
import { isWithinNode, type PythonNode } from '../python/syntax.js';
import { below, type SearchedFile } from './searched-file.js';
import type { Use } from './uses.js';

/** Those that import something of a feature, which is not in them itself. */
export function unitsOfWork({ modules, features }: Backend, feature: string): readonly ModuleFile[] {
  return modules.mentioning(modules.root, COMMIT_WORD).flatMap((path): readonly ModuleFile[] => {
    const module = features.of(path) === feature ? undefined : modules.at(path);
    if (module === undefined || !COMMIT_METHOD.test(module.source)) return [];
    if (!ownClasses(module).some((each) => isUnitOfWork(each, modules))) return [];
    const isOurs = module.imports.bindings.some(({ path: imported, typeOnly }) => {
      const owner = modules.define(imported)?.module;
      return !typeOnly && owner !== undefined && features.of(owner.path) === feature;
    });
    return isOurs ? [moduleFile(modules.root, path)] : [];
  });
}

/**
 * What the units of work of a file have of a package: a statement that makes a repository, an annotation that says its
 * type, or a property that makes it.
 */
export function unitUses(file: SearchedFile, owner: string): readonly Use[] {
  const units = ownClasses(file).filter((each) => isUnitOfWork(each, file.project));
  return file.imports
    .references()
    .filter(
      ({ target, node }) => below(target, owner) !== undefined && units.some((each) => isWithinNode(each.node, node)),
    )
    .map((reference) => ({
      node: reference.node,
      target: reference.target,
      reference,
      site: unitSite(reference.node),
    }));
}

/** The property of a unit of work in which an expression is, or else its statement that has a name on its left. */
export function unitSite(node: PythonNode): Use['site'] {
  const around: PythonNode[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) {
    if (at.parent.type === 'block' && kindOf(at) !== undefined) around.push(at);
    if (at.type === 'class_definition') {
      const unit = at.text.includes(COMMIT_WORD) ? (around.find(isProperty) ?? around[0]) : undefined;
      const holder = unit?.parent;
      if (unit === undefined || holder === undefined) return undefined;
      const among = holder.named.filter((each) => kindOf(each) === kindOf(unit));
      return { kind: 'statement', node, unit, among, holder };
    }
  }
  return undefined;
}

const isProperty = (statement: PythonNode): boolean => kindOf(statement) === 'property';

function kindOf(statement: PythonNode): string | undefined {
  if (statement.type === 'decorated_definition') {
    return statement.named[0]?.text === '@property' ? 'property' : undefined;
  }
  const [only] = statement.type === 'expression_statement' ? statement.named : [];
  if (only?.type !== 'assignment') return undefined;
  if (/^self\.\w+\s*(?::[^=]+)?=\s*[\w.]+\(/.test(only.text)) return 'making';
  return /^\w+\s*:/.test(only.text) ? 'annotation' : undefined;
}
