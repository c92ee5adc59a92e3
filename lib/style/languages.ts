/** The languages in which hosts answer: how a sentence shows which one it is, and what every package has to say in it. */

export type Language = {
  readonly name: string;
  /** A sentence of it, whatever it is about. */
  readonly shows: RegExp;
  readonly missing: string;
  readonly taken: string;
  /** Of what others refer to. */
  readonly kept: string;
  readonly or: string;
};

const word = (...words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}])(?:${words.join('|')})(?![\\p{L}])`, 'iu');

/** What is alike in two of them is said by the first: Portuguese before Spanish, Ukrainian before Russian. */
export const LANGUAGES: readonly Language[] = [
  {
    name: 'Portuguese',
    shows: word('não', 'já', 'você', 'usuário', 'cadastrad[oa]', 'excluíd[oa]', 'sucesso', '\\p{L}+ção', '\\p{L}+ções'),
    missing: '{Title} não encontrado',
    taken: '{Field} já existe',
    kept: '{Title} ainda está em uso',
    or: 'ou',
  },
  {
    name: 'Spanish',
    shows: word(
      'no (?:encontrad|existe|se|es|está|puede|hay)\\p{L}*',
      'ya',
      'éxito',
      'contraseña',
      '\\p{L}+ción',
      '\\p{L}+ad[oa] correctamente',
      'los',
      'las',
      'está',
    ),
    missing: '{Title} no encontrado',
    taken: '{Field} ya existe',
    kept: '{Title} todavía está en uso',
    or: 'o',
  },
  {
    name: 'French',
    shows: word(
      "n['’](?:existe|est|a)",
      'introuvable',
      'déjà',
      'trouvée?',
      'utilisateur',
      'succès',
      'mot de passe',
      'invalides?',
    ),
    missing: '{Title} introuvable',
    taken: '{Field} existe déjà',
    kept: '{Title} est encore utilisé',
    or: 'ou',
  },
  {
    name: 'German',
    shows: word('nicht', 'bereits', 'existiert', 'gefunden', 'ungültig\\p{L}*', 'erfolgreich'),
    missing: '{Title} nicht gefunden',
    taken: '{Field} existiert bereits',
    kept: '{Title} wird noch verwendet',
    or: 'oder',
  },
  {
    name: 'Italian',
    shows: word('non (?:trovat|esist|è|hai|autorizzat)\\p{L}*', 'già', 'utente', 'successo'),
    missing: '{Title} non trovato',
    taken: '{Field} esiste già',
    kept: '{Title} è ancora in uso',
    or: 'o',
  },
  {
    name: 'Indonesian',
    shows: word('tidak', 'sudah', 'ditemukan', 'berhasil', 'belum'),
    missing: '{Title} tidak ditemukan',
    taken: '{Field} sudah digunakan',
    kept: '{Title} masih digunakan',
    or: 'atau',
  },
  {
    name: 'Turkish',
    shows: word('bulunamadı', 'zaten', 'geçersiz', 'başarıyla', 'kullanıcı', 'değil'),
    missing: '{Title} bulunamadı',
    taken: '{Field} zaten kullanılıyor',
    kept: '{Title} hâlâ kullanılıyor',
    or: 'veya',
  },
  {
    name: 'Vietnamese',
    shows: word('không', 'đã', 'tồn tại', 'thành công', 'người dùng'),
    missing: 'Không tìm thấy {title}',
    taken: '{Field} đã tồn tại',
    kept: '{Title} vẫn đang được sử dụng',
    or: 'hoặc',
  },
  {
    name: 'Ukrainian',
    shows: /[іїєґ]|(?<!\p{L})(?:вже|знайдено|додано)(?!\p{L})/iu,
    missing: '{Title} не знайдено',
    taken: '{Field} вже існує',
    kept: '{Title} ще використовується',
    or: 'або',
  },
  {
    name: 'Russian',
    shows: /\p{Script=Cyrillic}/u,
    missing: '{Title} не найден',
    taken: '{Field} уже существует',
    kept: '{Title} ещё используется',
    or: 'или',
  },
  {
    name: 'Chinese',
    shows: /^(?!.*[\u3040-\u30ff]).*\p{Script=Han}/su,
    missing: '{Title}不存在',
    taken: '{Field}已存在',
    kept: '{Title}仍在使用中',
    or: '或',
  },
  {
    name: 'Korean',
    shows: /\p{Script=Hangul}/u,
    missing: '{Title}을(를) 찾을 수 없습니다',
    taken: '이미 사용 중인 {field}입니다',
    kept: '{Title}이(가) 아직 사용 중입니다',
    or: '또는',
  },
];

/** The language of a text; nothing for English, and for one that shows none. */
export function languageOf(text: string): Language | undefined {
  return LANGUAGES.find(({ shows }) => shows.test(text));
}
