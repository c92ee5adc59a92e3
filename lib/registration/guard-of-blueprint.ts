/** Guards of the blueprint's registration that were made for it alone: a copy would check the wrong thing. */
import { dottedParts } from '../python/find.js';
import type { PythonNode } from '../python/syntax.js';
import type { HostFile } from './host-file.js';
import { counterparts, respelled } from './spelling.js';

/** Packages whose singular says who is signed in: `current_user` guards everything. */
const PEOPLE = /^(?:users?|accounts?|auth|members?|customers?|admins?|employees?|staff|people|person)$/;

/**
 * What in a guard names the blueprint: a scope `"users:read"`, a function `users_only`. What only names a person, as
 * `get_current_user` does, guards other packages as well.
 */
export function guardOfBlueprint({ request, imports }: HostFile, node: PythonNode): string | undefined {
  if (request.blueprint === '') return undefined;
  const isPeople = PEOPLE.test(request.blueprint);
  const names = counterparts(request)
    .map(([from]) => from)
    .filter((name) => !isPeople || name === request.blueprint);
  const hasName = (text: string): boolean => {
    const words = text
      .replace(/(?<=[a-z\d])(?=[A-Z])/g, '_')
      .toLowerCase()
      .split(/[^a-z\d]+|_/);
    return names.some((name) => ` ${words.join(' ')} `.includes(` ${name.split('_').join(' ')} `));
  };
  if (node.type === 'string_content') {
    return hasName(node.text) || respelled(node.text, request) !== undefined ? `"${node.text}"` : undefined;
  }
  const parts = dottedParts(node);
  const last = parts?.at(-1);
  // `fastapi_users.current_user()` and `users_api.signed_in` are called after where they come from.
  if (parts === undefined || last === undefined || /^fastapi_users$/i.test(last)) return undefined;
  const isWhole = imports.resolve(node)?.target.split('.').at(-1) === request.blueprint;
  return hasName(last) && !isWhole ? node.text : undefined;
}
