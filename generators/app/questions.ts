import yosay from 'yosay';
import { parseField } from '../../lib/spec/fields.js';
import { modelNameProblem, packageNameProblem, pascalCase, singular } from '../../lib/spec/names.js';
import type { PackageInput } from '../../lib/spec/package.js';
import type { Instance } from '../yeoman/run.js';

export function greet(generator: Instance): void {
  generator.log(yosay('A new feature package for your FastAPI backend.'));
}

const orTrue = (problem: string | undefined): string | true => problem ?? true;

/** Why a word is no further field of these, or `true`. */
function fieldProblem(word: string, fields: readonly string[]): string | true {
  if (word === '') return true;
  const name = word.split(':')[0];
  if (fields.some((each) => each.split(':')[0] === name)) return `There is a field ${name} already.`;
  const parsed = parseField(word);
  return 'field' in parsed ? true : parsed.errors.map((each) => each.message).join(' ');
}

/** Asks for the package, its model and one field after the other; an empty answer ends the fields. */
export async function askForPackage(generator: Instance): Promise<PackageInput> {
  const { name } = await generator.prompt<{ name: string }>([
    {
      type: 'input',
      name: 'name',
      message: 'Package (plural, as in invoices):',
      validate: (answer: string) => orTrue(packageNameProblem(answer)),
    },
  ]);
  const { model } = await generator.prompt<{ model: string }>([
    {
      type: 'input',
      name: 'model',
      message: 'Model:',
      default: pascalCase(singular(name)),
      validate: (answer: string) => orTrue(modelNameProblem(answer)),
    },
  ]);
  const fields: string[] = [];
  for (;;) {
    const { field } = await generator.prompt<{ field: string }>([
      {
        type: 'input',
        name: 'field',
        message:
          fields.length === 0
            ? 'Field, as in number:str.32:unique (empty to finish):'
            : 'Next field (empty to finish):',
        validate: (answer: string) => fieldProblem(answer.trim(), fields),
      },
    ]);
    if (field.trim() === '') return { package: name, model, fields };
    fields.push(field.trim());
  }
}
