/** The door for other generators: they add packages and models to a backend of their own run. */
import { fileURLToPath } from 'node:url';
import type Generator from 'yeoman-generator';
import AppGenerator, { type AppOptions, type HostFlags, type SettingsInput } from './app/index.js';
import FieldGenerator, { type FieldOptions } from './field/index.js';
import ModelGenerator, { type ModelOptions } from './model/index.js';

export { BackendPackageError, type ExitStatus, type Refusal } from '../lib/refusal.js';
export {
  AppGenerator,
  type AppOptions,
  FieldGenerator,
  type FieldOptions,
  type HostFlags,
  ModelGenerator,
  type ModelOptions,
  type SettingsInput,
};

const generatorPath = (name: string): string =>
  fileURLToPath(new URL(`./${name}/index${import.meta.url.slice(-3)}`, import.meta.url));

/** One package, as a composing generator asks for it. */
export type PackageRequest = {
  /** The package's name, as in `order_items`. */
  readonly package: string;
  /** The first model's name; without one the package's singular. */
  readonly model?: string;
  /** Its fields in the field language, as in `total:decimal.10.2:ge=0`. */
  readonly fields?: readonly string[];
  /** What the model has besides its fields: its key, timestamps, its table, groups of fields. */
  readonly settings?: SettingsInput;
  /** The package's path, where it is not its name. */
  readonly path?: string;
  /** The tag of its paths in the API's documentation, where it is not the host's habit. */
  readonly tag?: string;
  /** Where the parts of the backend are, for a host in which that is not clear. */
  readonly host?: HostFlags;
  /** `false` leaves the host's files alone. */
  readonly register?: boolean;
};

/** A further model, as a composing generator asks for it. */
export type ModelRequest = {
  /** The package that it goes to: an existing one, or one that is composed in the same run. */
  readonly package: string;
  /** The model's name, as in `Line`. */
  readonly model: string;
  /** Its fields in the field language. */
  readonly fields?: readonly string[];
  /** What the model has besides its fields: its key, timestamps, its table, groups of fields. */
  readonly settings?: SettingsInput;
  /** Where the parts of the backend are, for a host in which that is not clear. */
  readonly host?: HostFlags;
};

/** Fields for a model that exists, as a composing generator asks for them. */
export type FieldRequest = {
  /** The package of the model, by whomever it was written. */
  readonly package: string;
  /** The model's name, as in `Invoice`. */
  readonly model: string;
  /** The new fields in the field language. */
  readonly fields: readonly string[];
  /** Where the parts of the backend are, for a host in which that is not clear. */
  readonly host?: HostFlags;
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
    { Generator: AppGenerator, path: generatorPath('app') },
    [request.package, ...(request.fields ?? [])],
    {
      ...request.host,
      ...request.settings,
      ...(request.path === undefined ? {} : { path: request.path }),
      ...(request.tag === undefined ? {} : { tag: request.tag }),
      ...(request.model === undefined ? {} : { model: request.model }),
      ...(request.register === undefined ? {} : { register: request.register }),
    },
  );
}

/**
 * Adds a further model to a package in the parent's run, whether the package is on the disk or composed in the same
 * run. Its paths are below the package's: `/invoices/lines`.
 *
 * What is wrong ends the run with a `BackendPackageError` before anything is written.
 */
export async function composeModel(
  parent: Pick<Generator, 'composeWith'>,
  request: ModelRequest,
): Promise<ModelGenerator> {
  return parent.composeWith<ModelGenerator>(
    { Generator: ModelGenerator, path: generatorPath('model') },
    [request.package, request.model, ...(request.fields ?? [])],
    { ...request.host, ...request.settings },
  );
}

/**
 * Adds fields to a model in the parent's run: to its class, its schemas, its list and its tests. What people wrote stays.
 *
 * What is wrong ends the run with a `BackendPackageError` before anything is written.
 */
export async function composeField(
  parent: Pick<Generator, 'composeWith'>,
  request: FieldRequest,
): Promise<FieldGenerator> {
  return parent.composeWith<FieldGenerator>(
    { Generator: FieldGenerator, path: generatorPath('field') },
    [request.package, request.model, ...request.fields],
    { ...request.host },
  );
}
