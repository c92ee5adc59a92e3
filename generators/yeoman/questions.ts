/** The questions about a package or a model that was not named on the command line. */
import yosay from 'yosay';
import { modelNameProblem, packageNameProblem, pascalCase, singular } from '../../lib/naming/names.js';
import { parseField } from '../../lib/request/fields.js';
import type { PackageInput } from '../../lib/request/package.js';
import { nameProblemHere } from './ahead.js';
import { ask } from './ask.js';
import type { Instance } from './instance.js';
import { showsPictures } from './terminal.js';

type Look = Parameters<typeof nameProblemHere>[0];

export function greet(generator: Instance, words: string): void {
  generator.log(showsPictures() ? yosay(words) : words);
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

async function askForPackageName(generator: Instance, look: Look): Promise<string> {
  const { name } = await ask<{ name: string }>(generator, [
    {
      type: 'input',
      name: 'name',
      message: 'Package (plural, as in invoices):',
      validate: async (answer: string) => orTrue(packageNameProblem(answer) ?? (await nameProblemHere(look, answer))),
    },
  ]);
  return name;
}

async function askForModelName(generator: Instance, suggestion?: string): Promise<string> {
  const { model } = await ask<{ model: string }>(generator, [
    {
      type: 'input',
      name: 'model',
      message: suggestion === undefined ? 'Model (as in Line):' : 'Model:',
      ...(suggestion === undefined ? {} : { default: suggestion }),
      validate: (answer: string) => orTrue(modelNameProblem(answer)),
    },
  ]);
  return model;
}

/** Asks for one field after the other; an empty answer ends them. */
async function askForFields(generator: Instance): Promise<readonly string[]> {
  const fields: string[] = [];
  for (;;) {
    const { field } = await ask<{ field: string }>(generator, [
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
    if (field.trim() === '') return fields;
    fields.push(field.trim());
  }
}

/** Asks for a new package, its first model and that model's fields. */
export async function askForPackage(generator: Instance, look: Look): Promise<PackageInput> {
  const name = await askForPackageName(generator, look);
  const model = await askForModelName(generator, pascalCase(singular(name)));
  return { package: name, model, fields: await askForFields(generator) };
}

/** Asks for an existing package, one of its models and the fields that it gets. */
export const askForAddedFields: typeof askForModel = (generator, look) => askForModel(generator, look);

/** Asks for an existing package, a further model and its fields. */
export async function askForModel(generator: Instance, look: Look): Promise<PackageInput> {
  const name = await askForPackageName(generator, look);
  const model = await askForModelName(generator);
  return { package: name, model, fields: await askForFields(generator) };
}
