/** Tests of `test_api.py` about what happens to a record besides: the moment of its last change, and what it goes with at once. */
import { pythonString } from '../../naming/literals.js';
import { isDeletedWith, isMany } from '../../request/fields.js';
import { jsonName } from '../context.js';
import { isCreateReadBack } from '../layer-reread.js';
import { modelOf } from '../modules.js';
import { type Part, py } from '../print/code.js';
import { sqlalchemy, testclient } from '../print/symbols.js';
import type { Subject } from './api-subject.js';
import { engineOf, hook } from './statements.js';
import { defaultInJson, dict, type Entry } from './values.js';

/** A change that alters something: null, or the value that the record has anyway, would not. */
export function changeOf({ context, values }: Subject): Entry | undefined {
  return [...values.least, ...values.most].find(
    // Other records are in rows of their own.
    ({ field, value }) => !isMany(field.type) && value !== 'None' && value !== defaultInJson(context, field),
  );
}

/** The moment is set back by hand: a database may tell whole seconds alone. */
export function movedMoments(subject: Subject): Part {
  const { context, model, names, itemOf, changed } = subject;
  const { dialect: d } = context;
  const change = changeOf(subject);
  const moments = model.fields.filter(({ isMoving, writeonly }) => isMoving === true && !writeonly);
  return moments.map((field) => {
    const key = pythonString(jsonName(field));
    const back = `UPDATE "${model.table}" SET "${field.column ?? field.name}" = '2000-01-01 00:00:00.000000'`;
    return (
      change &&
      py`


      ${d.mark}
      ${d.def} test_update_${model.snake}_moves_${field.name}(client: ${testclient.TestClient}, db: ${d.session}) -> None:
          ${names.one} = ${names.create}(client)
          ${d.await}db.execute(${sqlalchemy.text}(${pythonString(back)}))
          ${d.await}db.commit()

          changed = ${changed(itemOf(names.one, 'update'), dict([change]))}

          assert changed[${key}] >= ${names.one}[${key}]
    `
    );
  });
}

/** What a new record goes with may be deleted before it is read back. */
export function goneAtOnce(subject: Subject): Part {
  const { at, body, context, model } = subject;
  const { parameter } = engineOf(subject);
  if (!isDeletedWith(model) || !isCreateReadBack(context, model)) return undefined;
  return py`


    def test_create_${model.snake}_deleted_meanwhile(client: ${testclient.TestClient}, ${parameter}) -> None:
        ${hook(
          subject,
          'delete',
          py`
            if statement.startswith("SELECT"):
                cursor.execute(f'DELETE FROM "{${modelOf(context, model)}.__tablename__}"')
          `,
        )}

        assert client.post(${at.create}, json=${body ?? '{}'}).status_code == 404
  `;
}
