/** Tests of `test_api.py` that change a record or meet an existing one. */

import { pythonString } from '../../naming/literals.js';
import type { Field } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { jsonName, writableFields } from '../context.js';
import { type Part, py } from '../print/code.js';
import { modules, testclient, typing } from '../print/symbols.js';
import { shownStamps } from '../stamps.js';
import { edgeNames, type Subject } from './api-subject.js';
import { embeddedNames } from './embedded.js';
import { hasValues } from './values.js';

export function conflicts({ at, inJson, update, model, names, values, itemOf, body }: Subject): Part {
  const sets = takenSets(model);
  if (sets.length === 0) return undefined;
  const { snake } = model;
  const source = values.secrets.some(({ field }) => sets.flat().includes(field)) ? `(${body})` : names.record;
  const { mark, given, word, taken } = spelledSets(sets, source);
  const collision = mark === undefined ? body : `${body} | ${names.other} | ${taken}`;
  return py`


    ${mark}
    def test_create_${snake}_with_taken_${word}(client: ${testclient.TestClient}${given}) -> None:
        ${names.one} = ${names.create}(client)

        assert client.post(${at.create}, json=${collision}).status_code == 409
        assert client.get(${at.list}).json()${inJson.list} == [${names.one}]
    ${
      values.others.length > 0 &&
      py`


      ${mark}
      def test_update_${snake}_to_taken_${word}(client: ${testclient.TestClient}${given}) -> None:
          ${names.create}(client)
          other = ${names.create}(client, **${names.other})

          response = client.${update}(${itemOf('other', 'update')}, json=${taken})

          assert response.status_code == 409
          assert client.get(${itemOf('other')}).json()${inJson.get} == other
    `
    }
  `;
}

/** The fields that no two records may have the same values of: each unique one by itself, and groups. */
function takenSets(model: ModelSpec): readonly (readonly Field[])[] {
  const writable = writableFields(model);
  const groups = model.settings.uniques.map((group) => writable.filter(({ name }) => group.includes(name)));
  // Nulls are never the same.
  return [...writable.filter(({ unique }) => unique).map((field) => [field]), ...groups].filter(
    (set) => set.length > 0 && set.every(hasValues),
  );
}

/** How the tests go over the sets: by a parameter where they are several. */
function spelledSets(
  sets: readonly (readonly Field[])[],
  source: string,
): { readonly mark: Part; readonly given: string; readonly word: string; readonly taken: string } {
  const names = sets.map((set) => set.map((field) => pythonString(jsonName(field))));
  const [only = [], ...others] = names;
  const marked = (name: string, values: readonly string[]): Part =>
    py`@${modules.pytest}.mark.parametrize("${name}", [${values.join(', ')}])`;
  if (others.length === 0) {
    const taken = `{${only.map((name) => `${name}: ${source}[${name}]`).join(', ')}}`;
    const word = (sets[0] ?? []).map((field) => wordOf(jsonName(field))).join('_and_');
    return { mark: undefined, given: '', word, taken };
  }
  if (names.every((set) => set.length === 1)) {
    const taken = `{field: ${source}[field]}`;
    return { mark: marked('field', names.flat()), given: ', field: str', word: 'field', taken };
  }
  const lists = names.map((set) => `[${set.join(', ')}]`);
  const taken = `{field: ${source}[field] for field in fields}`;
  return { mark: marked('fields', lists), given: ', fields: list[str]', word: 'fields', taken };
}

const wordOf = (name: string): string => name.replace(/\W/g, '_').toLowerCase();

export function updates({
  at,
  inJson,
  update,
  context,
  model,
  names,
  values,
  itemOf,
  inOrder,
  invalid,
  status,
  created,
  changed,
}: Subject): Part {
  if (model.fields.every((field) => field.readonly)) return undefined;
  const { snake } = model;
  const isTold = context.conventions.updateAnswers.kind !== 'record';
  const edges = edgeNames({ names, values });
  const stamped = [...shownStamps(context, model), ...model.fields].flatMap(({ name, isMoving }) =>
    isMoving ? name : [],
  );
  const moving = [...stamped, ...embeddedNames(model)].map((name) => `"${name}": updated["${name}"]`);
  const updated = moving.length > 0 ? 'updated' : `${names.one} | changes`;
  const other = created[1] === undefined ? [] : [`other = ${created[1]}`];
  return py`


    @${modules.pytest}.mark.parametrize("changes", [${['{}', ...edges].join(', ')}])
    def test_update_${snake}(client: ${testclient.TestClient}, changes: dict[str, ${typing.Any}]) -> None:
        ${names.one} = ${created[0]}
        ${other}

        ${
          isTold
            ? py`
              updated = ${changed(itemOf(names.one, 'update'), 'changes')}

            `
            : py`
              response = client.${update}(${itemOf(names.one, 'update')}, json=changes)

              assert response.status_code == ${status.updated}
              ${moving.length > 0 && `updated = response.json()${inJson.update}`}
            `
        }
        assert ${isTold || moving.length > 0 ? 'updated' : `response.json()${inJson.update}`} == ${names.one} | changes${moving.length > 0 && ` | {${moving.join(', ')}}`}
        assert ${inOrder(py`client.get(${at.list}).json()${inJson.list}`)} == ${inOrder(py`[${updated}${other.length > 0 && ', other'}]`)}
    ${
      values.bad.length > 0 &&
      py`


      @${modules.pytest}.mark.parametrize("fields", ${names.bad})
      def test_update_bad_${snake}(client: ${testclient.TestClient}, fields: dict[str, ${typing.Any}]) -> None:
          ${names.one} = ${names.create}(client)

          assert client.${update}(${itemOf(names.one, 'update')}, json=fields).status_code == ${invalid}
          assert client.get(${at.list}).json()${inJson.list} == [${names.one}]
    `
    }
  `;
}
