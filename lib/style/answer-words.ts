/** The words of the blueprint's answers as phrases: `User 7 not found` is `{Title} {key} not found`. */
import { textLiteral } from '../framework/text-constants.js';
import { isUnique } from '../framework/written-fields.js';
import { type Nouns, namePattern, nounsOf } from '../naming/name-pattern.js';
import { humanWords, pascalCase } from '../naming/names.js';
import type { Module } from '../project/module.js';
import type { PythonNode } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';
import { mainColumns, mainModel } from './main-model.js';

/** The words of the blueprint that another package has others for. */
export type Words = {
  /** The literal that an expression is, or that a constant of the host has. */
  literal(module: Module, node: PythonNode | undefined): PythonNode | undefined;
  readonly model: string | undefined;
  readonly nouns: Nouns;
  /** The fields that may be taken: the unique ones, and those that mostly are. */
  readonly fields: readonly string[];
};

export function answerWords(host: HostReading): Words {
  const main = mainModel(host);
  const model = main?.name;
  const unique = mainColumns(host).filter((column) => main !== undefined && isUnique(column, main.node));
  return {
    literal: (module, node) => textLiteral(module, node, host.modules),
    model,
    nouns: nounsOf(model, host.host.blueprint ?? ''),
    fields: [...new Set([...unique.map(({ name }) => name), 'email', 'username', 'login', 'name'])],
  };
}

/**
 * A phrase with `{Title}` and `{title}` for the noun, `{Field}` and `{field}` for a unique field, `{key}` and `{value}`
 * for what an f-string puts in, or the pattern of a word for machines; nothing where it puts in something else.
 */
export function phraseOf(literal: string, { nouns, fields }: Words): string | undefined {
  const [, prefix = '', double, single] = /^([fFrRuU]*)(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(literal) ?? [];
  const text = double ?? single;
  if (text === undefined) return undefined;
  let phrase = text;
  let isWhole = true;
  if (/f/i.test(prefix)) {
    phrase = phrase.replace(/\{([^{}]*)\}/g, (_, inside: string) => {
      const last = /(\w+)(?:!\w)?$/.exec(inside.trim())?.[1] ?? '';
      if (/(?:^|_)(?:id|pk|uuid|key)$/.test(last)) return '{key}';
      if (fields.includes(last)) return '{value}';
      isWhole = false;
      return '';
    });
  } else if (/[{}]/.test(phrase)) return undefined;
  if (!isWhole) return undefined;
  if (/^[a-z]+(?:_[a-z]+)+$|^[A-Z]+(?:_[A-Z]+)+$/.test(phrase)) return codePattern(phrase, nouns, fields);
  phrase = named(phrase, fields);
  for (const noun of nouns.one.map(humanWords)) phrase = replaced(phrase, noun, 'title', pascalCase(noun));
  for (const field of fields.map(humanWords)) phrase = replaced(phrase, field, 'field');
  // `Username or email` are one field of another package.
  phrase = phrase.replace(/(\{[Ff]ield\})(?:(?:, | or | and | o | ou | y | e |\/)\{[Ff]ield\})+/g, '$1');
  return /\{title\}/i.test(phrase) || !FOREIGN.test(phrase) ? phrase : withSubject(phrase);
}

/**
 * The noun of another language is what the sentence is about: `Usuario no encontrado`, `Essa tarefa já existe`, `Указанное
 * помещение не найдено`, `Ya existe un cliente con ese {field}`.
 */
function withSubject(phrase: string): string {
  const told = phrase.replace(TOLD_FIRST, '$1{title}');
  return told === phrase ? phrase.replace(SUBJECT, '{Title}') : told;
}

/** A word for machines: `USER_NOT_FOUND` is `{ONE}_NOT_FOUND`, `email_taken` is `{field_name}_taken`. */
function codePattern(code: string, nouns: Nouns, fields: readonly string[]): string {
  const one = fields.reduce(
    (found, field) =>
      found
        .replace(new RegExp(`(?<![a-z{])${field}(?![a-z}])`), '{field_name}')
        .replace(new RegExp(`(?<![A-Z{])${field.toUpperCase()}(?![A-Z}])`), '{FIELD_NAME}'),
    namePattern(code, nouns),
  );
  return one.replace(/(\{field_name\})(?:_(?:or|and)_\{field_name\})+/gi, '$1');
}

/** What people call a field that is named by one word: `email address`, `correo electrónico`. */
const SPOKEN: Readonly<Record<string, RegExp>> = {
  email: /e-?mail address|e-?mail|correo electr[óo]nico|correo|endereço de e-?mail|adresse e-?mail/i,
  username: /user ?name|nombre de usuario|nome de usu[áa]rio|nom d'utilisateur/i,
  phone: /phone number|(?:número de )?tel[ée]fono|(?:número de )?telefone/i,
  name: /nombre|nome/i,
};

/** A text in which fields have their own names. */
function named(text: string, fields: readonly string[]): string {
  let found = text;
  for (const field of ['username', 'email', 'phone', 'name'].filter((each) => fields.includes(each))) {
    const spoken = SPOKEN[field]?.source ?? '';
    found = found.replace(new RegExp(`(?<![\\p{L}{])(?:${spoken})(?![\\p{L}}])`, 'giu'), (word) =>
      /^\p{Lu}/u.test(word) ? field.charAt(0).toUpperCase() + field.slice(1) : field,
    );
  }
  return found;
}

const SUBJECT =
  /^(?=\p{Lu})(?!(?:ya|já|não|no|n['’]|нет|не|уже|existe|um|uma|un|una)\s)\p{L}+(?:\s+\p{L}+){0,3}?(?=\s+(?:не|no|não|nao|n['’]\p{L}+|уже|ya|já|déjà|introuvable|existe|nicht|bereits|с|со|con|com|avec|mit|по|\{key\}|\{value\})(?:[\s.!]|$))/iu;
const TOLD_FIRST =
  /^((?:ya|já) existe (?:(?:un|una|um|uma|otr[oa]|outr[oa]) )?)(?!(?:con|com|ese|este|esse)\s)\p{L}+(?=\s|$)/iu;
const FOREIGN =
  /encontrad|encontro|existe|registrad|cadastrad|não|\bja\b|já|trouvé|introuvable|gefunden|bereits|найден|существ/i;

function replaced(phrase: string, word: string, key: 'title' | 'field', other = ''): string {
  const title = word.charAt(0).toUpperCase() + word.slice(1);
  const capital = key === 'title' ? '{Title}' : '{Field}';
  const words = [title, other].filter((each) => each !== '').join('|');
  // `SKU already taken`, `a product with this SKU`
  const upper = key === 'field' ? word.toUpperCase() : title;
  return phrase
    .replace(new RegExp(`(?<![\\w{])(?:${words})(?![\\w}])|^${upper}(?![\\w}])`), capital)
    .replace(new RegExp(`(?<![\\w{])(?:${word}|${upper})(?![\\w}])`), `{${key}}`);
}
