/** Tests of `test_api.py` about records that refer to others of the same model: one that is there, none, and one that is deleted. */
import { pythonString } from '../../naming/literals.js';
import { isReference } from '../../request/fields.js';
import { jsonName, writableFields } from '../context.js';
import { type Part, py } from '../print/code.js';
import { testclient } from '../print/symbols.js';
import { targetOf } from '../types/ref.js';
import type { Subject } from './api-subject.js';
import { keyword } from './values.js';

export function selfReferences(subject: Subject): Part {
  const { at, body, changed, created, inJson, inOrder, itemOf, key, model, names, values } = subject;
  if (created[1] === undefined) return undefined;
  return writableFields(model).map((field) => {
    const to = isReference(field.type) ? targetOf(field.type) : undefined;
    if (to?.isSelf !== true || !field.optional || field.writeonly) return undefined;
    const name = pythonString(jsonName(field));
    const first = `first["${key.name}"]`;
    const another = values.others[0] === undefined ? '' : `**${names.other}, `;
    const third = values.others[1] === undefined ? undefined : names.third;
    const sent = [body, third, `{${name}: ${first}}`].filter((each) => each !== undefined).join(' | ');
    return py`


      def test_${model.snake}_refers_to_its_${to.relation}(client: ${testclient.TestClient}) -> None:
          first = ${created[0]}
          second = ${names.create}(client, ${another}${keyword(field, first)})
          assert second[${name}] == ${first}
          assert client.get(${itemOf('second')}).json()${inJson.get} == second
          assert ${inOrder(py`client.get(${at.list}).json()${inJson.list}`)} == ${inOrder('[first, second]')}

          assert ${changed(itemOf('second', 'update'), py`{${name}: None}`)}[${name}] is None
          assert ${changed(itemOf('second', 'update'), py`{${name}: ${first}}`)}[${name}] == ${first}
          assert ${changed(itemOf('second', 'update'), py`{}`)}[${name}] == ${first}
          ${
            model.deletion &&
            py`

            client.delete(${itemOf('first', 'delete')})
            assert client.post(${at.create}, json=${sent}).status_code == 404
          `
          }
    `;
  });
}
