/** All that a run was asked for, checked. */
import { modelNameProblem, packageNameProblem, pascalCase, singular, urlSegment } from '../naming/names.js';
import type { Refusal } from '../refusal.js';
import { readFields } from './fields.js';
import { type ModelSpec, modelSpec } from './model.js';
import { fieldsReport, USUAL_WIDTH } from './report.js';
import { readSettings, type SettingsInput } from './settings.js';

/** All that a run was asked for, as plain JSON. */
export type PackageSpec = {
  readonly version: 1;
  readonly name: string;
  /** The prefix of the package's paths without its slash: `order-items`. */
  readonly slug: string;
  /** The tag of its paths in the OpenAPI document, where it is not to be the host's habit. */
  readonly tag?: string;
  readonly model: ModelSpec;
};

export type PackageInput = {
  readonly package: string;
  readonly model?: string;
  readonly fields: readonly string[];
  readonly settings?: SettingsInput;
  /** The package's path, where it is not its name: `bills`. */
  readonly path?: string;
  /** The tag of its paths, where it is not the host's habit: `Billing`. */
  readonly tag?: string;
};

/**
 * The one validation that every input passes, wherever it came from.
 * `reserved` holds the names of fields that the host's base or mixins supply besides `id`; messages about fields are
 * written for a terminal of `columns`. Everything that is wrong is given back at once.
 */
export function packageSpec(
  input: PackageInput,
  reserved: ReadonlySet<string> = new Set(),
  columns: number = USUAL_WIDTH,
): PackageSpec | readonly Refusal[] {
  const model = input.model ?? pascalCase(singular(input.package));
  const { fields, faults } = readFields(input.fields, reserved);
  const { settings, problems: unset } = readSettings(input.settings ?? {}, fields);
  const problems = [
    wrongInput('package-name', packageNameProblem(input.package)),
    wrongInput('model-name', modelProblem(input, model)),
    faults.length > 0 ? wrongInput('field-wrong', fieldsReport(faults, columns)) : undefined,
    wrongInput('path-wrong', input.path === undefined ? undefined : pathProblem(input.path)),
    wrongInput('tag-wrong', input.tag === undefined ? undefined : tagProblem(input.tag)),
    // A group of fields that could not be read is not worth a second complaint.
    ...unset.filter(({ id }) => id !== 'field-group' || faults.length === 0),
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) return problems;
  const slug = input.path?.replace(/^\//, '') ?? urlSegment(input.package);
  const tag = input.tag === undefined ? {} : { tag: input.tag };
  return { version: 1, name: input.package, slug, ...tag, model: modelSpec(model, fields, settings) };
}

function wrongInput(id: string, reason: string | undefined): Refusal | undefined {
  return reason === undefined ? undefined : { id, status: 2, reason };
}

/** A model's name that was made from a bad package name is not worth a second complaint. */
function modelProblem(input: PackageInput, model: string): string | undefined {
  if (input.model !== undefined) return modelNameProblem(model);
  if (packageNameProblem(input.package) !== undefined) return undefined;
  const problem = modelNameProblem(model);
  return problem && `${problem} It was made from the package's name: give another with --model.`;
}

function pathProblem(path: string): string | undefined {
  if (/^\/?[a-z0-9]+(?:[-_][a-z0-9]+)*$/.test(path)) return undefined;
  return `--path=${path}: use one part of a path, small letters and digits with - or _ between, as in --path=bills.`;
}

/** What stands between quotes in any registration, also in a string with values in it. */
function tagProblem(tag: string): string | undefined {
  if (/^[^\p{C}\p{Zl}\p{Zp}"'`\\{}]{1,60}$/u.test(tag) && tag.trim() === tag) return undefined;
  return `--tag=${tag}: use 1 to 60 printable characters without quotes, braces and backslashes, as in --tag=Billing.`;
}
