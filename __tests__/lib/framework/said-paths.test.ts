/** Paths that say in words what is done, and those that say something else. */
import { expect, test } from '@jest/globals';
import { saidPath } from '../../../lib/framework/said-paths.js';

const said = (method: string, path: string): string => {
  const found = saidPath({ method, path }, (word) => /^users?$/.test(word));
  return found === undefined ? 'nothing' : `${found.operation} ${found.path} ${found.words}`;
};

test.each([
  ['post', '/create', 'create  create'],
  ['post', '/users/add/', 'create /users add'],
  ['post', '/createUser', 'create  createUser'],
  ['get', '/all', 'list  all'],
  ['get', '/list-users', 'list  list-users'],
  ['get', '/get_all', 'list  get_all'],
  ['get', '/get/{user_id}', 'get /{user_id} get'],
  ['get', '/{user_id}/details', 'get /{user_id} details'],
  ['put', '/update_user/{user_id}', 'update /{user_id} update_user'],
  ['patch', '/{user_id}/edit', 'update /{user_id} edit'],
  ['delete', '/users/remove/{id:int}', 'delete /users/{id:int} remove'],
  ['get', '/', 'nothing'],
  ['get', '/get', 'nothing'],
  ['get', '/{user_id}', 'nothing'],
  ['get', '/{user_id}/orders', 'nothing'],
  ['get', '/add', 'nothing'],
  ['post', '/register', 'nothing'],
  ['post', '/add-role', 'nothing'],
  ['post', '/delete/{user_id}', 'nothing'],
  ['put', '/{user_id}/change-password', 'nothing'],
  ['put', '/update', 'nothing'],
  ['delete', '/delete-all', 'nothing'],
])('%s %s says %s', (method, path, expected) => {
  expect(said(method, path)).toBe(expected);
});
