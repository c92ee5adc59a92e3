/** Tests of `test_api.py` about what a list is asked for: equal values, ranges, parts of texts, and orders. */
import { pythonString } from '../../naming/literals.js';
import { type Field, isRanged } from '../../request/fields.js';
import { invalidSamples } from '../../request/samples.js';
import { jsonName } from '../context.js';
import { isListFiltered, LONGEST_SEARCH, queryNames } from '../filters.js';
import { join, type Part, py } from '../print/code.js';
import { modules, testclient } from '../print/symbols.js';
import type { Subject } from './api-subject.js';
import type { Entry } from './values.js';

/** Nothing where a list is asked for a page alone. */
export function filterTests(subject: Subject): Part {
  if (!isListFiltered(subject.model)) return undefined;
  return py`


    ${join(
      '\n\n\n',
      [equal, ranges, search, orders, badRanges, badQueries].map((tests) => tests(subject)).filter(Boolean),
    )}
  `;
}

/** The fields that a client sends and reads, and that a list is asked for by something. */
function fieldsWith({ values }: Subject, has: (field: Field) => boolean): readonly Field[] {
  return values.record.map(({ field }) => field).filter(has);
}

const inConstant = (entries: readonly Entry[], field: Field): string | undefined =>
  entries.find((each) => each.field === field)?.value;

const marked = (fields: readonly Field[]): Part =>
  py`@${modules.pytest}.mark.parametrize("field", [${fields.map((field) => pythonString(jsonName(field))).join(', ')}])`;

/** A call that creates a record with the value of a constant in the field. */
function made({ names, values }: Subject, base: 'other' | 'third', constant: string): string {
  const has = values.others[base === 'other' ? 0 : 1] !== undefined;
  const changed = `{field: ${constant}[field]}`;
  return `${names.create}(client, **${has ? `${names[base]} | ${changed}` : changed})`;
}

const listed = ({ at, inJson }: Subject, params: string): string =>
  `client.get(${at.list}, params=${params}).json()${inJson.list}`;

/** What a list is narrowed by narrows the number beside it. */
const total = ({ at, inJson }: Subject, params: string, count: number): Part =>
  inJson.total !== '' && `assert client.get(${at.list}, params=${params}).json()${inJson.total} == ${count}`;

function equal(subject: Subject): Part {
  const { model, names, values } = subject;
  const fields = fieldsWith(
    subject,
    (field) => field.isFiltered === true && isOther(inConstant(values.least, field), inConstant(values.record, field)),
  );
  if (fields.length === 0) return undefined;
  return py`
    ${marked(fields)}
    def test_list_${model.collection}_with_a_value(client: ${testclient.TestClient}, field: str) -> None:
        ${names.one} = ${names.create}(client)
        other = ${made(subject, 'other', names.least)}

        assert ${listed(subject, `{field: ${names.one}[field]}`)} == [${names.one}]
        assert ${listed(subject, '{field: other[field]}')} == [other]
        ${total(subject, '{field: other[field]}', 1)}
  `;
}

const isOther = (one: string | undefined, other: string | undefined): boolean => one !== undefined && one !== other;

/** The fields whose constants hold a least and a greatest value of their order. */
function spread(subject: Subject, has: (field: Field) => boolean): readonly Field[] {
  const { values } = subject;
  return fieldsWith(
    subject,
    (field) =>
      has(field) && isRanged(field) && isOther(inConstant(values.most, field), inConstant(values.least, field)),
  );
}

function ranges(subject: Subject): Part {
  const fields = spread(subject, ({ isFiltered }) => isFiltered === true);
  if (fields.length === 0) return undefined;
  const { model, names } = subject;
  return py`
    ${marked(fields)}
    def test_list_${model.collection}_from_a_value_to_another(client: ${testclient.TestClient}, field: str) -> None:
        low = ${made(subject, 'other', names.least)}
        high = ${made(subject, 'third', names.most)}

        assert ${listed(subject, '{f"{field}_from": high[field]}')} == [high]
        assert ${listed(subject, '{f"{field}_to": low[field]}')} == [low]
  `;
}

function orders(subject: Subject): Part {
  const fields = spread(subject, ({ isSorted }) => isSorted === true);
  if (fields.length === 0) return undefined;
  const { model, names } = subject;
  return py`
    ${marked(fields)}
    def test_list_${model.collection}_in_an_order(client: ${testclient.TestClient}, field: str) -> None:
        high = ${made(subject, 'third', names.most)}
        low = ${made(subject, 'other', names.least)}

        assert ${listed(subject, '{"sort": field}')} == [low, high]
        assert ${listed(subject, '{"sort": f"-{field}"}')} == [high, low]
  `;
}

function search(subject: Subject): Part {
  const { model, names, values } = subject;
  const all = fieldsWith(subject, ({ isSearched }) => isSearched === true);
  const fields = all.filter(
    (field) =>
      isLong(inConstant(values.record, field)) &&
      isOther(inConstant(values.least, field), inConstant(values.record, field)),
  );
  if (fields.length === 0) return undefined;
  return py`
    ${marked(fields)}
    def test_search_${model.collection}(client: ${testclient.TestClient}, field: str) -> None:
        ${names.one} = ${names.create}(client)
        ${made(subject, 'other', names.least)}

        assert ${listed(subject, `{"search": ${names.one}[field][1:].upper()}`)} == [${names.one}]
        assert ${listed(subject, '{"search": "%"}')} == []
        ${total(subject, '{"search": "%"}', 0)}
  `;
}

/** A text that is no part of another one by chance, and that a search takes whole. */
const isLong = (value: string | undefined): boolean => value !== undefined && /^"[^"%\\]{4,90}"$/.test(value);

function badQueries({ at, model, invalid }: Subject): Part {
  const known = queryNames(model);
  const bad = [
    ...(known.includes('sort') ? ['"sort=unknown"'] : []),
    ...(known.includes('search') ? ['"search="', '"search=%00"', `"search=" + "x" * ${LONGEST_SEARCH + 1}`] : []),
  ];
  if (bad.length === 0) return undefined;
  return py`
    @${modules.pytest}.mark.parametrize("query", [${bad.join(', ')}])
    def test_list_${model.collection}_for_what_is_not_known(client: ${testclient.TestClient}, query: str) -> None:
        assert client.get(f"${at.inList}?{query}").status_code == ${invalid}
  `;
}

/** Each end of a range is read like the value itself: what no record can have reaches no database. */
function badRanges({ at, model, invalid }: Subject): Part {
  const ranged = model.fields.filter((field) => field.isFiltered === true && isRanged(field));
  if (ranged.length === 0) return undefined;
  const rows = ranged.map((field) => `(${pythonString(jsonName(field))}, ${tooMuch(field)})`);
  return py`
    @${modules.pytest}.mark.parametrize("end", ["", "_from", "_to"])
    @${modules.pytest}.mark.parametrize(("field", "value"), [${rows.join(', ')}])
    def test_list_${model.collection}_for_a_bad_value(client: ${testclient.TestClient}, field: str, value: object, end: str) -> None:
        assert client.get(${at.list}, params={f"{field}{end}": str(value)}).status_code == ${invalid}
  `;
}

function tooMuch(field: Field): string {
  const values = invalidSamples(field).map(({ value }) => value);
  return values.findLast((value) => /^(?:-?\d+|"-?[\d.]+")$/.test(value)) ?? '"x"';
}
