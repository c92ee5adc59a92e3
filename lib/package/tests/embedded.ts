/** Tests of `test_api.py` about the records that an answer shows beside their keys, and what a list of them costs. */
import { pythonString } from '../../naming/literals.js';
import { type Field, isReference, type RefTarget, referredBy } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { keySample } from '../../request/types/ref.js';
import { jsonName } from '../context.js';
import { linksOf } from '../links.js';
import { type Part, py } from '../print/code.js';
import { testclient } from '../print/symbols.js';
import type { Link } from '../types/m2m.js';
import { targetOf } from '../types/ref.js';
import type { Subject } from './api-subject.js';
import { linkTests } from './links.js';
import { engineOf, hook } from './statements.js';
import { type Entry, keyword } from './values.js';

type Embedded = { readonly field: Field; readonly to: RefTarget };

function embedded({ fields }: ModelSpec): readonly Embedded[] {
  return fields.flatMap((field) => {
    const to = isReference(field.type) ? targetOf(field.type) : undefined;
    return to?.shown === undefined ? [] : [{ field, to }];
  });
}

/** What the records are called in JSON. */
export const embeddedNames = (model: ModelSpec): readonly string[] =>
  model.fields.flatMap((field) => {
    const to = referredBy(field);
    return to?.shown === undefined ? [] : [to.relation];
  });

export function embeddedTests(subject: Subject): Part {
  const all = embedded(subject.model).filter(({ field }) => !field.readonly);
  const links = linksOf(subject.model);
  if (all.length + links.length === 0) return undefined;
  return [
    ...all.map((each) => shows(subject, each)),
    ...links.map((each) => linkTests(subject, each)),
    fixedNumber(subject, all, links),
  ];
}

/** The record that is referred to, another one after a change, and none. */
function shows({ model, names, itemOf, changed }: Subject, { field, to }: Embedded): Part {
  const { snake } = model;
  const name = pythonString(to.relation);
  const key = pythonString(jsonName(field));
  const other = keySample(to.key, 2);
  const shown = (record: string, of: string): string =>
    to.shown?.hasKey ? `${record}[${name}]["${to.key.name}"] == ${of}` : `${record}[${name}] is not None`;
  const patched = (value: string): Part => changed(itemOf(names.one, 'update'), py`{${key}: ${value}}`);
  const first = to.isSelf ? `${names.create}(client)["${to.key.name}"]` : undefined;
  return py`


    def test_${snake}_shows_its_${to.relation}(client: ${testclient.TestClient}) -> None:
        ${first !== undefined && `first, second = ${first}, ${first}`}
        ${names.one} = ${names.create}(client${first !== undefined && `, ${keyword(field, 'first')}`})
        assert ${shown(names.one, `${names.one}[${key}]`)}

        changed = ${patched(first === undefined ? other : 'second')}
        assert ${shown('changed', first === undefined ? other : 'second')}
        ${field.optional && py`assert ${patched('None')}[${name}] is None`}
  `;
}

/** Where each record of a list was read by itself, more of them would need more statements. */
function fixedNumber(subject: Subject, all: readonly Embedded[], links: readonly Link[]): Part {
  const { at, model, names, values, created } = subject;
  if (created[2] === undefined) return undefined;
  const { parameter } = engineOf(subject);
  const own = all.filter(({ to }) => to.isSelf);
  const another = (others: readonly Entry[] = [], name: string, record: string): string => {
    const further = all
      .filter(({ field, to }) => !to.isSelf && others.every((each) => each.field !== field))
      .map(({ field, to }) => keyword(field, keySample(to.key, 2)));
    const linked = links
      .filter(({ to }) => !to.isSelf)
      .map(({ field, to }) => keyword(field, `[${keySample(to.key, 2)}]`));
    const self = own.map(({ field, to }) => keyword(field, `${record}["${to.key.name}"]`));
    return `${names.create}(${['client', others.length > 0 && `**${name}`, ...further, ...linked, ...self].filter(Boolean).join(', ')})`;
  };
  const isSelf = own.length > 0;
  const second = another(values.others[0], names.other, 'first');
  return py`


    def test_list_${model.collection}_in_a_fixed_number_of_statements(client: ${testclient.TestClient}, ${parameter}) -> None:
        ${isSelf ? `first = ${names.create}(client)` : `${names.create}(client)`}
        ${isSelf && `second = ${second}`}
        statements: list[str] = []

        ${hook(subject, 'count', 'statements.append(statement)', { cursor: 'object' })}

        client.get(${at.list})
        needed = len(statements)
        ${isSelf ? another(values.others[1], names.third, 'second') : second}
        statements.clear()
        client.get(${at.list})

        assert len(statements) <= needed
  `;
}
