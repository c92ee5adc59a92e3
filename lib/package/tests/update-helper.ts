/** What tests change a record with, where a change does not answer the record. */
import { pathBehind } from '../paths.js';
import { type Part, py } from '../print/code.js';
import { testclient, typing } from '../print/symbols.js';
import type { Subject } from './api-subject.js';

/** It asks for the record again. */
export function updateHelper(subject: Subject): Part {
  const { context, inJson, model, names, update, status } = subject;
  const isChanged = model.fields.some((field) => !field.readonly);
  if (context.conventions.updateAnswers.kind === 'record' || !isChanged) return undefined;
  return py`


    def ${names.update}(client: ${testclient.TestClient}, url: str, changes: dict[str, ${typing.Any}]) -> dict[str, ${typing.Any}]:
        response = client.${update}(url, json=changes)
        assert response.status_code == ${status.updated}, response.text
        ${names.one}: dict[str, ${typing.Any}] = client.get(${readUrl(subject)}).json()${inJson.get}
        return ${names.one}
  `;
}

/** Where the record is read whose path to change it `url` holds: another path where they say what is done. */
function readUrl({ context, model }: Subject): string {
  const [changed = '', read = ''] = (['update', 'get'] as const).map((each) => pathBehind(context, model, each, '|'));
  const [before, behind] = [changed.split('|'), read.split('|')];
  const inFront = before[0] === behind[0] ? '' : `.replace("${before[0]}", "${behind[0]}")`;
  const atEnd = before[1] === behind[1] ? '' : `.removesuffix("${before[1]}")`;
  return `url${inFront}${atEnd}${atEnd !== '' && behind[1] !== '' ? ` + "${behind[1]}"` : ''}`;
}
