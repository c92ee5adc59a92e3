/** What the new modules of a package say of themselves. */
import type { ModelSpec } from '../request/model.js';
import type { Docstring } from '../style/docstrings.js';
import type { Style } from '../style/style-values.js';
import { context, type PackageNames } from './context.js';
import { docFor } from './layers.js';
import { roleOfFile } from './modules.js';

/** The docstring of a file that is one of the package's modules; nothing where the blueprint's say nothing. */
export function moduleDoc(
  pkg: PackageNames,
  file: string,
  first: ModelSpec | undefined,
  conventions: Style,
): Docstring | undefined {
  const role = roleOfFile(file);
  return first && role && docFor(context(pkg, file, conventions), first, conventions.moduleDocs[role]);
}
