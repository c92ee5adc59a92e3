/** Tests of `test_api.py` about the record above in the path: what is below another one, and where there is none. */
import { isReference, type RefTarget } from '../../request/fields.js';
import { fieldOfScope } from '../../request/scopes.js';
import { keySample } from '../../request/types/ref.js';
import { pathBehind } from '../paths.js';
import { type Part, py } from '../print/code.js';
import { modules, sqlalchemy, testclient } from '../print/symbols.js';
import { targetOf } from '../types/ref.js';
import type { OfRecord, Subject } from './api-subject.js';
import { NOBODY } from './missing-references.js';
import { isBelowAnother, plain } from './path-below.js';

export function nestedTests(subject: Subject): Part {
  const { at, model, names, inJson, update, body, urlBelow, itemBelow, created } = subject;
  const above = fieldOfScope(model, 'parent');
  if (above === undefined || !isReference(above.type)) return undefined;
  const { relation, key } = targetOf(above.type);
  const other = urlBelow(plain(keySample(key, 2)));
  const missing = NOBODY[key.kind];
  const nowhere = urlBelow(missing.startsWith('"') ? plain(missing) : `{${missing}}`);
  const isChanged = model.fields.some((field) => !field.readonly);
  const item = (operation?: OfRecord): string => itemBelow('url', names.one, operation);
  const there = subject.atBelow('url');
  return py`


    def test_${model.collection}_of_another_${relation}(client: ${testclient.TestClient}) -> None:
        ${names.one} = ${created[0]}
        url = "${other}"

        assert client.get(${there.list}).json()${inJson.list} == []
        assert client.get(${item()}).status_code == 404
        ${isChanged && `assert client.${update}(${item('update')}, json={}).status_code == 404`}
        assert client.delete(${item('delete')}).status_code == 404
        assert client.get(${at.list}).json()${inJson.list} == [${names.one}]


    def test_${model.collection}_of_missing_${relation}(client: ${testclient.TestClient}) -> None:
        url = ${nowhere.includes('{') ? 'f' : ''}"${nowhere}"

        assert client.get(${there.list}).status_code == 404
        assert client.post(${there.create}, json=${body ?? '{}'}).status_code == 404
    ${badAbove(subject, above.name, relation)}
    ${!isBelowAnother(subject.context, model) && goneWith(subject, targetOf(above.type))}
  `;
}

/** What is below a record goes with it, which the database has to look after; where it is only marked nothing goes. */
function goneWith({ at, context, model, names, status }: Subject, { relation, key, deletion }: RefTarget): Part {
  if (deletion !== undefined) return undefined;
  const { dialect: d } = context;
  const record = { snake: relation, collection: relation };
  return py`


    ${d.mark}
    ${d.def} test_${model.collection}_go_with_their_${relation}(client: ${testclient.TestClient}, db: ${d.session}) -> None:
        ${d.await}db.execute(${sqlalchemy.text}("PRAGMA foreign_keys = ON"))
        ${names.create}(client)

        response = client.delete("${context.pkg.path}${pathBehind(context, record, 'delete', plain(keySample(key, 1)))}")

        assert response.status_code == ${status.deleted}
        assert client.get(${at.list}).status_code == 404
  `;
}

/** Each handler has the bounds of the key above, or takes them from a dependency. */
function badAbove(
  { model, key, body, update, invalid, urlBelow, atBelow, below }: Subject,
  name: string,
  relation: string,
): Part {
  const item = (operation?: OfRecord): string => below('url', key.inTests.some, operation);
  const there = atBelow('url');
  const isChanged = model.fields.some((field) => !field.readonly);
  return py`


    @${modules.pytest}.mark.parametrize("${name}", [${key.inTests.bad.join(', ')}])
    def test_${model.collection}_of_bad_${relation}(client: ${testclient.TestClient}, ${name}: str) -> None:
        url = f"${urlBelow(`{${name}}`)}"

        assert client.get(${there.list}).status_code == ${invalid}
        assert client.post(${there.create}, json=${body ?? '{}'}).status_code == ${invalid}
        assert client.get(${item()}).status_code == ${invalid}
        ${isChanged && `assert client.${update}(${item('update')}, json={}).status_code == ${invalid}`}
        assert client.delete(${item('delete')}).status_code == ${invalid}
  `;
}
