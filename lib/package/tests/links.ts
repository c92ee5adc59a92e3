/** Tests of `test_api.py` about records that have many others: each once, in one order, replaced as a whole. */
import { pythonString } from '../../naming/literals.js';
import type { Field } from '../../request/fields.js';
import { keySample } from '../../request/types/ref.js';
import { jsonName } from '../context.js';
import { modelOf } from '../modules.js';
import { type Part, py } from '../print/code.js';
import { modules, sqlalchemy, testclient } from '../print/symbols.js';
import { targetClass } from '../references.js';
import type { Link, ManyTarget } from '../types/m2m.js';
import type { Subject } from './api-subject.js';
import { markedRow } from './target-rows.js';
import { keyword } from './values.js';

export function linkTests(subject: Subject, { field, to }: Link): Part {
  const { inJson, model, names, itemOf, changed, created } = subject;
  // Its own records are there before the one that has them.
  if (to.isSelf && created.length < 3) return undefined;
  const key = pythonString(jsonName(field));
  const id = to.key.name;
  const [first, second] = to.isSelf ? ['first', 'second'] : [keySample(to.key, 1), keySample(to.key, 2)];
  const shown = (record: string, keys: string): Part =>
    to.shown?.hasKey === true && `assert [each["${id}"] for each in ${record}["${to.relation}"]] == ${keys}`;
  const all = `[${second}, ${first}, ${second}]`;
  return py`


    def test_${model.snake}_has_each_of_its_${to.relation}_once(client: ${testclient.TestClient}) -> None:
        ${to.isSelf && py`first, second = sorted([${created[0]}["${id}"], ${created[1]}["${id}"]])`}
        ${
          to.isSelf
            ? py`
              third = ${created[2]}
              ${names.one} = ${changed(itemOf('third', 'update'), py`{${key}: ${all}}`)}
            `
            : `${names.one} = ${names.create}(client, ${keyword(field, all)})`
        }
        assert ${names.one}[${key}] == [${first}, ${second}]
        ${shown(names.one, `[${first}, ${second}]`)}

        changed = ${changed(itemOf(names.one, 'update'), py`{${key}: [${second}]}`)}
        assert changed[${key}] == [${second}]
        ${shown('changed', `[${second}]`)}
        assert client.get(${itemOf(names.one)}).json()${inJson.get} == changed
    ${unmarked(subject, field, to, shown)}
    ${rowsGone(subject, field, to)}
  `;
}

/** The rows between two records go with either, whoever deletes it: the database has to look after it. */
function rowsGone({ context, model, names }: Subject, field: Field, to: ManyTarget): Part {
  const { dialect: d } = context;
  if (to.isSelf || to.link.from.kind !== 'written') return undefined;
  const [own, target] = [modelOf(context, model), targetClass(context, to)];
  return py`


    ${d.mark}
    @${modules.pytest}.mark.parametrize("deleted", [${own}, ${target}])
    ${d.def} test_rows_of_${model.snake}_and_${to.relation}_go(client: ${testclient.TestClient}, db: ${d.session}, deleted: type[${own} | ${target}]) -> None:
        ${d.await}db.execute(${sqlalchemy.text}("PRAGMA foreign_keys = ON"))
        ${names.create}(client, ${keyword(field, `[${keySample(to.key, 1)}]`)})
        # What else refers to it is looked at when the transaction ends.
        ${d.await}db.execute(${sqlalchemy.text}("PRAGMA defer_foreign_keys = ON"))

        ${d.await}db.execute(${sqlalchemy.delete}(deleted))

        count = ${sqlalchemy.text}('SELECT count(*) FROM "${to.link.table}"')
        assert ${d.await}db.scalar(count) == 0
  `;
}

/** One that is marked as deleted is in no list any more. */
function unmarked(subject: Subject, field: Field, to: ManyTarget, shown: (record: string, keys: string) => Part): Part {
  const { at, inJson, context, model, names } = subject;
  const { deletion, ...rest } = to;
  if (deletion === undefined || to.isSelf) return undefined;
  const { dialect: d } = context;
  const [first, second] = [keySample(to.key, 1), keySample(to.key, 2)];
  return py`


    ${d.mark}
    ${d.def} test_${model.snake}_shows_no_deleted_${to.relation}(client: ${testclient.TestClient}, db: ${d.session}) -> None:
        ${names.create}(client, ${keyword(field, `[${first}, ${second}]`)})
        ${d.await}db.execute(${markedRow(context, { ...rest, deletion }, 2)})
        ${d.await}db.commit()

        [${names.one}] = client.get(${at.list}).json()${inJson.list}
        assert ${names.one}[${pythonString(jsonName(field))}] == [${first}]
        ${shown(names.one, `[${first}]`)}
  `;
}
