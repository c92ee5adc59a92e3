import { describe, expect, test } from '@jest/globals';
import { fieldCandidates } from '../../../lib/request/candidates.js';
import { parseField } from '../../../lib/request/fields.js';
import { typeWords } from '../../../lib/request/types/table.js';

const after = (written: string): readonly string[] =>
  fieldCandidates(written).words.map((word) => word.slice(written.length));

describe('what can follow in a field', () => {
  test.each<[string, readonly string[]]>([
    ['', []],
    ['numb', []],
    ['number:sm', ['allint']],
    ['number:dat', ['e', 'etime']],
    ['number:re', ['f.', 'adonly']],
    ['due:datetime.', ['tz', 'naive']],
    ['tags:list.u', ['uid', 'rl']],
    ['number:str.32:un', ['ique']],
    ['number:str.32:unique:un', []],
    ['number:str:max', ['_length=']],
    // A name suggests its type, as where none is given.
    ['line_count:g', ['e=', 't=']],
    ['active:bool:default=', ['true', 'false']],
    ['status:enum.draft.sent:default=s', ['ent']],
    ['made:datetime:default=', ['now']],
    ['number:str:default=e', ['mpty']],
    ['author:ref.User:ondelete=c', ['ascade']],
    ['number:str:ondelete=', []],
    ['number:nothing:', []],
    ['number:constructor.', []],
  ])('%s', (written, words) => {
    expect(after(written)).toEqual(words);
  });

  test('behind a reference it is a name of the host', () => {
    expect(fieldCandidates('author:ref.us')).toEqual({ words: [], refersTo: 'author:ref.' });
    expect(fieldCandidates('tags:m2m.')).toEqual({ words: [], refersTo: 'tags:m2m.' });
    const through = 'tags:m2m.tags.Tag:through=';
    expect(fieldCandidates(`${through}Ta`)).toEqual({ words: [], refersTo: through });
  });
});

const WRITTEN: Readonly<Record<string, string>> = {
  ref: 'ref.User',
  m2m: 'm2m.User',
  list: 'list.str',
  enum: 'enum.draft.sent',
};
const VALUES: Readonly<Record<string, string>> = {
  ondelete: 'cascade',
  back: 'others',
  through: 'Joining',
  pattern: '^a$',
  hash: 'make',
};

test.each(typeWords().map((word) => [WRITTEN[word] ?? word]))(
  '%s: no modifier is offered that does not fit',
  (type) => {
    const offered = fieldCandidates(`x:${type}:`).words;
    const fields = offered.map((word) => {
      const [modifier = ''] = word.split(':').slice(-1);
      return word.endsWith('=') ? `${word}${VALUES[modifier.slice(0, -1)] ?? '1'}` : word;
    });
    const wrong = fields.flatMap((field) => {
      const { errors = [] } = { ...parseField(field) };
      // A text may get its length by a modifier that follows.
      return errors.filter(({ message }) => / fit | cannot index a /.test(message)).map(() => field);
    });
    expect(offered.length).toBeGreaterThan(3);
    expect(wrong).toEqual([]);
  },
);
