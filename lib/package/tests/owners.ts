/** Tests about whose the records are: who calls in them, and what somebody else sees. */
import { pythonString } from '../../naming/literals.js';
import { type Field, isMany, isReference, type RefTarget, type RefType, referredBy } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { fieldOfScope } from '../../request/scopes.js';
import { keySample } from '../../request/types/ref.js';
import { type Context, jsonName, writableFields } from '../context.js';
import { callerCallables } from '../guards.js';
import { type GivenMember, ownerFor } from '../passing-callers.js';
import { join, type Part, py, symbol } from '../print/code.js';
import { fastapi, modules, pythonTypes, testclient } from '../print/symbols.js';
import { hasOwner, scopesOf } from '../scopes.js';
import { targetOf } from '../types/ref.js';
import type { OfRecord, Subject } from './api-subject.js';
import { isAskedFor, parents, parentsFixture } from './parents.js';
import { keyValue, lastRow, ownedTargets } from './target-rows.js';

/** A key that no record has, as a function of the package takes it. */
export function nobodyValue(type: RefType): Part {
  const { key } = targetOf(type);
  return key.kind === 'str' ? '"nobody"' : keyValue(key, 4711);
}

/** What the tests of the layers give for the first of everything that a record belongs to. */
export function firstScopes(model: ModelSpec): readonly Part[] {
  return scopesOf(model).map(({ type }) => isReference(type) && keyValue(targetOf(type).key, 1));
}

/** The same as keys and values of a dict. */
export function firstScopeItems(model: ModelSpec): Part {
  const values = firstScopes(model);
  if (values.length === 0) return undefined;
  return py`{${join(
    ', ',
    scopesOf(model).map(({ name }, index) => py`"${name}": ${values[index]}`),
  )}}`;
}

/** What an answer shows of it. */
export function scopeInJson({ type, scope }: Field): string | undefined {
  return scope === undefined || !isReference(type) ? undefined : keySample(targetOf(type).key, 1);
}

/** Whether a package has records that belong to callers. */
export const isOwned = ({ pkg }: Context): boolean => pkg.models.some(hasOwner);

/** `app.dependency_overrides[get_current_user] = lambda: User(id=1)` */
export function callingAs(context: Context, number: number): readonly Part[] {
  if (!isOwned(context)) return [];
  return callerCallables(context).map(
    ({ callable, names }) =>
      py`app.dependency_overrides[${callable}] = lambda: ${callerObject(context, names, number)}`,
  );
}

/** The name of the fixture by which the tests of a further model call as a user: its package may have no caller yet. */
function signedIn({ pkg }: Context, model: ModelSpec): string | undefined {
  return pkg.first === undefined && hasOwner(model) ? `signed_in_for_${model.snake}` : undefined;
}

/** What the tests of one model have besides those of their package. */
export function modelFixtures(context: Context, model: ModelSpec): Part {
  const all = [parents(context, model), signedInFixture(context, model)].filter(Boolean);
  return all.length > 0 && join('\n\n\n', all);
}

function signedInFixture(context: Context, model: ModelSpec): Part {
  const name = signedIn(context, model);
  if (name === undefined) return undefined;
  return py`
    @${modules.pytest}.fixture
    def ${name}(app: ${fastapi.FastAPI}, client: ${testclient.TestClient}) -> None:
        """Call as the first user."""
        ${callingAs(context, 1)}
  `;
}

/** The fixtures that each test of a file has to ask for. */
export function askedFixtures(context: Context, model: ModelSpec): readonly string[] {
  if (!context.file.startsWith('tests/test_')) return [];
  const stored = isAskedFor(context, model) ? parentsFixture(model) : undefined;
  const signed = context.file === 'tests/test_api.py' ? signedIn(context, model) : undefined;
  return [stored, signed].filter((each) => each !== undefined);
}

/** The first user as somebody who does not pass what the handlers check, in the place of each guard that gives the caller. */
export function refusedOwners(context: Context): readonly { readonly callable: Part; readonly failing: Part }[] {
  const key = isOwned(context) ? ownKey(context, 1) : undefined;
  if (key === undefined) return [];
  return callerCallables(context).map(({ callable, names }) => ({
    callable,
    failing: ownerFor(context, names, 'fails', key),
  }));
}

/** What the handlers read of a caller as an owner's key; nothing where a caller is that alone. */
function ownKey(context: Context, number: number): GivenMember | undefined {
  const { gives } = context.conventions.caller ?? {};
  const { key } = ownerOf(context);
  const value = keyValue(key, number);
  if (gives?.kind === 'key') return undefined;
  return gives?.kind === 'with' ? { ...gives.key, value } : { kind: 'attribute', name: key.name, value };
}

