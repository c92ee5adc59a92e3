import { expect, test } from '@jest/globals';

import { BackendPackageError } from '../../../lib/refusal.js';
import { type Field, maxLength, minLength, parseField, printField, readFields } from '../../../lib/request/fields.js';
import { fieldsReport } from '../../../lib/request/report.js';
import { parseFields } from '../asked.js';

const plain = { optional: false, unique: false, index: false, readonly: false, writeonly: false };

function parsed(word: string): Field {
  const { field, errors } = parseField(word);
  if (field === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return field;
}

const thrown = (words: readonly string[], reserved: readonly string[] = []): unknown => {
  try {
    return parseFields(words, new Set(reserved));
  } catch (error) {
    return error;
  }
};

/** The message of an error on one line. */
const unwrapped = (error: unknown): string => (error instanceof Error ? error.message.replace(/\s+/g, ' ') : '');

test.each<[string, Partial<Field>]>([
  ['a:str', { type: { kind: 'str', max: 255 } }],
  ['a:str.200:unique', { type: { kind: 'str', max: 200 }, unique: true }],
  ['a:text:optional', { type: { kind: 'text' }, optional: true }],
  ['a:int:ge=-5:lt=+007', { type: { kind: 'int' }, ge: '-5', lt: '7' }],
  ['a:float:gt=.5:le=1e3', { type: { kind: 'float' }, gt: '0.5', le: '1000' }],
  [
    'a:decimal:default=10.2',
    { type: { kind: 'decimal', precision: 10, scale: 2 }, default: { kind: 'value', value: '10.20' } },
  ],
  ['a:decimal.5.0:ge=0', { type: { kind: 'decimal', precision: 5, scale: 0 }, ge: '0' }],
  ['a:decimal.6.3:ge=-0.500', { type: { kind: 'decimal', precision: 6, scale: 3 }, ge: '-0.5' }],
  ['a:bool:default=true', { type: { kind: 'bool' }, default: { kind: 'value', value: 'true' } }],
  ['a:bool:unique', { type: { kind: 'bool' }, unique: true }],
  ['a:date:default=today', { type: { kind: 'date' }, default: { kind: 'factory', name: 'today' } }],
  ['a:date:default=2024-02-29', { type: { kind: 'date' }, default: { kind: 'value', value: '2024-02-29' } }],
  ['a:datetime:default=now', { type: { kind: 'datetime' }, default: { kind: 'factory', name: 'now' } }],
  ['a:datetime.tz', { type: { kind: 'datetime' } }],
  ['a:datetime.naive', { type: { kind: 'datetime.naive' } }],
  ['a:bigint:ge=-9223372036854775808', { type: { kind: 'bigint' }, ge: '-9223372036854775808' }],
  ['a:smallint:default=-32768', { type: { kind: 'smallint' }, default: { kind: 'value', value: '-32768' } }],
  ['a:time:default=08::00', { type: { kind: 'time' }, default: { kind: 'value', value: '08:00:00' } }],
  [
    'a:datetime.naive:default=2024-01-31T08::00::00.50',
    { type: { kind: 'datetime.naive' }, default: { kind: 'value', value: '2024-01-31T08:00:00.5' } },
  ],
  ['a:timedelta:default=P1WT90M', { type: { kind: 'timedelta' }, default: { kind: 'value', value: 'P7DT1H30M' } }],
  ['a:timedelta:default=-PT0.25S', { type: { kind: 'timedelta' }, default: { kind: 'value', value: '-PT0.25S' } }],
  ['a:timedelta:default=P0D', { type: { kind: 'timedelta' }, default: { kind: 'value', value: 'PT0S' } }],
  [
    'a:email:default=Ada@EXAMPLE.com',
    { type: { kind: 'email' }, default: { kind: 'value', value: 'Ada@example.com' } },
  ],
  ['a:email:unique', { type: { kind: 'email' }, unique: true }],
  [
    'a:url:default=HTTPS:://Example.com',
    { type: { kind: 'url' }, default: { kind: 'value', value: 'https://example.com/' } },
  ],
  ['a:url:max_length=670:unique', { type: { kind: 'url' }, maxLength: 670, unique: true }],
  ['a:secret', { type: { kind: 'secret', max: 255 }, writeonly: true }],
  ['a:secret.80:min_length=12:writeonly', { type: { kind: 'secret', max: 80 }, writeonly: true, minLength: 12 }],
  [
    'a:secret.72:hash=app.core.security.get_hash',
    { type: { kind: 'secret', max: 72 }, writeonly: true, hash: 'app.core.security.get_hash' },
  ],
  ['a:slug:default=a-1', { type: { kind: 'slug' }, default: { kind: 'value', value: 'a-1' } }],
  ['a:slug:default=empty', { type: { kind: 'slug' }, default: { kind: 'value', value: 'empty' } }],
  ['a:json:default={ "a"::[1.0] }', { type: { kind: 'json' }, default: { kind: 'value', value: '{"a":[1]}' } }],
  ['a:bytes:default=AR==', { type: { kind: 'bytes' }, default: { kind: 'value', value: 'AQ==' } }],
  ['a:bytes:max_length=670:index', { type: { kind: 'bytes' }, maxLength: 670, index: true }],
  ['a:list.str', { type: { kind: 'list', of: { kind: 'str', max: 255 } } }],
  ['a:list.str.20', { type: { kind: 'list', of: { kind: 'str', max: 20 } } }],
  ['a:list.decimal.6.3', { type: { kind: 'list', of: { kind: 'decimal', precision: 6, scale: 3 } } }],
  ['a:list.datetime.naive:optional', { type: { kind: 'list', of: { kind: 'datetime.naive' } }, optional: true }],
  [
    'a:list.int:default=empty',
    { type: { kind: 'list', of: { kind: 'int' } }, default: { kind: 'factory', name: 'empty' } },
  ],
  [
    'a:enum.OrderStatus:default=open',
    { type: { kind: 'enum.class', name: 'OrderStatus' }, default: { kind: 'value', value: 'open' } },
  ],
  ['a:enum.STATUS', { type: { kind: 'enum', values: ['STATUS'] } }],
  ['a:int:server_default=007', { type: { kind: 'int' }, serverDefault: { kind: 'value', value: '7' } }],
  [
    'a:datetime:server_default=now:readonly',
    { type: { kind: 'datetime' }, serverDefault: { kind: 'factory', name: 'now' }, readonly: true },
  ],
  ['a:int:doc=100% "sure"::', { type: { kind: 'int' }, doc: '100% "sure":' }],
  [
    'a:datetime:default=2024-01-01T00::30+01::00',
    { type: { kind: 'datetime' }, default: { kind: 'value', value: '2023-12-31T23:30:00Z' } },
  ],
  ['a:uuid:default=uuid4', { type: { kind: 'uuid' }, default: { kind: 'factory', name: 'uuid4' } }],
  ['a:enum.unique.optional:unique', { type: { kind: 'enum', values: ['unique', 'optional'] }, unique: true }],
  [
    'a:enum.now.x:default=now',
    { type: { kind: 'enum', values: ['now', 'x'] }, default: { kind: 'value', value: 'now' } },
  ],
  ['a:str:default=now', { type: { kind: 'str', max: 255 }, default: { kind: 'value', value: 'now' } }],
  ['a:str:default=empty', { type: { kind: 'str', max: 255 }, default: { kind: 'value', value: '' } }],
  ['a:str:default=:index', { type: { kind: 'str', max: 255 }, default: { kind: 'value', value: '' }, index: true }],
  [
    'a:str:default=x::y:::unique',
    { type: { kind: 'str', max: 255 }, default: { kind: 'value', value: 'x:y:' }, unique: true },
  ],
  ['a:str:default=a=b', { type: { kind: 'str', max: 255 }, default: { kind: 'value', value: 'a=b' } }],
  ['a:str:pattern=^a::b$', { type: { kind: 'str', max: 255 }, pattern: '^a:b$' }],
  ['a:str:min_length=2:max_length=9', { type: { kind: 'str', max: 255 }, minLength: 2, maxLength: 9 }],
  [
    'a:str:column=metadata:alias=meta-data',
    { type: { kind: 'str', max: 255 }, column: 'metadata', alias: 'meta-data' },
  ],
  ['a:int:readonly:default=0', { type: { kind: 'int' }, readonly: true, default: { kind: 'value', value: '0' } }],
  ['a:ref.users.User', { type: { kind: 'ref', package: 'users', model: 'User' } }],
  [
    'a:m2m.tags.Tag:through=tags.Tagging',
    {
      type: { kind: 'm2m', package: 'tags', model: 'Tag' },
      through: 'tags.Tagging',
      default: { kind: 'factory', name: 'empty' },
    },
  ],
  [
    'a:m2m.tags.Tag',
    { type: { kind: 'm2m', package: 'tags', model: 'Tag' }, default: { kind: 'factory', name: 'empty' } },
  ],
  ['a:ref.User:optional:unique', { type: { kind: 'ref', model: 'User' }, optional: true, unique: true }],
  [
    'a:ref.order_items:optional:ondelete=setnull:column=writer',
    { type: { kind: 'ref', package: 'order_items' }, optional: true, ondelete: 'setnull', column: 'writer' },
  ],
  ['a:str:writeonly', { type: { kind: 'str', max: 255 }, writeonly: true }],
])('%s is read', (word, expected) => {
  expect(parseField(word)).toEqual({ field: { name: 'a', ...plain, ...expected } });
});

test.each([
  ['a:str', 1, 255],
  ['a:str.20:max_length=9', 1, 9],
  ['a:str:min_length=0', 0, 255],
  ['a:str:default=', 0, 255],
  ['a:str:default=x', 1, 255],
  ['a:text', undefined, undefined],
  ['a:text:min_length=3:max_length=5', 3, 5],
  ['a:int', undefined, undefined],
])('%s takes %s to %s characters', (word, least, most) => {
  expect([minLength(parsed(word)), maxLength(parsed(word))]).toEqual([least, most]);
});

test.each([
  ['title', 'title:str.255'],
  ['title:unique', 'title:str.255:unique'],
  ['published_at', 'published_at:datetime'],
  ['due_on:optional', 'due_on:date:optional'],
  ['birth_date', 'birth_date:date'],
  ['is_paid:default=false', 'is_paid:bool:default=false'],
  ['has_tax', 'has_tax:bool'],
  ['page_count:ge=0', 'page_count:int:ge=0'],
  ['unit_price:ge=0', 'unit_price:decimal.10.2:ge=0'],
  ['notes', 'notes:text'],
  ['email', 'email:email'],
  ['home_url', 'home_url:url'],
])('%s has the type that its name suggests: %s', (word, expected) => {
  expect(printField(parsed(word))).toBe(expected);
});

test.each<[string, number, string]>([
  ['a:json:filter', 7, 'filter does not fit json.'],
  ['a:list.str:sort', 11, 'sort does not fit list.str.'],
  ['a:bytes:filter', 8, 'filter does not fit bytes.'],
  ['a:decimal.20.4:sort', 15, 'sort does not fit decimal.20.4.'],
  ['a:int:search', 6, 'search does not fit int: it is for str, text'],
  ['a:int:embed', 6, 'embed does not fit int: it is for ref and m2m.'],
  ['a:ref.User:writeonly:embed', 21, 'embed would show what a writeonly field hides.'],
  ['a:str:writeonly:filter', 16, 'filter would tell what a writeonly field hides.'],
  ['a:int:sortable', 6, 'Did you mean sort?'],
  ['a:', 2, 'The type is missing after the colon, as in a:str.'],
  ['a:string', 2, '"string" is no type. Did you mean str?'],
  ['a:Integer', 2, 'Did you mean int?'],
  ['a:number', 2, 'Did you mean int, float or decimal?'],
  ['a:flaot', 2, 'Did you mean float?'],
  ['a:jsonb', 2, 'Did you mean json?'],
  ['a:xyzzy', 2, 'The types are str, text, int'],
  ['a:str(200)', 2, 'Did you mean str.200?'],
  ['a:decimal(10,2)', 2, 'Did you mean decimal.10.2?'],
  ['a:str=5', 2, 'is no type'],
  ['a:fk.users.User', 2, 'Did you mean ref?'],
  ['a:many_to_many', 2, 'Did you mean m2m?'],
  ['a:m2m', 2, 'm2m needs the model that it refers to: m2m.tags.Tag.'],
  ['a:m2m.x.y.Z', 6, 'm2m takes a package and a model, not a path: m2m.y.Z.'],
  ['tag_ids:m2m.Tag', 0, 'Did you mean tags:m2m.Tag?'],
  ['a:m2m.Tag:optional', 10, 'there may be none of them anyway'],
  ['a:m2m.Tag:unique', 10, 'unique does not fit m2m'],
  ['a:m2m.Tag:default=1', 10, 'is no default of many records'],
  ['a:m2m.Tag:filter', 10, 'filter does not fit m2m.Tag.'],
  ['a:m2m.Tag:ondelete=cascade', 10, 'ondelete does not fit m2m.Tag: it is for ref.'],
  ['tags:m2m.Tag:back=tag_ids', 13, 'cannot be an attribute of the other model'],
  ['a:ref', 2, 'ref needs the model that it refers to: ref.users.User.'],
  ['a:ref.', 6, 'ref needs the model'],
  ['a:ref.users.user', 12, '"user" is no name of a model: it is a class, as in ref.users.User.'],
  ['a:ref.Users.User', 6, '"Users" is no name of a package'],
  ['a:ref.app.users.models.User', 6, 'not a path: ref.models.User.'],
  ['author_id:ref.users.User', 0, 'Did you mean author:ref.users.User?'],
  ['a:ref.User:ondelete=setnull', 11, 'ondelete=setnull needs optional'],
  ['a:ref.User:ondelete=set_null', 11, 'Did you mean setnull?'],
  ['a:ref.User:ondelete=cascad', 11, 'is not one of cascade, restrict, setnull, noaction. Did you mean cascade?'],
  ['a:ref.User:ondelete', 11, 'ondelete needs a value'],
  ['a:ref.User:on_delete=cascade', 11, 'Did you mean ondelete?'],
  ['a:int:ondelete=cascade', 6, 'ondelete does not fit int: it is for ref.'],
  ['a:ref.User:default=1', 11, 'is no default of a reference'],
  ['a:ref.User:ge=1', 11, 'ge does not fit ref.User'],
  ['a:ref.User:back=my-items', 11, 'cannot be an attribute of the other model'],
  ['a:ref.User:back=metadata', 11, 'cannot be an attribute of the other model'],
  ['a:int:back=x', 6, 'back does not fit int: it is for ref and m2m.'],
  ['a:password', 2, 'Did you mean secret?'],
  ['a:short', 2, 'Did you mean smallint?'],
  ['a:duration', 2, 'Did you mean timedelta?'],
  ['a:uri', 2, 'Did you mean url?'],
  ['a:datetime.local', 11, 'tz, which it means without it, or naive'],
  ['a:datetime.naive.tz', 17, 'takes one argument'],
  ['a:bigint.8', 9, 'bigint takes no arguments'],
  ['a:email.9', 8, 'email takes no arguments'],
  ['a:list', 2, 'list needs the type of its items: list.str.'],
  ['a:list.list.str', 7, 'A list of lists is not supported. Use json.'],
  ['a:list.json', 7, 'A list cannot hold json'],
  ['a:list.bytes', 7, 'A list cannot hold bytes'],
  ['a:list.secret', 7, 'A list cannot hold secret'],
  ['a:list.enum.x.y', 7, 'A list cannot hold enum'],
  ['a:list.enum.Status', 7, 'A list cannot hold enum'],
  ['a:list.string', 7, 'Did you mean str?'],
  ['a:list.str.0', 11, 'from 1 to 10000000'],
  ['a:list.decimal.4.5', 17, 'from 0 to 4'],
  ['a:list.str:unique', 11, 'PostgreSQL cannot index a list: leave unique out.'],
  ['a:json:index', 7, 'PostgreSQL cannot index a json: leave index out.'],
  [
    'a:bytes:unique',
    8,
    'PostgreSQL cannot index values this long: unique needs at most 670 bytes. Add max_length=670.',
  ],
  ['a:url:unique', 6, 'Add max_length=670.'],
  ['a:list.str:min_length=1', 11, 'does not fit list.str'],
  ['a:list.int:ge=1', 11, 'does not fit list.int'],
  ['a:list.str:default=a', 11, 'Did you mean empty?'],
  ['a:json:pattern=a', 7, 'does not fit json'],
  ['a:secret:readonly:optional', 9, 'A field cannot be both readonly and writeonly'],
  ['a:secret:search', 9, 'search would tell what a secret hides.'],
  ['a:secret:filter', 9, 'filter would tell what a secret hides.'],
  ['a:secret:hash=', 9, 'hash "" is no function of Python: write its name, as in hash=app.core.security.a_hash.'],
  ['a:secret:hash=get-hash', 9, 'hash "get-hash" is no function of Python'],
  ['a:secret:hash=get_hash():optional', 9, 'is no function of Python'],
  ['a:str:hash=get_hash', 6, 'hash does not fit str: it is for secret.'],
  ['a:secret:unique:hash=get_hash', 9, 'unique does not fit a hash: the same a has another one each time.'],
  ['a:secret:hash=get_hash:default=x', 23, 'default would be stored as it is: no request sends it.'],
  ['a:secret:hashed=get_hash', 9, 'Did you mean hash?'],
  ['a:slug:pattern=a', 7, 'does not fit slug'],
  ['a:email:min_length=1', 8, 'min_length does not fit email: it is for str, text, slug and secret.'],
  ['a:email:max_length=19', 8, 'a whole number from 20'],
  ['a:email:max_length=321', 8, 'more than the 320 characters of email'],
  ['a:url:max_length=29', 6, 'a whole number from 30'],
  ['a:url:max_length=2084', 6, 'more than the 2083 characters of url'],
  ['a:slug:min_length=0', 7, 'a whole number from 1'],
  ['a:slug:max_length=256', 7, 'more than the 255 characters of slug'],
  ['a:email:max=5', 8, 'Did you mean max_length?'],
  ['a:time:ge=08::00', 7, 'does not fit time'],
  ['a:smallint:default=32768', 11, 'does not fit a smallint: it holds -32768 to 32767.'],
  ['a:smallint:gt=32767', 11, 'No value satisfies both bounds'],
  ['a:bigint:default=9223372036854775808', 9, 'does not fit a bigint'],
  ['a:time:default=24::00', 7, 'is no time of day'],
  ['a:time:default=08::00Z', 7, 'has an offset, which time refuses'],
  ['a:datetime.naive:default=2024-01-31T08::00::00Z', 17, 'which datetime.naive refuses'],
  ['a:datetime.naive:default=now', 17, 'has no zone to say it in. Use datetime.'],
  ['a:timedelta:default=1h', 12, 'is no duration, like PT1H30M'],
  ['a:timedelta:default=P1M', 12, 'is no duration'],
  ['a:timedelta:default=P', 12, 'is no duration'],
  ['a:timedelta:default=P1DT', 12, 'is no duration'],
  ['a:timedelta:default=P700001D', 12, 'is longer than 700000 days.'],
  ['a:email:default=ada', 8, 'is no plain email address'],
  ['a:email:default=ada@host.test', 8, 'is refused by email-validator'],
  ['a:email:max_length=20:default=ada.lovelace@example.com', 22, 'is 24 characters long, more than 20.'],
  ['a:url:default=example.com', 6, 'is no address of http or https'],
  ['a:url:default=ftp:://example.com/', 6, 'is no address of http or https'],
  ['a:slug:default=A', 7, 'is no slug'],
  ['a:slug:default=a--b', 7, 'is no slug'],
  ['a:slug:default=empty:min_length=6', 7, 'is 5 characters long, fewer than 6.'],
  ['a:json:default={', 7, 'is no JSON'],
  ['a:json:default=null', 7, 'is optional'],
  ['a:json:default="\\u0000"', 7, 'NUL'],
  ['a:json:default={"\\ud800"::1}', 7, 'surrogate'],
  ['a:json:default=[1e400]', 7, 'too large'],
  ['a:json:default=9007199254740993', 7, 'more than 15 digits'],
  [`a:json:default=${'['.repeat(21)}${']'.repeat(21)}`, 7, 'nested more than 20 deep'],
  ['a:bytes:default=AQ', 8, 'is no base64'],
  ['a:bytes:max_length=2:default=AQID', 21, 'is 3 bytes long, more than 2.'],
  ['a:int:server_default=x', 6, 'server_default "x" is no whole number.'],
  ['a:int:ge=5:server_default=4', 11, 'server_default "4" is less than 5.'],
  ['a:int:default=1:server_default=2', 16, 'default and server_default both say what a missing value is'],
  ['a:uuid:server_default=uuid4', 7, 'is not known to SQLite. Use default=uuid4.'],
  ['a:timedelta:server_default=P1D', 12, 'SQLite and PostgreSQL spell timedelta differently'],
  ['a:bytes:server_default=AQID', 8, 'SQLite and PostgreSQL spell bytes differently'],
  ['a:int:readonly:unique:server_default=1', 6, 'would allow only one record'],
  ['a:int:db_default=1', 6, 'Did you mean server_default?'],
  ['a:int:doc=', 6, 'is empty'],
  ['a:int:doc=\0', 6, 'NUL'],
  ['a:int:doc=\ud800', 6, 'surrogate'],
  ['a:int:description=x', 6, 'Did you mean doc?'],
  ['a:int:doc=one:two', 14, 'If it belongs to the value of doc, write the colon as ::.'],
  ['a:str.0', 6, 'from 1 to 10000000'],
  ['a:str.10000001', 6, 'from 1 to 10000000'],
  ['a:str.x', 6, 'from 1 to 10000000'],
  ['a:str.1.2', 8, 'one argument'],
  ['a:int.4', 6, 'int takes no arguments'],
  ['a:decimal.10', 10, 'two arguments'],
  ['a:decimal.0.0', 10, 'from 1 to 1000'],
  ['a:decimal.1001.0', 10, 'from 1 to 1000'],
  ['a:decimal.4.5', 12, 'from 0 to 4'],
  ['a:enum', 2, 'enum needs its values'],
  ['a:enum.x..y', 9, 'no value between the dots'],
  ['a:enum.x.y z', 9, 'cannot be an enum'],
  ['a:enum.x.x', 9, 'x is given twice'],
  ['a:enum.a-b.a_b', 11, 'would both be A_B'],
  ['a:enum.draft.Draft', 13, 'would both be DRAFT'],
  [`a:enum.${'x'.repeat(64)}`, 7, 'at most 63'],
  ['a:str:nullable', 6, '"nullable" is no modifier. Did you mean optional?'],
  ['a:int:max=5', 6, 'Did you mean le?'],
  ['a:str:max=5', 6, 'Did you mean max_length?'],
  ['a:int:uniqe', 6, 'Did you mean unique?'],
  ['a:int:required', 6, 'a field is required unless it is optional'],
  ['a:int:primary_key', 6, 'the key, id, is already provided'],
  ['a:int:xyzzy', 6, 'The modifiers are optional'],
  ['a:int:through=Tagging', 6, 'through does not fit int: it is for m2m.'],
  ['a:ref.Tag:through=Tagging', 10, 'through does not fit ref.Tag: it is for m2m.'],
  [
    'tags:m2m.Tag:through=taggings',
    13,
    'through "taggings" is no name of a model: it is a class, as in through=Tagging.',
  ],
  ['tags:m2m.Tag:through=a.b.Tagging', 13, 'is no name of a model'],
  ['tags:m2m.Tag:via=Tagging', 13, 'Did you mean through?'],
  ['a:int:unique:unique', 13, 'unique is given twice'],
  ['a:int:ge=1:ge=2', 11, 'ge is given twice'],
  ['a:int:unique=true', 6, 'unique takes no value'],
  ['a:int:default', 6, 'default needs a value'],
  ['a:int::unique', 6, 'nothing between two colons'],
  ['a:int:default=x', 6, 'default "x" is no whole number.'],
  ['a:int:default=2147483648', 6, 'does not fit an int'],
  ['a:int:default=-2147483649', 6, 'does not fit an int'],
  ['a:float:default=inf', 8, 'no finite number'],
  ['a:float:default=nan', 8, 'no finite number'],
  ['a:float:default=1e999', 8, 'too large'],
  ['a:decimal.4.2:default=100', 14, 'its largest value is 99.99'],
  ['a:decimal.4.2:default=0.123', 14, 'has 3 decimal places'],
  ['a:decimal:default=.', 10, 'is no decimal number'],
  ['a:bool:default=True', 7, 'Did you mean true?'],
  ['a:bool:default=0', 7, 'Did you mean false?'],
  ['a:date:default=2023-02-29', 7, 'is no date'],
  ['a:date:default=now', 7, 'Did you mean today?'],
  ['a:datetime:default=2024-01-31T08::00::00', 11, 'has no offset'],
  ['a:datetime:default=2024-01-31', 11, 'is no date and time'],
  ['a:datetime:default=1600-01-01T00::00::00+01::00', 11, 'is not from 1600'],
  ['a:datetime:default=9999-12-31T00::00::00Z', 11, 'is not from 1600 to 9999-12-30'],
  ['a:uuid:default=abc', 7, 'is no UUID'],
  ['a:enum.draft.live:default=drafd', 18, 'Did you mean draft?'],
  ['a:str.3:default=abcd', 8, 'is 4 characters long, more than 3.'],
  ['a:str:min_length=2:default=a', 19, 'fewer than 2.'],
  ['a:str:min_length=2:default=', 19, 'fewer than 2.'],
  ['a:str:pattern=^b$:default=a', 18, 'does not match the pattern'],
  ['a:str:default=\0', 6, 'NUL'],
  ['a:str:default=\ud800', 6, 'surrogate'],
  ['a:int:ge=5:default=4', 11, 'is less than 5.'],
  ['a:int:gt=5:default=5', 11, 'is not greater than 5.'],
  ['a:decimal:le=1.5:default=1.51', 17, 'is greater than 1.5.'],
  ['a:float:lt=1:default=1', 13, 'is not less than 1.'],
  ['a:date:ge=2024-01-01:default=2023-12-31', 21, 'is less than 2024-01-01.'],
  ['a:str:min_length=5:max_length=4', 19, 'No text is at least 5 and at most 4'],
  ['a:str.3:min_length=5', 8, 'No text is at least 5 and at most 3'],
  ['a:str.3:max_length=5', 8, 'more than the 3 characters of str.3'],
  ['a:str:max_length=0', 6, 'a whole number from 1'],
  ['a:str:min_length=-1', 6, 'a whole number from 0'],
  ['a:str:min_length=10001', 6, 'to 10000'],
  ['a:int:min_length=1', 6, 'does not fit int'],
  ['a:int:pattern=a', 6, 'does not fit int'],
  ['a:str:ge=1', 6, 'Did you mean min_length?'],
  ['a:bytes:max=5', 8, 'Did you mean max_length?'],
  ['a:constructor', 2, '"constructor" is no type.'],
  ['a:list.toString', 7, '"toString" is no type.'],
  ['a:int:constructor', 6, '"constructor" is no modifier.'],
  ['a:int:__proto__=1', 6, '"__proto__" is no modifier.'],
  ['a:bool:ge=1', 7, 'does not fit bool'],
  ['a:datetime:ge=2024-01-01', 11, 'does not fit datetime'],
  ['a:int:ge=5:le=4', 11, 'No value satisfies both bounds'],
  ['a:int:gt=5:lt=6', 11, 'No value satisfies both bounds'],
  ['a:int:gt=2147483647', 6, 'No value'],
  ['a:float:ge=1:lt=1', 13, 'No value satisfies both bounds'],
  ['a:decimal:gt=1:lt=1.01', 15, 'No value satisfies both bounds'],
  ['a:date:ge=2024-01-02:le=2024-01-01', 21, 'No value satisfies both bounds'],
  ['a:int:ge=1:gt=1', 11, 'keep one'],
  ['a:int:le=1:lt=1', 11, 'keep one'],
  ['a:int:ge=1.5', 6, 'is no whole number'],
  ['a:decimal.4.2:ge=0.001', 14, 'has 3 decimal places'],
  ['a:int:readonly', 6, 'readonly needs a value'],
  ['a:int:readonly:writeonly:optional', 15, 'cannot be both'],
  ['a:int:readonly:unique:default=1', 6, 'would allow only one record'],
  ['a:text:unique', 7, 'PostgreSQL cannot index texts this long'],
  ['a:str.671:index', 10, 'Add max_length=670'],
  ['a:int:column=1x', 6, 'is no name'],
  [`a:int:column=${'x'.repeat(64)}`, 6, 'is no name'],
  ['a:int:alias=', 6, 'is no name'],
  ['a:int:alias=a"b', 6, 'is no name'],
  ['a:int:alias=a\\b', 6, 'is no name'],
  ['a:int:alias=a\u001bb', 6, 'is no name'],
  ['a=b:int', 0, 'cannot be a field'],
])('%j is refused at column %i: %s', (word, at, message) => {
  expect(parseField(word).errors).toEqual([{ at, message: expect.stringContaining(message) }]);
});

test('a pattern may come with each kind of text, and 670 characters can be indexed', () => {
  expect(printField(parsed('a:text:max_length=670:unique:pattern=^x'))).toBe('a:text:unique:max_length=670:pattern=^x');
});

test('everything that is wrong with one field is listed', () => {
  expect(parseField('class:string:nullable:max=5').errors?.map(({ at }) => at)).toEqual([0, 6, 13, 22]);
});

test('a field is printed in one spelling', () => {
  expect(printField(parsed('a:decimal.10.2:le=9.50:ge=+1:unique:optional:default=2'))).toBe(
    'a:decimal.10.2:optional:unique:default=2.00:ge=1:le=9.5',
  );
  expect(printField(parsed('a:list.decimal.10.2:doc=a::b:server_default=empty'))).toBe(
    'a:list.decimal.10.2:server_default=empty:doc=a::b',
  );
  expect(printField(parsed('a:datetime.tz'))).toBe('a:datetime');
});

test.each([
  [['a:int', 'b:int', 'a:str'], [], '"a" is given twice.'],
  [['a:int', 'b:int:column=a'], [], 'The column a is the column of a already.'],
  [['a:int:column=X', 'b:int:column=x'], [], 'The column x is the column of a already.'],
  [['a:int', 'b:int:alias=a'], [], 'a is called "a" in JSON already.'],
  [['a:int:column=id'], [], 'The column id is already provided by the base class.'],
  [['a:int:alias=created_at'], ['created_at'], '"created_at" is already provided in JSON'],
  [['created_at:int'], ['created_at'], 'created_at is already provided'],
  [
    ['list:int', 'tags:list.str'],
    [],
    "list hides Python's own list, which tags needs. Try list_:int:column=list:alias=list",
  ],
  [['bytes:bytes'], [], "bytes hides Python's own bytes, which bytes needs"],
  ...['nothing', 'returning', 'collation', 'concurrently', 'lateral', 'tablesample'].map(
    (name): [string[], string[], string] => [
      [`${name}:int`],
      [],
      `${name} is a word of SQL that SQLAlchemy does not quote, so a column cannot be called that. Add column=${name}_.`,
    ],
  ),
  [['a:int:column=lateral'], [], 'Write column=lateral_.'],
  [['xmin:int'], [], 'Every table of PostgreSQL has a column xmin'],
])('the fields %j are refused where %j are reserved: %s', (words, reserved, message) => {
  const error = thrown(words, reserved);
  expect(error).toMatchObject({ code: 2 });
  expect(unwrapped(error)).toContain(message);
});

test('a field may be called list or bytes where nothing needs the types', () => {
  expect(parseFields(['list:int', 'bytes:int'], new Set())).toHaveLength(2);
});

test.each(['constructor', 'to_string', 'valueof', 'has_own_property'])(
  'a field may be called %s, which JavaScript has on every object',
  (name) => {
    expect(parseFields([`${name}:int`, 'tags:list.str'], new Set())).toHaveLength(2);
  },
);

test('a field may be called like a word of SQL where its column is not', () => {
  expect(parseFields(['lateral:int:column=lateral_', 'order:int'], new Set())).toHaveLength(2);
});

test('two fields may swap columns and names in JSON', () => {
  expect(parseFields(['a:int:column=b:alias=b', 'b:int:column=a:alias=a'], new Set())).toHaveLength(2);
});

test('all errors of all fields are reported, each with a caret under its place', () => {
  const error = thrown(['ok:int', 'status:enum.draft.published:default=drafd', 'metadata:str', 's:string:nullable']);
  expect(error).toBeInstanceOf(BackendPackageError);
  expect(error).toMatchObject({
    code: 2,
    message: `[field-wrong] There are 4 errors in the fields:

  status:enum.draft.published:default=drafd
                              ^ default "drafd" is not one of draft, published.
                                Did you mean draft?

  metadata:str
  ^ metadata is reserved by SQLAlchemy. Try
    metadata_:str:column=metadata:alias=metadata

  s:string:nullable
    ^ "string" is no type. Did you mean str?
           ^ "nullable" is no modifier. Did you mean optional?`,
  });
});

test('control characters are shown as escapes, and the caret stays in its place', () => {
  expect(thrown(['s:str:default=\u001b[31m:uniqe'])).toMatchObject({
    message: `[field-wrong] There is an error in the fields:

  s:str:default=\\u001b[31m:uniqe
                           ^ "uniqe" is no modifier. Did you mean unique?`,
  });
});

test('the caret stays in its place after characters that take two columns', () => {
  expect(thrown(['s:str:default=日本:uniqe'])).toMatchObject({
    message: expect.stringContaining(`\n  ${' '.repeat(19)}^ "uniqe"`),
  });
});

test('a colon that was not written twice is pointed out', () => {
  expect(unwrapped(thrown(['e:datetime:default=2024-01-31T08:00:00Z']))).toContain(
    '"00Z" is no modifier. If it belongs to the value of default, write the colon as ::.',
  );
});

test('a message that has no room next to its caret is written below, and a long field is cut around the place', () => {
  const faults = [
    { word: `title:str.200:doc=${'x'.repeat(50)}:uniqe`, errors: [{ at: 69, message: '"uniqe" is no modifier.' }] },
    {
      word: `title:str.200:doc=${'word '.repeat(30)}:uniqe:default=${'y'.repeat(90)}`,
      errors: [{ at: 169, message: '"uniqe" is no modifier. Did you mean unique?' }],
    },
  ];
  expect(fieldsReport(faults)).toBe(`There are 2 errors in the fields:

  title:str.200:doc=${'x'.repeat(50)}:uniqe
${' '.repeat(71)}^
    "uniqe" is no modifier.

  …rd word word word word :uniqe:default=${'y'.repeat(38)}…
                           ^ "uniqe" is no modifier. Did you mean unique?`);
});

test.each([60, 80, 120])('no line of a report is wider than a terminal of %i columns', (columns) => {
  const words = [
    'status:enum.draft.published:default=drafd',
    `title:str.200:pattern=^${'[a-z]'.repeat(40)}$:nullable:uniqe`,
    `日本:str:doc=${'日本'.repeat(60)}:uniqe`,
  ];
  const { faults } = readFields(words, new Set());
  const wide = /[\u3000-\u9fff]/g;
  for (const line of fieldsReport(faults, columns).split('\n'))
    expect(line.length + (line.match(wide)?.length ?? 0)).toBeLessThanOrEqual(columns);
});
