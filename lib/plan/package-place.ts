/** Where the files of a package are: in its folder, or by layer in those of the host. */
import { join } from 'node:path';
import { packagePath, pathIn, schemasFile } from '../package/modules.js';
import { isOneTestFile, type PackageFile, packageFiles } from '../package/pieces.js';
import { isFile } from '../project/paths.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';

export type PlacedFile = PackageFile & {
  readonly path: string;
  /** Whether all features of the host have this file: it exists, and only gets more. */
  readonly isShared: boolean;
};

export type PackagePlace = {
  readonly kind: Style['layout']['kind'];
  readonly name: string;
  /** The package's folder; by layer the one that holds the layers. */
  readonly folder: string;
  readonly files: readonly PlacedFile[];
};

export function placeOfPackage(host: Host, name: string, style: Style): PackagePlace {
  const { layout, modules, tests } = style;
  const folder = layout.kind === 'layers' ? host.packages : join(host.packages, name);
  const shared = layout.kind === 'layers' ? layout.shared.map((role) => pathIn(modules, `${role}.py`)) : [];
  const files = packageFiles(style).map(({ file, below }) => {
    const isTest = file.startsWith('tests/');
    const path =
      isTest && isOneTestFile(style)
        ? `${join(host.project, tests.file ?? '')}.py`
        : packagePath(host.project, folder, tests.folder, below);
    const isShared = shared.includes(below);
    return { file, below, path: isShared ? sharedFile(host, path) : path, isShared };
  });
  return { kind: layout.kind, name, folder, files };
}

/** The paths of a package's files by what the standard calls them. */
export function pathsByFile({ files }: PackagePlace, { modules }: Style): ReadonlyMap<string, string> {
  const paths = new Map(files.map(({ file, path }) => [file, path]));
  const schemas = paths.get(schemasFile(modules));
  return schemas === undefined ? paths : paths.set('schemas.py', schemas);
}

/** The file that all features share: `models.py`, or where that is a package its `__init__.py`. */
function sharedFile({ code: { files } }: Host, path: string): string {
  const inPackage = join(path.replace(/\.py$/, ''), '__init__.py');
  return isFile(files, inPackage) ? inPackage : path;
}
