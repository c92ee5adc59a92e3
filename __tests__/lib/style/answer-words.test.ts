// The words of a blueprint's answers as phrases that another package can say.
import { describe, expect, test } from '@jest/globals';
import { nounsOf } from '../../../lib/naming/name-pattern.js';
import { phrasePattern } from '../../../lib/naming/phrase.js';
import { phraseOf, type Words } from '../../../lib/style/answer-words.js';

const USER = nounsOf('User', 'users');
const words: Words = {
  literal: (_, node) => node,
  model: 'User',
  nouns: USER,
  fields: ['email', 'username', 'login', 'name'],
};

test.each([
  ['"Email already registered"', '{Field} already registered'],
  ['"Username or email already taken"', '{Field} already taken'],
  ['"Email address is already in use"', '{Field} is already in use'],
  ['"E-mail já cadastrado"', '{Field} já cadastrado'],
  ['"El correo electrónico ya está registrado"', 'El {field} ya está registrado'],
  ['"El nombre de usuario ya existe"', 'El {field} ya existe'],
  ['"User with this email already exists"', '{Title} with this {field} already exists'],
  ['"User with this LOGIN already exists"', '{Title} with this {field} already exists'],
  ['"Usuario no encontrado"', '{Title} no encontrado'],
  ['"Usuário não encontrado"', '{Title} não encontrado'],
  ['"USER_NOT_FOUND"', '{ONE}_NOT_FOUND'],
  ['"email_already_exists"', '{field_name}_already_exists'],
  ['"EMAIL_OR_USERNAME_TAKEN"', '{FIELD_NAME}_TAKEN'],
  ['"Essa conta já existe"', '{Title} já existe'],
  ['"Такой категории не существует."', '{Title} не существует.'],
  ['"La cuenta no existe"', '{Title} no existe'],
  ['"Указанное помещение не найдено"', '{Title} не найдено'],
  ['"Запись на тренировку не найдена"', '{Title} не найдена'],
  ['f"Студент с ID {student_id} не найден!"', '{Title} с ID {key} не найден!'],
  ['"Cliente con ese email ya existe"', '{Title} con ese {field} ya existe'],
  ['"Ya existe un cliente con ese email"', 'Ya existe un {title} con ese {field}'],
  ['"Já existe cliente com esse email"', 'Já existe {title} com esse {field}'],
])('%s is said of another record as %s', (literal, phrase) => {
  expect(phraseOf(literal, words)).toBe(phrase);
});

describe('sentences about records', () => {
  test.each([
    ['User created', '{One} created'],
    ['Usuario eliminado', '{One} eliminado'],
    ['Usuário atualizado com sucesso', '{One} atualizado com sucesso'],
    ['Lista de usuarios', 'Lista de {many}'],
    ['Correo de bienvenida enviado', undefined],
    ['User created, please check your mail', undefined],
  ])('%s', (text, pattern) => {
    expect(phrasePattern(text, USER)).toBe(pattern);
  });
});

test('a noun of two words of which both are known is one', () => {
  const nouns = nounsOf('Room', 'meetings');
  expect(phrasePattern('Create a new meeting room', nouns)).toBe('Create a new {one}');
  expect(phrasePattern('Meeting rooms are found', nouns)).toBe('{Many} are found');
});
