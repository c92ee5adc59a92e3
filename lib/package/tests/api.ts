/** `test_api.py`: what the paths of a model answer. */
import type { ModelSpec } from '../../request/model.js';
import { invalidSamples } from '../../request/samples.js';
import { type Context, modelWords, resolved, writableFields } from '../context.js';
import { type Code, join, type Part, py } from '../print/code.js';
import { modules, testclient, typing } from '../print/symbols.js';
import { type Entry, keyOf, payloads, wrapped } from './conftest.js';

export function apiTests(context: Context, asked: ModelSpec): Code {
  const spec = resolved(context, asked);
  const { snake, collection } = modelWords(context, spec);
  const writable = writableFields(spec);
  const values = payloads(spec);
  const [first, second] = values;
  const readable = spec.fields.filter((field) => !field.writeonly);
  const sentAndRead = readable.filter((field) => !field.readonly).map(keyOf);
  const required = writable.filter((each) => !each.optional && !(each.default ?? each.serverDefault)).map(keyOf);
  const notNull = writable.filter((field) => !field.optional).map(keyOf);
  const unique = values.length > 1 ? writable.filter((field) => field.unique).map(keyOf) : [];
  const invalid = writable.flatMap((field) =>
    invalidSamples(field).map(({ value }): Entry => ({ key: keyOf(field), value: wrapped(value) })),
  );
  const at = writable.findIndex((_, index) => second !== undefined && first?.[index]?.value !== second[index]?.value);
  const changed = writable[at];
  const isGuarded = context.conventions.security.guards.length + context.conventions.guardsAbove.length > 0;
  const isWritable = writable.length > 0;
  const client = py`client: ${testclient.TestClient}, ${snake}_url: str`;
  const records = py`${snake}_payloads: list[dict[str, ${typing.Any}]]`;
  const parametrized = (name: string, all: readonly string[]): Part =>
    py`@${modules.pytest}.mark.parametrize("${name}", [${all.join(', ')}])`;
  const tests: readonly Part[] = [
    py`
      def test_create_${snake}(${client}, ${records}) -> None:
          payload = ${snake}_payloads[0]
          response = client.post(${snake}_url, json=payload | {"id": 4711})
          assert response.status_code == 201
          body = response.json()
          assert set(body) == {${['"id"', ...readable.map(keyOf)].join(', ')}}
          assert body["id"] != 4711
          ${
            sentAndRead.length > 0 &&
            py`
              for key in (${sentAndRead.join(', ')},):
                  assert body[key] == payload[key]
            `
          }
          assert client.get(f"{${snake}_url}/{body['id']}").json() == body
    `,
    isWritable &&
      py`
        def test_create_${snake}_minimal(${join(', ', [client, required.length > 0 && records])}) -> None:
            ${
              required.length > 0
                ? `payload = {key: ${snake}_payloads[0][key] for key in (${required.join(', ')},)}`
                : 'payload: dict[str, object] = {}'
            }
            assert client.post(${snake}_url, json=payload).status_code == 201
      `,
    required.length > 0 &&
      py`
        ${parametrized('key', required)}
        def test_create_${snake}_without(${client}, ${records}, key: str) -> None:
            payload = ${snake}_payloads[0]
            del payload[key]
            assert client.post(${snake}_url, json=payload).status_code == 422
      `,
    invalid.length > 0 &&
      py`
        @${modules.pytest}.mark.parametrize(
            ("key", "value"),
            [${invalid.map(({ key, value }) => `(${key}, ${value})`).join(', ')}],
        )
        def test_${snake}_invalid(${client}, ${records}, key: str, value: object) -> None:
            payload = ${snake}_payloads[0]
            refused = client.post(${snake}_url, json=payload | {key: value})
            assert client.get(${snake}_url).json() == []
            created = client.post(${snake}_url, json=payload).json()
            url = f"{${snake}_url}/{created['id']}"
            for response in (refused, client.patch(url, json={key: value})):
                assert response.status_code == 422
            assert client.get(url).json() == created
      `,
    py`
      def test_list_${collection}_pages(${client}, ${records}) -> None:
          created = [
              client.post(${snake}_url, json=payload).json()
              for payload in reversed(${snake}_payloads)
          ]
          assert client.get(${snake}_url).json() == created
          page = client.get(${snake}_url, params={"skip": 1, "limit": 1}).json()
          assert page == created[1:2]
    `,
    py`
      ${parametrized('query', ['"skip=-1"', '"limit=0"', '"limit=101"', '"skip=x"'])}
      def test_list_${collection}_bounds(${client}, query: str) -> None:
          assert client.get(f"{${snake}_url}?{query}").status_code == 422
    `,
    py`
      ${parametrized('method', isWritable ? ['"GET"', '"PATCH"', '"DELETE"'] : ['"GET"', '"DELETE"'])}
      def test_${snake}_not_found(${client}, method: str) -> None:
          response = client.request(method, f"{${snake}_url}/1", json={})
          assert response.status_code == 404
          response = client.request(method, f"{${snake}_url}/{2**31}", json={})
          assert response.status_code == 422
    `,
    changed !== undefined &&
      py`
        def test_update_${snake}(${client}, ${records}) -> None:
            created = client.post(${snake}_url, json=${snake}_payloads[0]).json()
            url = f"{${snake}_url}/{created['id']}"
            assert client.patch(url, json={}).json() == created
            key = ${keyOf(changed)}
            sent = {key: ${snake}_payloads[1][key]}
            response = client.patch(url, json=sent)
            assert response.status_code == 200
            ${!changed.writeonly && 'assert response.json() == created | sent'}
            assert client.get(url).json() == response.json()
      `,
    notNull.length > 0 &&
      py`
        ${parametrized('key', notNull)}
        def test_update_${snake}_null(${client}, ${records}, key: str) -> None:
            created = client.post(${snake}_url, json=${snake}_payloads[0]).json()
            response = client.patch(f"{${snake}_url}/{created['id']}", json={key: None})
            assert response.status_code == 422
      `,
    unique.length > 0 &&
      py`
        ${parametrized('key', unique)}
        def test_${snake}_conflict(${client}, ${records}, key: str) -> None:
            first, second = ${snake}_payloads[:2]
            client.post(${snake}_url, json=first)
            taken = {key: first[key]}
            assert client.post(${snake}_url, json=second | taken).status_code == 409
            created = client.post(${snake}_url, json=second).json()
            response = client.patch(f"{${snake}_url}/{created['id']}", json=taken)
            assert response.status_code == 409
      `,
    py`
      def test_delete_${snake}(${client}, ${records}) -> None:
          created = [client.post(${snake}_url, json=payload).json() for payload in ${snake}_payloads]
          url = f"{${snake}_url}/{created[0]['id']}"
          response = client.delete(url)
          assert response.status_code == 204
          assert response.content == b""
          assert client.get(url).status_code == 404
          assert client.get(${snake}_url).json() == created[1:]
    `,
    isGuarded &&
      py`
        ${parametrized('method', ['"GET"', '"POST"'])}
        def test_${collection}_are_guarded(stranger: ${testclient.TestClient}, ${snake}_url: str, method: str) -> None:
            assert stranger.request(method, ${snake}_url, json={}).status_code in {401, 403}
      `,
  ];
  return join('\n\n\n', tests);
}
