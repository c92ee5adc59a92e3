/** Sentences with a noun in them as patterns: `Retrieve users.` is `Retrieve {many}.`, `Usuario creado` is `{One} creado`. */
import { humanWords } from './inflect.js';
import type { Nouns } from './name-pattern.js';

/** The pattern of a text; nothing for one of which it is not sure that its nouns are the blueprint's alone. */
export function phrasePattern(text: string, nouns: Nouns): string | undefined {
  let pattern = text;
  const words = [
    ...nouns.many.map((word) => ({ word: spoken(word), key: 'many' })),
    ...nouns.one.map((word) => ({ word: spoken(word), key: 'one' })),
  ];
  for (const { word, key } of words.sort((left, right) => right.word.length - left.word.length)) {
    const title = word.charAt(0).toUpperCase() + word.slice(1);
    pattern = pattern
      .replace(new RegExp(`(?<![\\w{])${word}(?![\\w}])`, 'g'), `{${key}}`)
      .replace(new RegExp(`(?<![\\w{])${title}(?![\\w}])`, 'g'), `{${key === 'one' ? 'One' : 'Many'}}`);
  }
  // `a new meeting room` of meetings, whose model is a room.
  pattern = pattern
    .replace(/\{one\} (?=\{(?:one|many)\})/g, '')
    .replace(/\{One\} \{(one|many)\}/g, (_, key: string) => `{${key === 'one' ? 'One' : 'Many'}}`);
  const rest = pattern.replace(/\{\w+\}/g, '');
  const isKnown = isEnglish(pattern) || wordsOf(pattern).every((word) => FOREIGN.has(word));
  return isKnown && /^[\x20-\x7e\u00a1\u00bf-\u024f\n]*$/.test(rest) ? pattern : undefined;
}

/** Words in a row: `number, total and due`. */
export function wordList(words: readonly string[], joint = 'and'): string {
  return [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(` ${joint} `);
}

/** A noun as sentences have it; one with an accent is a word already. */
const spoken = (noun: string): string => (/^\w+$/.test(noun) ? humanWords(noun) : noun);

/**
 * The text of an f-string without what it says of one record: `User '{user.name}' deleted` is `User deleted`, and
 * `{product.name} removed` is `Product removed`. A number that it tells stays.
 */
export function withoutRecord(text: string, { one }: Nouns): string {
  const value = /[#"'(]*\{(?!\w*(?:(?<!ac|dis)count|total|len|num|skip|limit|page))\w+(?:\.\w+)*(?:!\w)?\}["')]*/
    .source;
  const nouns = one.map(spoken).join('|');
  const [first = ''] = one.map(spoken);
  return text
    .replace(new RegExp(`\\b(${nouns})(?: with(?: the)? \\w+)?:? ${value}`, 'gi'), '$1')
    .replace(new RegExp(`^${value} (?=\\w)`), `${first.charAt(0).toUpperCase()}${first.slice(1)} `)
    .replace(/ \{(?:\w+\.)?(?:\w+_)?(?:id|pk|uuid|key)\}/g, '');
}

/** Whether all of a pattern's words are of the English ones that are said of the records of any feature. */
export function isEnglish(pattern: string): boolean {
  return wordsOf(pattern).every((word) => COMMON.has(word));
}

const wordsOf = (pattern: string): readonly string[] =>
  pattern
    .replace(/\{\w+\}/g, '')
    .toLowerCase()
    .split(/[^\p{L}']+/u)
    .filter((word) => word !== '');

/** A word with its article: `an Invoice`, `a User`. */
export const withArticle = (word: string): string =>
  `${/^(?:[aeio]|u(?!ni|s[aeiu]|til))/i.test(word) ? 'an' : 'a'} ${word}`;

/** The same at the start of a sentence: `An Invoice`. */
export const withCapitalArticle = (word: string): string => withArticle(word).replace(/^a/, 'A');

/** A pattern whose articles before a hole are those of the word that goes there. */
export function withArticleOf(pattern: string, hole: string, word: string): string {
  const end = withArticle(word).startsWith('an ') ? 'n ' : ' ';
  return pattern.replace(new RegExp(`\\b([Aa])n? (?=\\{${hole}\\})`, 'g'), (_, letter: string) => letter + end);
}

/** The text for other nouns, which are given in snake_case; `a` and `an` go with them. */
export function fromPhrase(pattern: string, one: string, many: string): string {
  const [single, several] = [humanWords(one), humanWords(many)];
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return withArticleOf(pattern, '[Oo]ne', single)
    .replaceAll('{one}', single)
    .replaceAll('{many}', several)
    .replaceAll('{One}', capital(single))
    .replaceAll('{Many}', capital(several));
}

/** Words for the records of any feature. */
const COMMON: ReadonlySet<string> = new Set(
  `a about add added adding adds after all an and any api are as at available based be been body by can change changed changes
  code contains corresponding create created creates creating current currently data database db delete deleted deletes
  deleting detail details do does each edit edits either endpoint entire entity entries entry every exist existing exists
  failed fetch fetches fetching field fields filter find finds first for found from full fully get gets getting given
  handle handler has have http id identifier identified ids if in index info information input insert into is it item items
  its key kept limit list lists wordList listing load loads make makes many matching max maximum may message method model
  modified modify more must new no none not number object objects of offset ok on one only or order ordered our page
  paginated pagination parameter parameters partial partially path particular patch per permanently pk post provide
  provided put read reads record records remove removed removes removing request requested resource response result
  results retrieve retrieved retrieves retrieving return returned returning returns row rows route save saved schema
  search see sent set show shows single skip some specific specified store stored stores success successful successfully
  support supports system table that the their them there this through to total uniquely update updated updates updating
  use used uses using uuid value values via view was were when where which whole whose will with without you your`.split(
    /\s+/,
  ),
);

/** The same in Spanish and Portuguese. */
const FOREIGN: ReadonlySet<string> = new Set(
  `a actualiza actualizada actualizado actualizar agregada agregado al alterada alterado ao as atualiza atualizada
  atualizado atualizar base borrada borrado busca buscar cadastrada cadastrado com con correctamente corretamente crea
  creada creado crear cria criada criado criar da das de del deletada deletado do dos datos dados e el elimina eliminada
  eliminado eliminar em en encontrada encontrado encontrados error erro está existe exitosa exitosamente exitoso éxito
  excluída excluído excluir exclui fue foi guardada guardado ha id identificador já la las lista listada listado listar lo
  los modificada modificado na não no nova novo nueva nuevo o obtener obtém obtenida obtenido obtiene obter ok os para pelo
  por realizada registra registrada registrado registro registros remove removida removido remover salva salvo se seu sin
  sistema su sucesso todas todos un una um uma y ya`.split(/\s+/),
);
