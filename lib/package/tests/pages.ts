/** Tests of `test_api.py` about lists: their parts, how many records they have at most, and what asks for no part. */
import type { Style } from '../../style/style-values.js';
import { type Code, type Part, py } from '../print/code.js';
import { modules, testclient } from '../print/symbols.js';
import { isAsCreated } from '../stamps.js';
import type { Subject } from './api-subject.js';
import { keptApart, keywords, numbered } from './values.js';

/** What a client sends for a part of a list. */
type Sent = {
  readonly skip: string;
  readonly limit: string;
  readonly isPaged: boolean;
  readonly most: number;
  /** How many are given where nothing is asked; nothing where a dependency of the host decides that. */
  readonly size: number | undefined;
};

function sentFor({ paging }: Style): Sent {
  if (paging.kind === 'dependency') return { ...paging.sent, size: undefined };
  const { skip, limit, isPaged, most, size } = paging;
  return { skip, limit, isPaged, most, size };
}

export function lists(subject: Subject): Code {
  const { at, inJson, model, names, inOrder, invalid, created, context } = subject;
  const { collection } = model;
  const { skip, limit, isPaged, most, size } = sentFor(context.conventions);
  const isForward = isAsCreated(context);
  const listed = isForward ? names.many : 'listed';
  const first = isPaged ? 1 : 0;
  const part = (from: number | string, count: number): string =>
    `client.get(f"${at.inList}?${skip}=${from}&${limit}=${count}").json()${inJson.list}`;
  const bad = [
    ...(size === undefined ? [] : [`"${skip}=${first - 1}"`, `f"${skip}={2**31}"`, `"${limit}=0"`]),
    `"${limit}=${most + 1}"`,
  ];
  return py`
    def test_list_${collection}_in_pages(client: ${testclient.TestClient}) -> None:
        ${names.many} = [${created.join(', ')}]

        ${
          isForward
            ? py`assert client.get(${at.list}).json()${inJson.list} == ${names.many}`
            : py`
              listed = client.get(${at.list}).json()${inJson.list}
              assert ${inOrder('listed')} == ${inOrder(names.many)}
            `
        }
        assert ${part(first, 1)} == ${listed}[:1]
        assert ${part(first + 1, 1)} == ${listed}[1:2]
        ${size !== undefined && `assert ${part('{2**31 - 1}', most)} == []`}
        ${inJson.total !== '' && `assert client.get(f"${at.inList}?${skip}=${first}&${limit}=1").json()${inJson.total} == ${created.length}`}
    ${atATime(subject, size)}


    @${modules.pytest}.mark.parametrize("query", [${bad.join(', ')}])
    def test_bad_page_of_${collection}(client: ${testclient.TestClient}, query: str) -> None:
        assert client.get(f"${at.inList}?{query}").status_code == ${invalid}
  `;
}

const MANY = 100;

/** One more record than a list has when nothing is asked; too many would take their time. */
function atATime({ at, inJson, model, names }: Subject, size: number | undefined): Part {
  const fresh = keptApart(model).map((field) => ({ field, value: numbered(field) ?? '' }));
  if (size === undefined || size > MANY || fresh.some(({ value }) => value === '')) return undefined;
  const many = fresh.length === 0 ? '' : `, ${keywords(fresh)}`;
  const words = size === MANY ? 'a_hundred' : String(size);
  return py`


    def test_list_${model.collection}_${words}_at_a_time(client: ${testclient.TestClient}) -> None:
        for ${many !== '' ? 'number' : '_'} in range(${String(size + 1)}):
            ${names.create}(client${many})

        assert len(client.get(${at.list}).json()${inJson.list}) == ${String(size)}
  `;
}