function ownerOf({ pkg }: Context): RefTarget {
  const type = pkg.models.flatMap(({ fields }) => fields).find(({ scope }) => scope === 'owner')?.type;
  if (type === undefined || !isReference(type)) throw new Error('a package without owners was asked for one');
  return targetOf(type);
}

function callerObject(context: Context, names: readonly string[], number: number): Part {
  const { caller, mapping } = context.conventions;
  const own = ownKey(context, number);
  const { key, module, name } = ownerOf(context);
  if (own === undefined) return keyValue(key, number);
  const checked = ownerFor(context, names, 'passes', own);
  if (checked) return checked;
  if (own.kind === 'item') return py`{${pythonString(own.name)}: ${own.value}}`;
  const { gives } = caller ?? {};
  // A dataclass is made with more than its key.
  const isModel =
    gives?.kind === 'class' && gives.module === module && gives.name === name && mapping.dataclass === 'no';
  return py`${isModel ? symbol(module, name) : pythonTypes.SimpleNamespace}(${own.name}=${own.value})`;
}

/** What another user sees of a record: nothing, and it is left as it is. */
export function ownerTests(subject: Subject): Part {
  const { at, context, model, names, inJson, itemOf, update, created, body, invalid } = subject;
  const owner = fieldOfScope(model, 'owner');
  if (owner === undefined || !isReference(owner.type)) return undefined;
  const { key } = targetOf(owner.type);
  const name = pythonString(jsonName(owner));
  const [first, second] = [1, 2].map((number) => keySample(key, number));
  const item = (operation?: OfRecord): string => itemOf(names.one, operation);
  // What is above the records is missing for another user.
  const isNested = fieldOfScope(model, 'parent') !== undefined;
  const isChanged = model.fields.some((field) => !field.readonly);
  const total = (count: number): Part =>
    inJson.total !== '' && `assert client.get(${at.list}).json()${inJson.total} == ${count}`;
  const theirs = ownedTargets(model).map(({ field, to }) => entryOf(field, keySample(to.key, lastRow(model))));
  const other = theirs.length > 0 ? withTheirs(subject, `{${theirs.join(', ')}}`) : created[1];
  const sent = body === undefined ? `{${name}: ${second}}` : `${body} | {${name}: ${second}}`;
  return py`


    def test_${model.collection}_of_another_user(app: ${fastapi.FastAPI}, client: ${testclient.TestClient}) -> None:
        ${names.one} = ${created[0]}
        ${callingAs(context, 2)}

        ${isNested ? `assert client.get(${at.list}).status_code == 404` : `assert client.get(${at.list}).json()${inJson.list} == []`}
        ${!isNested && total(0)}
        assert client.get(${item()}).status_code == 404
        ${isChanged && `assert client.${update}(${item('update')}, json={}).status_code == 404`}
        assert client.delete(${item('delete')}).status_code == 404
        ${
          created[1] !== undefined &&
          !isNested &&
          py`

          other = ${other}
          assert other[${name}] == ${second}
          ${selfReferences(model).map((each) => `assert client.${update}(${itemOf('other', 'update')}, json={${entryOf(each, `${names.one}['${subject.key.name}']`)}}).status_code == 404`)}
          assert client.get(${at.list}).json()${inJson.list} == [other]
          ${total(1)}
        `
        }

        ${callingAs(context, 1)}
        assert client.get(${at.list}).json()${inJson.list} == [${names.one}]


    def test_${model.snake}_belongs_to_its_caller(client: ${testclient.TestClient}) -> None:
        response = client.post(${at.create}, json=${sent})
        assert response.status_code == ${String(invalid)} or response.json()${inJson.create}[${name}] == ${first}
        ${
          isChanged &&
          py`

          ${names.one} = ${created[1] ?? created[0]}
          client.${update}(${item('update')}, json={${name}: ${second}})
          assert client.get(${item()}).json()${inJson.get} == ${names.one}
        `
        }
  `;
}

/** The call that creates another record, which refers to what the second user has. */
function withTheirs({ names, values }: Subject, fields: string): string {
  return `${names.create}(client, **${values.others[0] === undefined ? fields : `${names.other} | ${fields}`})`;
}

/** Those to records of the same model, which have to be the caller's own. */
function selfReferences(model: ModelSpec): readonly Field[] {
  return writableFields(model).filter((field) => referredBy(field)?.isSelf === true);
}

/** A reference in JSON, as one of many where it is that. */
const entryOf = (field: Field, key: string): string =>
  `${pythonString(jsonName(field))}: ${isMany(field.type) ? `[${key}]` : key}`;
