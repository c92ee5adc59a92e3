/** `test_api.py`: the behaviour of the HTTP interface, one test each. */
import { pythonString } from '../../naming/literals.js';
import type { ModelSpec } from '../../request/model.js';
import { OPERATIONS } from '../../style/operations.js';
import { called } from '../called.js';
import { outsiderOf } from '../checked-callers.js';
import { type Context, jsonName } from '../context.js';
import { isGuarded } from '../guards.js';
import { allGuards } from '../named-guards.js';
import { pathBehind, saysPaths } from '../paths.js';
import { type Code, type Part, py } from '../print/code.js';
import { modules, testclient, typing } from '../print/symbols.js';
import { hasOwner } from '../scopes.js';
import { shownStamps } from '../stamps.js';
import { rowOf } from '../types/table.js';
import { conflicts, updates } from './api-changes.js';
import { byOwnKey, constants, helper, type Subject, subjectOf } from './api-subject.js';
import { badFields, edgeValues, minimal, missingFields, spellings } from './api-values.js';
import { embeddedNames, embeddedTests } from './embedded.js';
import { filterTests } from './filters.js';
import { goneAtOnce, movedMoments } from './meanwhile.js';
import { missingReferences } from './missing-references.js';
import { nestedTests } from './nested.js';
import { ownerTests, scopeInJson } from './owners.js';
import { lists } from './pages.js';
import { selfReferences } from './self-references.js';
import { storedTests } from './stored.js';
import { updateHelper } from './update-helper.js';
import { defaultInJson, spelled } from './values.js';

/** `path` is the part of the model's paths behind the package's: nothing for its first model. */
export function apiTests(context: Context, asked: ModelSpec, path: string): Code {
  const subject = subjectOf(context, asked, path);
  return py`
    ${constants(subject)}


    ${helper(subject)}
    ${byOwnKey(context)}
    ${updateHelper(subject)}


    ${creates(subject)}
    ${goneAtOnce(subject)}
    ${minimal(subject)}
    ${edgeValues(subject)}
    ${spellings(subject)}
    ${badFields(subject)}
    ${missingFields(subject)}
    ${conflicts(subject)}
    ${missingReferences(subject)}
    ${selfReferences(subject)}
    ${nestedTests(subject)}
    ${embeddedTests(subject)}


    ${lists(subject)}
    ${filterTests(subject)}


    ${notFound(subject)}
    ${updates(subject)}
    ${movedMoments(subject)}


    ${deletes(subject)}
    ${ownerTests(subject)}
    ${guards(subject)}
    ${refusals(subject)}
    ${context.conventions.layers.kind === 'chain' && storedTests(subject)}
  `;
}

function creates({ inJson, context, model, names, values, key, itemOf }: Subject): Code {
  const { snake } = model;
  const given = model.fields.filter((field) => field.readonly && !field.writeonly);
  const read = [
    `"${key.name}": ${names.one}["${key.name}"]`,
    ...(values.record.length > 0 ? [`**${names.record}`] : []),
    ...given.map((field) => {
      const key = pythonString(jsonName(field));
      return `${key}: ${spelled(scopeInJson(field) ?? defaultInJson(context, field) ?? `${names.one}[${key}]`)}`;
    }),
    ...[...shownStamps(context, model).map(({ name }) => name), ...embeddedNames(model)].map(
      (name) => `"${name}": ${names.one}["${name}"]`,
    ),
  ];
  return py`
    def test_create_${snake}(client: ${testclient.TestClient}) -> None:
        ${names.one} = ${names.create}(client)

        assert ${names.one} == {${read.join(', ')}}
        assert client.get(${itemOf(names.one)}).json()${inJson.get} == ${names.one}
        ${given.flatMap((field) => {
          const { ending } = rowOf(field.type);
          return ending === undefined || field.optional
            ? []
            : `assert ${names.one}[${pythonString(jsonName(field))}].endswith("${ending}")`;
        })}
  `;
}

function notFound(subject: Subject): Code {
  const { update, context, model, key, item, path, invalid } = subject;
  const { snake } = model;
  const methods = model.fields.some((field) => !field.readonly)
    ? ['GET', update.toUpperCase(), 'DELETE']
    : ['GET', 'DELETE'];
  const listed = methods.map(pythonString).join(', ');
  // Where no dependency has it for all of them, each handler has the bounds of the key itself.
  const isEach = context.conventions.layers.kind === 'chain';
  if (saysPaths(context)) return notFoundAtPaths(subject, isEach);
  const bad = py`client${isEach ? py`.request(method, ${item(`${snake}_id`)}, json={})` : py`.get(${item(`${snake}_id`)})`}`;
  return py`
    @${modules.pytest}.mark.parametrize("method", [${listed}])
    def test_${snake}_not_found(client: ${testclient.TestClient}, method: str) -> None:
        assert client.request(method, ${path(key.inTests.missing)}, json={}).status_code == 404


    ${isEach && py`@${modules.pytest}.mark.parametrize("method", [${listed}])`}
    @${modules.pytest}.mark.parametrize("${snake}_id", [${key.inTests.bad.join(', ')}])
    def test_${isEach ? '' : 'get_'}${snake}_with_bad_id(client: ${testclient.TestClient}, ${isEach && 'method: str, '}${snake}_id: str) -> None:
        assert ${bad}.status_code == ${invalid}
  `;
}

