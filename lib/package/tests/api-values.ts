/** Tests of `test_api.py` about the values that a create takes and refuses. */
import { pythonString } from '../../naming/literals.js';
import { type Field, maxLength } from '../../request/fields.js';
import { type Context, jsonName } from '../context.js';
import { type Part, py } from '../print/code.js';
import { modules, testclient, typing } from '../print/symbols.js';
import { rowOf } from '../types/table.js';
import { edgeNames, hasRequiredList, requiredNames, type Subject } from './api-subject.js';
import { defaultInJson, dict, isRequired, spelled } from './values.js';

/** With what is required alone, and an id that is not for the client to choose. */
export function minimal({ at, inJson, context, model, names, values, key, status, invalid }: Subject): Part {
  const secrets = values.secrets.map((each) => values.least.find(({ field }) => field === each.field) ?? each);
  const required = [...values.record, ...secrets].filter(({ field }) => isRequired(field));
  const { snake } = model;
  const shown = model.fields.filter((field) => !field.readonly && !field.writeonly && !isRequired(field));
  const body = dict(required);
  const chosen = `"${key.name}": ${key.inTests.chosen}`;
  const isLong = hasRequiredList(model);
  const isStrict = context.conventions.extraFields !== 'ignored';
  const long = `{field: ${names.record}[field] for field in ${names.required}}`;
  const whole = body === '{}' ? `{${chosen}}` : `${body.slice(0, -1)}, ${chosen}}`;
  return py`


    def test_create_${snake}_with_defaults(client: ${testclient.TestClient}) -> None:
        ${isStrict ? `body: dict[str, object] = ${isLong ? long : body}` : isLong && `body = ${long} | {${chosen}}`}
        ${isStrict && `assert client.post(${at.create}, json=body | {${chosen}}).status_code == ${String(invalid)}`}
        response = client.post(${at.create}, json=${isLong || isStrict ? 'body' : whole})

        assert response.status_code == ${status.created}
        ${names.one} = response.json()${inJson.create}
        ${!isStrict && `assert ${names.one}["${key.name}"] != ${key.inTests.chosen}`}
        ${shown.flatMap((field) => defaultCheck(context, names.one, field))}
        assert client.get(${at.list}).json()${inJson.list} == [${names.one}]
  `;
}

function defaultCheck(context: Context, snake: string, field: Field): readonly string[] {
  const value = defaultInJson(context, field);
  const left = `assert ${snake}[${pythonString(jsonName(field))}]`;
  if (value === undefined) return [];
  return [/^(None|True|False)$/.test(value) ? `${left} is ${value}` : `${left} == ${spelled(value)}`];
}

export function edgeValues({ model, names, values }: Subject): Part {
  const edges = edgeNames({ names, values });
  if (edges.length === 0) return undefined;
  const { snake } = model;
  return py`


    @${modules.pytest}.mark.parametrize("fields", [${edges.join(', ')}])
    def test_create_${snake}_at_the_edge(client: ${testclient.TestClient}, fields: dict[str, ${typing.Any}]) -> None:
        ${names.one} = ${names.create}(client, **fields)

        assert ${names.one} == ${names.one} | ${names.record} | fields
  `;
}

/** Values that JSON spells in several ways come back in one. */
export function spellings({ model, names }: Subject): Part {
  const rows = model.fields
    .filter((field) => !field.readonly && !field.writeonly)
    .flatMap((field) => {
      const both = rowOf(field.type).respelled;
      const fits = both !== undefined && both.shown.length <= 2 + (maxLength(field) ?? Number.POSITIVE_INFINITY);
      return fits ? [`(${pythonString(jsonName(field))}, ${both.sent}, ${both.shown})`] : [];
    });
  if (rows.length === 0) return undefined;
  return py`


    @${modules.pytest}.mark.parametrize(("field", "sent", "shown"), [${rows.join(', ')}])
    def test_create_${model.snake}_respelled(client: ${testclient.TestClient}, field: str, sent: str, shown: str) -> None:
        assert ${names.create}(client, **{field: sent})[field] == shown
  `;
}

export function badFields({ at, inJson, model, names, values, body, invalid }: Subject): Part {
  if (values.bad.length === 0) return undefined;
  return py`


    @${modules.pytest}.mark.parametrize("fields", ${names.bad})
    def test_create_bad_${model.snake}(client: ${testclient.TestClient}, fields: dict[str, ${typing.Any}]) -> None:
        assert client.post(${at.create}, json=${body} | fields).status_code == ${invalid}
        assert client.get(${at.list}).json()${inJson.list} == []
  `;
}

export function missingFields({ at, model, names, body, invalid }: Subject): Part {
  const required = requiredNames(model).map(pythonString);
  if (required.length === 0) return undefined;
  const isLong = hasRequiredList(model);
  return py`


    @${modules.pytest}.mark.parametrize("missing", ${isLong ? names.required : `[${required.join(', ')}]`})
    def test_create_${model.snake}_without(client: ${testclient.TestClient}, missing: str) -> None:
        ${
          isLong
            ? `body = {field: ${names.record}[field] for field in ${names.required} if field != missing}`
            : `body = ${body?.includes('|') ? body : `${body}.copy()`}\ndel body[missing]`
        }

        assert client.post(${at.create}, json=body).status_code == ${invalid}
  `;
}
