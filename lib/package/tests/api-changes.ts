/** Tests of `test_api.py` that change a record or meet one that is there. */

import { pythonString } from '../../naming/literals.js';
import { jsonName } from '../context.js';
import { type Part, py } from '../print/code.js';
import { modules, testclient, typing } from '../print/symbols.js';
import { shownStamps } from '../stamps.js';
import { edgeNames, type Subject } from './api-subject.js';

export function conflicts({ update, model, names, values, itemOf, body }: Subject): Part {
  const unique = [...values.record, ...values.secrets].map(({ field }) => field).filter((field) => field.unique);
  if (unique.length === 0) return undefined;
  const { snake } = model;
  const fields = unique.map((field) => pythonString(jsonName(field)));
  const only = fields.length === 1 ? fields[0] : undefined;
  const word = only === undefined ? 'field' : JSON.parse(only);
  const mark =
    only === undefined ? py`@${modules.pytest}.mark.parametrize("field", [${fields.join(', ')}])` : undefined;
  const given = only === undefined ? ', field: str' : '';
  const source = values.secrets.some(({ field }) => field.unique) ? `(${body})` : names.record;
  const taken = `{${only ?? 'field'}: ${source}[${only ?? 'field'}]}`;
  const collision = only === undefined ? `${body} | ${names.other} | ${taken}` : body;
  return py`


    ${mark}
    def test_create_${snake}_with_taken_${wordOf(word)}(client: ${testclient.TestClient}${given}) -> None:
        ${names.one} = ${names.create}(client)

        assert client.post(${names.url}, json=${collision}).status_code == 409
        assert client.get(${names.url}).json() == [${names.one}]
    ${
      values.others.length > 0 &&
      py`


      ${mark}
      def test_update_${snake}_to_taken_${wordOf(word)}(client: ${testclient.TestClient}${given}) -> None:
          ${names.create}(client)
          other = ${names.create}(client, **${names.other})

          response = client.${update}(${itemOf('other')}, json=${taken})

          assert response.status_code == 409
          assert client.get(${itemOf('other')}).json() == other
    `
    }
  `;
}

const wordOf = (name: string): string => name.replace(/\W/g, '_').toLowerCase();

export function updates({ update, context, model, names, values, itemOf, inOrder, invalid, created }: Subject): Part {
  if (model.fields.every((field) => field.readonly)) return undefined;
  const { snake } = model;
  const edges = edgeNames({ names, values });
  const moving = shownStamps(context, model).flatMap(({ name, isMoving }) =>
    isMoving ? `"${name}": updated["${name}"]` : [],
  );
  const updated = moving.length > 0 ? 'updated' : `${names.one} | changes`;
  const other = created[1] === undefined ? [] : [`other = ${created[1]}`];
  return py`


    @${modules.pytest}.mark.parametrize("changes", [${['{}', ...edges].join(', ')}])
    def test_update_${snake}(client: ${testclient.TestClient}, changes: dict[str, ${typing.Any}]) -> None:
        ${names.one} = ${created[0]}
        ${other}

        response = client.${update}(${itemOf(names.one)}, json=changes)

        assert response.status_code == 200
        ${moving.length > 0 && 'updated = response.json()'}
        assert ${moving.length > 0 ? 'updated' : 'response.json()'} == ${names.one} | changes${moving.length > 0 && ` | {${moving.join(', ')}}`}
        assert ${inOrder(py`client.get(${names.url}).json()`)} == ${inOrder(py`[${updated}${other.length > 0 && ', other'}]`)}
    ${
      values.bad.length > 0 &&
      py`


      @${modules.pytest}.mark.parametrize("fields", ${names.bad})
      def test_update_bad_${snake}(client: ${testclient.TestClient}, fields: dict[str, ${typing.Any}]) -> None:
          ${names.one} = ${names.create}(client)

          assert client.${update}(${itemOf(names.one)}, json=fields).status_code == ${invalid}
          assert client.get(${names.url}).json() == [${names.one}]
    `
    }
  `;
}