/** The same where the path of each operation is another one. */
function notFoundAtPaths({ update, context, model, records, key, path, invalid }: Subject, isEach: boolean): Code {
  const { snake } = model;
  const operations = OPERATIONS.flatMap((each) => (each === 'list' || each === 'create' ? [] : each)).filter(
    (each) => each !== 'update' || model.fields.some((field) => !field.readonly),
  );
  const methods = { get: 'GET', update: update.toUpperCase(), delete: 'DELETE' };
  const missing = operations.map((each) => `("${methods[each]}", ${path(key.inTests.missing, each)})`);
  const bad = operations
    .filter((each) => isEach || each === 'get')
    .map((each) => `("${methods[each]}", ${records} + ${pythonString(pathBehind(context, model, each, '{}'))})`);
  return py`
    @${modules.pytest}.mark.parametrize(("method", "url"), [${missing.join(', ')}])
    def test_${snake}_not_found(client: ${testclient.TestClient}, method: str, url: str) -> None:
        assert client.request(method, url, json={}).status_code == 404


    @${modules.pytest}.mark.parametrize(("method", "url"), [${bad.join(', ')}])
    @${modules.pytest}.mark.parametrize("${snake}_id", [${key.inTests.bad.join(', ')}])
    def test_${snake}_with_bad_id(client: ${testclient.TestClient}, method: str, url: str, ${snake}_id: str) -> None:
        assert client.request(method, url.format(${snake}_id), json={}).status_code == ${invalid}
  `;
}

function deletes({ at, inJson, status, model, itemOf, inOrder, created }: Subject): Code {
  const { snake } = model;
  const all = ['first', 'second', 'third'].slice(0, created.length);
  const gone = all[all.length > 1 ? 1 : 0] ?? 'first';
  const left = all.filter((each) => each !== gone);
  return py`
    def test_delete_${snake}(client: ${testclient.TestClient}) -> None:
        ${all.map((each, index) => `${each} = ${created[index]}`)}

        assert client.delete(${itemOf(gone, 'delete')}).status_code == ${status.deleted}
        assert client.get(${itemOf(gone)}).status_code == 404
        ${model.deletion && `assert client.delete(${itemOf(gone, 'delete')}).status_code == 404`}
        assert ${inOrder(py`client.get(${at.list}).json()${inJson.list}`)} == ${inOrder(`[${left.join(', ')}]`)}
  `;
}

function guards({ at, update, path, context, model, key }: Subject): Part {
  // The tests of a package that exists have a stranger only where it is guarded.
  if (!isGuarded(context.conventions) && (context.pkg.first === undefined || !hasOwner(model))) return undefined;
  const { some } = key.inTests;
  const isChanged = model.fields.some((field) => !field.readonly);
  const patch = isChanged ? [`("${update.toUpperCase()}", ${path(some, 'update')})`] : [];
  const calls = [
    `("POST", ${at.create})`,
    `("GET", ${at.list})`,
    ...[`("GET", ${path(some)})`, ...patch, `("DELETE", ${path(some, 'delete')})`],
  ];
  // FastAPI answers for a guard whose header was not sent.
  const refusals = allGuards(context.conventions.security).some((guard) => guard.requiresHeader)
    ? '401, 403, 422'
    : '401, 403';
  return py`


    @${modules.pytest}.mark.parametrize(("method", "url"), [${calls.join(', ')}])
    def test_${model.collection}_are_guarded(stranger: ${testclient.TestClient}, method: str, url: str) -> None:
        assert stranger.request(method, url, json={}).status_code in {${refusals}}
  `;
}

/** Whom the handlers refuse themselves; a dependency that loads a record is asked before they are. */
function refusals({ at, update, path, context, model, body, key }: Subject): Part {
  const refused = context.pkg.first === undefined ? undefined : outsiderOf(context.conventions);
  if (refused === undefined) return undefined;
  const isLoaded = called(context, model).loader !== undefined;
  const calls = OPERATIONS.flatMap((operation) => {
    if (!refused.operations.includes(operation)) return [];
    if (operation === 'list') return [`("GET", ${at.list}, {})`];
    if (operation === 'create') return [`("POST", ${at.create}, ${body ?? '{}'})`];
    if (isLoaded || (operation === 'update' && model.fields.every((field) => field.readonly))) return [];
    const method = { get: 'GET', update: update.toUpperCase(), delete: 'DELETE' }[operation];
    return [`("${method}", ${path(key.inTests.some, operation)}, {})`];
  });
  const [only, ...others] = refused.statuses;
  if (calls.length === 0) return undefined;
  return py`


    @${modules.pytest}.mark.parametrize(("method", "url", "body"), [${calls.join(', ')}])
    def test_${model.collection}_refuse_outsiders(
        outsider: ${testclient.TestClient}, method: str, url: str, body: dict[str, ${typing.Any}]
    ) -> None:
        assert outsider.request(method, url, json=body).status_code ${others.length === 0 ? `== ${only}` : `in {${refused.statuses.join(', ')}}`}
  `;
}
