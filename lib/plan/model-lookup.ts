/** The models of the backend that the words of references mean: `ref.users.User`, `ref.users`, `ref.User`. */
import type { MappedTable } from '../framework/mapped-models.js';
import { nearest } from '../naming/did-you-mean.js';
import { classOfNoun } from '../naming/model-class.js';
import { pascalCase, singular } from '../naming/names.js';
import type { RefType } from '../request/fields.js';

type LookedUp = {
  /** All models. */
  readonly all: readonly MappedTable[];
  /** Where packages are, and the package that refers. */
  readonly importRoot: string;
  readonly name: string;
  /** What is around the noun in the class of a model: `ref.User` means `UserModel`, too. */
  readonly modelNames: string;
};

type Words = Pick<RefType, 'package' | 'model'>;

/** The model that the words of a reference mean. */
export function lookUp(host: LookedUp, type: Words): MappedTable | { readonly problem: string } {
  const { package: name, model } = type;
  if (model === undefined) return mainModelOf(host, name ?? '');
  const called = named(host, model);
  const [first, ...others] = name === undefined ? nearby(host, called) : inPackage(host, called, name);
  if (first === undefined) return { problem: unknown(host, type) };
  if (others.length === 0) return first;
  const all = [first, ...others].map((each) => `${wordFor(host, each)} (${each.table.module.module})`);
  return { problem: `There is more than one model ${model}: ${all.join(', ')}.` };
}

/** Those of a class, or else of a noun. */
function named({ all, modelNames }: LookedUp, model: string): readonly MappedTable[] {
  const exact = all.filter(({ table }) => table.name === model);
  const ofNoun = classOfNoun(modelNames, model);
  return exact.length > 0 ? exact : all.filter(({ table }) => table.name === ofNoun);
}

/** Those of the package that refers, where it has one of the name. */
function nearby(host: LookedUp, called: readonly MappedTable[]): readonly MappedTable[] {
  const own = called.filter((each) => isIn(host, each, host.name));
  return own.length > 0 ? own : called;
}

/** Those of a package; where models are in one place for all packages, those of that place. */
function inPackage(host: LookedUp, called: readonly MappedTable[], name: string): readonly MappedTable[] {
  const inside = called.filter((each) => isIn(host, each, name));
  return inside.length > 0 ? inside : called.filter((each) => packageOf(host, each) === undefined);
}

/** The model that a package is called after, or its only one. */
function mainModelOf(host: LookedUp, name: string): MappedTable | { readonly problem: string } {
  const inside = host.all.filter((each) => isIn(host, each, name));
  const called = named(host, pascalCase(singular(name)));
  const main = inPackage(host, called, name)[0] ?? (inside.length === 1 ? inside[0] : undefined);
  if (main !== undefined) return main;
  if (inside.length === 0) return { problem: unknown(host, { package: name }) };
  const all = inside.map((each) => `ref.${name}.${each.table.name}`);
  return { problem: `The package ${name} has several models: write ${all.join(' or ')}.` };
}

/** Words of modules that hold models of any package. */
const SHARED =
  /^(?:models?|entit(?:y|ies)|tables?|orm|db|database|domain|infrastructure|persistence|schemas?|core|common|shared|base|app|src|backend|api|modules|features|apps|domains|v\d+)$/;

/** The parts of a module's name that may be the name of a package. */
function partsOf({ importRoot }: LookedUp, { table }: MappedTable): readonly string[] {
  const { module } = table.module;
  const below =
    importRoot === '' || !module.startsWith(`${importRoot}.`) ? module : module.slice(importRoot.length + 1);
  return below
    .split('.')
    .map((part) => part.replace(/^models?_|_models?$/g, ''))
    .filter((part) => !SHARED.test(part));
}

function isIn(host: LookedUp, model: MappedTable, name: string): boolean {
  return partsOf(host, model).some((part) => part === name || part === singular(name) || singular(part) === name);
}

const packageOf = (host: LookedUp, model: MappedTable): string | undefined => partsOf(host, model)[0];

/** How a model is written in a field. */
function wordFor(host: LookedUp, model: MappedTable): string {
  return ['ref', packageOf(host, model), model.table.name].filter((part) => part !== undefined).join('.');
}

const MOST_SHOWN = 12;

function unknown(host: LookedUp, type: Words): string {
  const asked = [type.package, type.model].filter((part) => part !== undefined).join('.');
  const words = host.all.map((each) => wordFor(host, each));
  const called = named(host, type.model ?? '').map((each) => wordFor(host, each));
  const model =
    type.model === undefined
      ? undefined
      : nearest(
          type.model,
          host.all.map(({ table }) => table.name),
        );
  const near =
    called[0] ??
    nearest(`ref.${asked}`, words) ??
    words.find((each) => model !== undefined && each.endsWith(`.${model}`));
  const start = `The backend has no model ${asked}.`;
  if (near !== undefined) return `${start} Did you mean ${near}?`;
  if (words.length === 0) return `${start} It has no models at all.`;
  const more = words.length > MOST_SHOWN ? ` and ${words.length - MOST_SHOWN} more` : '';
  return `${start} There are ${words.slice(0, MOST_SHOWN).join(', ')}${more}.`;
}
