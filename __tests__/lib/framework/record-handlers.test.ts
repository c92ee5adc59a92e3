/** Which of the five operations the paths of a router show. */
import { expect, test } from '@jest/globals';
import { handlersOf, recordHandlers } from '../../../lib/framework/handlers.js';
import { projectIn } from '../memory.js';

const PATH = '/b/routers/todos.py';

/** Operations with their paths, of a router with these: `get /todo/{todo_id}`. */
function shown(routes: readonly string[], prefix = ''): Record<string, string> {
  const functions = routes.map((route, index) => {
    const [method, path] = route.split(' ');
    return `@router.${method}("${path}")\ndef handler_${index}(): ...\n`;
  });
  const text = `from fastapi import APIRouter\n\nrouter = APIRouter(${prefix})\n\n\n${functions.join('\n\n')}`;
  const module = projectIn({ [PATH]: text }, '/b').at(PATH);
  const found = recordHandlers(module === undefined ? [] : handlersOf(module), (word) => word.replace(/s$/, ''));
  return Object.fromEntries([...found].map(([operation, { path }]) => [operation, path ?? '']));
}

const COURSE = ['get /', 'get /todo/{todo_id}', 'post /todo', 'put /todo/{todo_id}', 'delete /todo/{todo_id}'];
const ALL = {
  list: '/',
  get: '/todo/{todo_id}',
  create: '/todo',
  update: '/todo/{todo_id}',
  delete: '/todo/{todo_id}',
};

test('a list at the router itself is of the records that have a path of their own below it', () => {
  expect(shown(COURSE)).toEqual(ALL);
  expect(shown(COURSE, 'prefix="/todos"')).toEqual(ALL);
  expect(shown([...COURSE, 'get /add-todo-page', 'get /edit-todo-page/{todo_id}'])).toEqual(ALL);
});

test.each([
  [
    'records are made at the router itself',
    ['get /', 'post /', 'get /todo/{todo_id}', 'post /todo'],
    ['list', 'create'],
  ],
  ['two kinds of records are made below it', [...COURSE, 'post /note', 'get /note/{note_id}'], ['list']],
  ['nothing is made below it', ['get /', 'get /todo/{todo_id}'], ['list']],
  ['there is no list', COURSE.slice(1), ['get', 'create', 'update', 'delete']],
])('where %s, it is of the others alone', (_, routes, operations) => {
  expect(Object.keys(shown(routes)).sort()).toEqual([...operations].sort());
});
