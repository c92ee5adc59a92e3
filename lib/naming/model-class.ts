/** Classes of models and the nouns in them: `UserModel`, `UserORM` and `DBUser` are all of the noun `User`. */
import { singular } from './inflect.js';

const AFFIX = /^(?:DB|Db|ORM|Orm)(?=[A-Z][a-z])|(?<=[a-z0-9])(?:Model|Table|Entity|ORM|Orm|DB|Db)$/;

/** What the class is about. */
export const modelNoun = (name: string): string => name.replace(AFFIX, '');

/** The name of a class with `{}` for its noun: `{}Model`, and `{}` where there is nothing else in it. */
export function classPattern(name: string): string {
  const noun = modelNoun(name);
  return name.replace(noun, '{}');
}

/** Whether a name is that of a feature, however it is written: `ToDo` of `todos`. */
export const isNamedAfter = (name: string, feature: string): boolean =>
  name.toLowerCase() === singular(feature).replaceAll('_', '');

/** The class of a noun by the pattern of a host. */
export const classOfNoun = (pattern: string, noun: string): string => pattern.replace('{}', noun);

/** The noun in the name of a class by that pattern; another name is a noun by itself. */
export function nounOfClass(pattern: string, name: string): string {
  const [before = '', behind = ''] = pattern.split('{}');
  const noun = name.slice(before.length, name.length - behind.length);
  return /^[A-Z]/.test(noun) && classOfNoun(pattern, noun) === name ? noun : name;
}
