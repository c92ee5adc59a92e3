/** Tests of `test_api.py` about references to records that are not there. */
import { pythonString } from '../../naming/literals.js';
import { isMany, type RefKey } from '../../request/fields.js';
import { keySample } from '../../request/types/ref.js';
import { jsonName } from '../context.js';
import { join, type Part, py } from '../print/code.js';
import { modules, testclient } from '../print/symbols.js';
import { referencesOf } from '../references.js';
import type { Subject } from './api-subject.js';
import { goneRow, lastRow, ownedTargets } from './target-rows.js';

/** A key that no record has, in JSON. */
export const NOBODY: Readonly<Record<RefKey['kind'], string>> = {
  int: '2**31 - 1',
  bigint: '2**31 - 1',
  uuid: '"00000000-0000-4000-8000-00000000000a"',
  str: '"nobody"',
};

export function missingReferences({ at, inJson, context, model, names, body, itemOf, update }: Subject): Part {
  const { snake } = model;
  return referencesOf(context, model).map(({ field, to }) => {
    // A record of another user is a missing one, and one that is marked as deleted.
    const isOwned = ownedTargets(model).some((each) => each.field === field);
    const isMarked = to.deletion !== undefined && !to.isSelf;
    const rows = [...(isOwned ? [lastRow(model)] : []), ...(isMarked ? [goneRow(model)] : [])];
    const isSeveral = isMany(field.type);
    const name = isSeveral ? field.name.slice(0, -1) : field.name;
    const key = rows.length > 0 ? name : NOBODY[to.key.kind];
    // One that is there does not stand for all.
    const there = isSeveral && !to.isSelf ? `${keySample(to.key, 1)}, ` : '';
    const sent = `{${pythonString(jsonName(field))}: ${isSeveral ? `[${there}${key}]` : key}}`;
    const all = body === undefined ? sent : `${body} | ${sent}`;
    const mark =
      rows.length > 0 &&
      py`@${modules.pytest}.mark.parametrize("${name}", [${join(', ', [NOBODY[to.key.kind], ...rows.map((row) => keySample(to.key, row))])}])`;
    const given = rows.length > 0 && py`, ${name}: ${['int', 'bigint'].includes(to.key.kind) ? 'int' : 'str'}`;
    return py`


      ${mark}
      def test_create_${snake}_with_missing_${to.relation}(client: ${testclient.TestClient}${given}) -> None:
          assert client.post(${at.create}, json=${all}).status_code == 404
          assert client.get(${at.list}).json()${inJson.list} == []


      ${mark}
      def test_update_${snake}_to_missing_${to.relation}(client: ${testclient.TestClient}${given}) -> None:
          ${names.one} = ${names.create}(client)

          assert client.${update}(${itemOf(names.one, 'update')}, json=${sent}).status_code == 404
          assert client.get(${at.list}).json()${inJson.list} == [${names.one}]
    `;
  });
}
