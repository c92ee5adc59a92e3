import { fileURLToPath } from 'node:url';
import type Generator from 'yeoman-generator';
import AppGenerator, { type AppOptions } from './app/index.js';

export { BackendPackageError, type ExitStatus } from '../lib/errors.js';
export { AppGenerator, type AppOptions };

const APP_GENERATOR: string = fileURLToPath(new URL(`./app/index${import.meta.url.slice(-3)}`, import.meta.url));

/** One package, as a composing generator asks for it. */
export type PackageRequest = {
  /** The package's name, as in `order_items`. */
  readonly package: string;
  /** The first model's name; without one the package's singular. */
  readonly model?: string;
  /** Its fields in the field language, as in `total:decimal.10.2:ge=0`. */
  readonly fields?: readonly string[];
};

/**
 * Adds a package to the backend that `parent` works on, in the parent's run: call it in `initializing` or later up to
 * `configuring`, once for each package. The host may so far exist only in memory.
 *
 * A wrong name or field, or a host that is not understood, ends the run with a `BackendPackageError` before anything
 * is written.
 */
export async function composeBackendPackage(
  parent: Pick<Generator, 'composeWith'>,
  request: PackageRequest,
): Promise<AppGenerator> {
  return parent.composeWith<AppGenerator>(
    { Generator: AppGenerator, path: APP_GENERATOR },
    [request.package, ...(request.fields ?? [])],
    request.model === undefined ? {} : { model: request.model },
  );
}
