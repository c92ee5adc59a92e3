/** All that a run was asked for, checked. */
import { modelNameProblem, packageNameProblem, pascalCase, singular, urlSegment } from '../naming/names.js';
import type { Refusal } from '../refusal.js';
import type { Field } from './field.js';
import { readFields } from './fields.js';
import { type ModelSpec, modelSpec } from './model.js';
import { fieldsReport, USUAL_WIDTH } from './report.js';

/** All that a run was asked for, as plain JSON. */
export type PackageSpec = {
  readonly version: 1;
  readonly name: string;
  /** The prefix of the package's paths without its slash: `order-items`. */
  readonly slug: string;
  readonly model: ModelSpec;
};

export type PackageInput = {
  readonly package: string;
  readonly model?: string;
  readonly fields: readonly string[];
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
  const problems = [
    wrongInput('package-name', packageNameProblem(input.package)),
    wrongInput('model-name', modelProblem(input, model)),
    faults.length > 0 ? wrongInput('field-wrong', fieldsReport(faults, columns)) : undefined,
  ].filter((problem) => problem !== undefined);
  return problems.length > 0 ? problems : specOf(input.package, model, fields);
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

function specOf(name: string, model: string, fields: readonly Field[]): PackageSpec {
  return { version: 1, name, slug: urlSegment(name), model: modelSpec(model, fields) };
}
