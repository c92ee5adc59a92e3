/** Tests of what is stored, through the handlers and beside them: for layers that have no tests of their own. */
import { isDeletedWith } from '../../request/fields.js';
import { isMarked } from '../deletion.js';
import { isReadBack } from '../layer-reread.js';
import { chainOf } from '../layers.js';
import { modelOf, schemaOf } from '../modules.js';
import { type Code, type Part, py } from '../print/code.js';
import { modules, testclient } from '../print/symbols.js';
import { isNewestFirst, orderNames } from '../stamps.js';
import type { Subject } from './api-subject.js';
import { defaults, finite, goneWithTargets, refusals } from './database.js';
import { changeOf } from './meanwhile.js';
import { engineOf, hook } from './statements.js';
import { changedSecrets, dict, isRequired, keptSecret } from './values.js';

export function storedTests(subject: Subject): Code {
  const { context, model, values, body } = subject;
  const type = modelOf(context, model);
  const schema = schemaOf(context, model, 'create');
  const sent = [...values.record, ...values.secrets].filter(({ field }) => isRequired(field));
  return py`


    ${inOrder(subject)}
    ${deletedMeanwhile(subject)}
    ${lostMeanwhile(subject)}
    ${secrets(subject)}
    ${kept(subject)}
    ${defaults({ context, model, type, schema }, dict(sent), sent.length > 0)}
    ${finite({ context, model, type, schema }, `(${body ?? '{}'})`, body !== undefined)}
    ${refusals({ context, model, type, schema }, body ?? '{}', body !== undefined)}
    ${goneWithTargets({ context, model, type, schema }, body ?? '{}', body !== undefined)}
  `;
}

function inOrder(subject: Subject): Code {
  const { at, inJson, context, model, names, created, key } = subject;
  const { parameter } = engineOf(subject);
  const [first = key.name] = orderNames(context, model);
  const made = created.slice(0, 2);
  const isKnown = key.isAscending;
  return py`
    def test_list_${model.collection}_in_order_of_${first}(client: ${testclient.TestClient}, ${parameter}) -> None:
        ${isKnown ? `${names.many} = [${made.join(', ')}]` : made}
        ${!isKnown && `${names.many} = client.get(${at.list}).json()${inJson.list}`}

        # Without it, SQLite returns rows in the order of its own keys
        # even when no order is asked for.
        ${hook(
          subject,
          'reverse',
          py`
            if statement.startswith("SELECT"):
                cursor.execute("PRAGMA reverse_unordered_selects = ON")
          `,
        )}

        assert client.get(${at.list}).json()${inJson.list} == ${names.many}${isKnown && isNewestFirst(context, model) && '[::-1]'}
  `;
}

function deletedMeanwhile(subject: Subject): Part {
  const { context, model, names, itemOf, update } = subject;
  const isAnswered = context.conventions.updateAnswers.kind === 'record';
  const isOwn = chainOf(context, model)?.layers.length === 0;
  // A statement of the host's own whose record is not answered does not say whether it has changed anything.
  if (!isAnswered && !isOwn && !isReadBack(context, model)) return undefined;
  const change = changeOf(subject);
  const changed = py`client.${update}(${itemOf(names.one, 'update')}, json=${change && dict([change])})`;
  return change && meanwhile(subject, 'update', changed);
}

/** The row that is to be marked as deleted may be gone with what the record goes with. */
function lostMeanwhile(subject: Subject): Part {
  const { model, names, itemOf } = subject;
  const isLost = model.deletion !== undefined && isDeletedWith(model);
  return isLost && meanwhile(subject, 'delete', py`client.delete(${itemOf(names.one, 'delete')})`);
}

function meanwhile(subject: Subject, operation: 'update' | 'delete', call: Part): Part {
  const { context, model, names } = subject;
  const { parameter } = engineOf(subject);
  const isTwice = operation === 'update' && isReadBack(context, model);
  return py`


    ${isTwice && py`@${modules.pytest}.mark.parametrize("when", ["before_cursor_execute", "after_cursor_execute"])`}
    def test_${operation}_${model.snake}_deleted_meanwhile(client: ${testclient.TestClient}, ${parameter}${isTwice && ', when: str'}) -> None:
        ${names.one} = ${names.create}(client)

        ${hook(
          subject,
          'delete',
          py`
            if statement.startswith("UPDATE"):
                cursor.execute(f'DELETE FROM "{${modelOf(context, model)}.__tablename__}"')
          `,
          isTwice ? { when: 'when' } : {},
        )}

        assert ${call}.status_code == 404
  `;
}

/** What is marked as deleted is seen in the database alone. */
function kept(subject: Subject): Part {
  const { context, model, names, itemOf, key } = subject;
  const { dialect: d } = context;
  if (model.deletion === undefined) return undefined;
  const shown = `${names.one}["${key.name}"]`;
  const given = context.conventions.key.kind.startsWith('uuid') ? py`${key.python}(${shown})` : shown;
  return py`


    ${d.mark}
    ${d.def} test_deleted_${model.snake}_is_kept(client: ${testclient.TestClient}, db: ${d.session}) -> None:
        ${names.one} = ${names.create}(client)
        client.delete(${itemOf(names.one, 'delete')})

        stored = ${d.await}db.get(${modelOf(context, model)}, ${given})
        assert stored is not None
        ${isMarked('stored', model.deletion)}
  `;
}

/** What a client sends and never reads is seen in the database alone. */
function secrets(subject: Subject): Part {
  const { context, model, names, values, itemOf, key, update } = subject;
  const { dialect: d } = context;
  const changes = changedSecrets(values);
  if (changes.length === 0) return undefined;
  const shown = `${names.one}["${key.name}"]`;
  const hashes = changes.filter(({ field }) => field.hash !== undefined);
  const given = context.conventions.key.kind.startsWith('uuid') ? py`${key.python}(${shown})` : shown;
  const read = py`
    stored = ${d.await}db.get(${modelOf(context, model)}, ${given})
    assert stored is not None
  `;
  return py`


    ${d.mark}
    ${d.def} test_${model.collection}_keep_what_is_only_written(client: ${testclient.TestClient}, db: ${d.session}) -> None:
        ${names.one} = ${names.create}(client)
        ${hashes.length > 0 && read}
        ${hashes.map(({ field: { name } }) => `created_${name} = stored.${name}`)}
        changes = ${schemaOf(context, model, 'update')}.${d.validate}(${dict(changes)})
        client.${update}(${itemOf(names.one, 'update')}, json=${dict(changes)})

        ${hashes.length > 0 ? py`${d.await}db.refresh(stored)` : read}
        ${changes.map(({ field }) => keptSecret(field, 'stored', names.secrets))}
  `;
}
