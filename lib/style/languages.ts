/** The languages in which hosts answer: how a sentence shows which one it is, and what every package has to say in it. */

export type Language = {
  readonly name: string;
  /** A sentence of it, whatever it is about. */
  readonly shows: RegExp;
  readonly missing: string;
  readonly taken: string;
};

const word = (...words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}])(?:${words.join('|')})(?![\\p{L}])`, 'iu');

/** What is alike in two of them is said by the first: Portuguese before Spanish, Ukrainian before Russian. */
const LANGUAGES: readonly Language[] = [
  {
    name: 'Portuguese',
    shows: word('não', 'já', 'você', 'usuário', 'cadastrad[oa]', 'excluíd[oa]', 'sucesso', '\\p{L}+ção', '\\p{L}+ções'),
    missing: '{Title} não encontrado',
    taken: '{Field} já existe',
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
  },
  {
    name: 'German',
    shows: word('nicht', 'bereits', 'existiert', 'gefunden', 'ungültig\\p{L}*', 'erfolgreich'),
    missing: '{Title} nicht gefunden',
    taken: '{Field} existiert bereits',
  },
  {
    name: 'Italian',
    shows: word('non (?:trovat|esist|è|hai|autorizzat)\\p{L}*', 'già', 'utente', 'successo'),
    missing: '{Title} non trovato',
    taken: '{Field} esiste già',
  },
  {
    name: 'Indonesian',
    shows: word('tidak', 'sudah', 'ditemukan', 'berhasil', 'belum'),
    missing: '{Title} tidak ditemukan',
    taken: '{Field} sudah digunakan',
  },
  {
    name: 'Turkish',
    shows: word('bulunamadı', 'zaten', 'geçersiz', 'başarıyla', 'kullanıcı', 'değil'),
    missing: '{Title} bulunamadı',
    taken: '{Field} zaten kullanılıyor',
  },
  {
    name: 'Vietnamese',
    shows: word('không', 'đã', 'tồn tại', 'thành công', 'người dùng'),
    missing: 'Không tìm thấy {title}',
    taken: '{Field} đã tồn tại',
  },
  {
    name: 'Ukrainian',
    shows: /[іїєґ]|(?<!\p{L})(?:вже|знайдено|додано)(?!\p{L})/iu,
    missing: '{Title} не знайдено',
    taken: '{Field} вже існує',
  },
  { name: 'Russian', shows: /\p{Script=Cyrillic}/u, missing: '{Title} не найден', taken: '{Field} уже существует' },
  {
    name: 'Chinese',
    shows: /^(?!.*[\u3040-\u30ff]).*\p{Script=Han}/su,
    missing: '{Title}不存在',
    taken: '{Field}已存在',
  },
  {
    name: 'Korean',
    shows: /\p{Script=Hangul}/u,
    missing: '{Title}을(를) 찾을 수 없습니다',
    taken: '이미 사용 중인 {field}입니다',
  },
];

/** The language of a text; nothing for English, and for one that shows none. */
export function languageOf(text: string): Language | undefined {
  return LANGUAGES.find(({ shows }) => shows.test(text));
}
