import type { Asked, FurtherModel } from '../hosts/written.js';

/** What the field language has in this version, by the words of its description. */
export const TYPES: readonly string[] = [
  'str',
  'text',
  'int',
  'bigint',
  'smallint',
  'float',
  'decimal',
  'bool',
  'date',
  'datetime',
  'datetime.naive',
  'time',
  'timedelta',
  'uuid',
  'email',
  'url',
  'slug',
  'json',
  'bytes',
  'list',
  'enum',
  'enum.ClassName',
];
export const MODIFIERS: readonly string[] = [
  'optional',
  'unique',
  'index',
  'default',
  'server_default',
  'min_length',
  'max_length',
  'ge',
  'gt',
  'le',
  'lt',
  'pattern',
  'readonly',
  'writeonly',
  'column',
  'alias',
  'doc',
];

export interface Command {
  readonly name: string;
  readonly fields: readonly string[];
  readonly options?: Asked;
  /** Further models, each added by its own run. */
  readonly models?: readonly FurtherModel[];
}

/** How many operations the models of these commands have: a model without a field cannot be updated. */
export function countOperations(commands: readonly Command[]): number {
  const models = commands.flatMap(({ fields, models: further = [] }) => [
    fields,
    ...further.map((each) => each.fields),
  ]);
  return models.reduce((sum, fields) => sum + (fields.length === 0 ? 4 : 5), 0);
}

const DOC =
  'the owner\'s "home":: 100%, \\ naïve 😀, on\ntwo lines, and longer than a line of code can ever be in this house';

/** Every type and every modifier. */
export const EVERYTHING: Command = {
  name: 'articles',
  fields: [
    'title:str.120:unique:min_length=3',
    'subtitle:str:optional',
    'notes:str.40:default=',
    'body:text:max_length=2000',
    'slug:str.60:optional:unique:pattern=^[a-z0-9-]+$',
    'views:int:ge=0:default=0:index',
    'rank:int:gt=0:le=100:optional',
    'ratio:float:gt=0:lt=1',
    'weight:float:optional',
    'price:decimal.10.2:ge=0:lt=100000',
    'exact:decimal.20.4:optional',
    'featured:bool:default=false',
    'published_on:date:optional:index:ge=2000-01-01',
    'day:date:default=today',
    'seen_at:datetime:default=now',
    'starts_at:datetime:optional',
    'token:uuid:unique:default=uuid4',
    'parent:uuid:optional',
    'state:enum.draft.in-review.live:default=draft',
    'level:enum.low.high:optional:index',
    'passphrase:str.80:writeonly',
    'revision:int:readonly:default=1',
    'metadata_:str.50:optional:column=metadata:alias=metadata',
    'population:bigint:optional:le=9223372036854775806',
    'floor:smallint:optional:ge=-32767',
    'local_at:datetime.naive:optional:index',
    'opens:time:optional:unique',
    'takes:timedelta:default=PT1H30M',
    'contact:email:optional:unique',
    `homepage:url:optional:max_length=200:doc=${DOC}`,
    'handle:slug:optional:max_length=40:index',
    'extra:json:optional',
    'settings:json:default={"theme"::{"dark"::[true,null,1.5]}}',
    'digest:bytes:max_length=4:default=AQID',
    'tags:list.str.20:default=empty',
    'amounts:list.decimal.10.2:optional',
    'moments:list.datetime:default=empty',
    'region:enum.Region:default=far-east:index',
    'stamped_at:datetime:server_default=now:readonly',
    'origin:str.40:server_default=here',
  ],
  models: [
    { name: 'Remark', fields: ['text:str.200', 'stars:int:ge=1:le=5:optional', 'made_at:datetime:default=now'] },
    { name: 'PressKit', fields: [] },
  ],
};

const LONG = 'x'.repeat(36);

/** Packages whose names or fields meet names that their own code needs. */
export const AWKWARD: readonly Command[] = [
  { name: 'sessions', fields: ['session:str:optional', 'sessions:int:default=0', 'db:str.8:unique'] },
  {
    name: 'enums',
    fields: ['enum:enum.a.b', 'kind:enum.str.enum:optional', 'value:str:default=x'],
    models: [{ name: 'Status', fields: ['status:enum.a.b', 'date:date:unique', 'text:str.8:unique'] }],
  },
  { name: 'columns', fields: ['column:str', 'text:text:optional', 'decimal:decimal.20.2', 'uuid:uuid:default=uuid4'] },
  {
    name: 'dates',
    fields: ['date:date', 'datetime:datetime', 'later:date:default=today', 'last:datetime:optional:index'],
  },
  {
    name: 'a_package_with_a_name_of_41_characters_xx',
    fields: [
      `one_${LONG}a:str:unique`,
      `one_${LONG}b:int:unique:ge=0`,
      `two_${LONG.slice(12)}:enum.yes.no:optional:index`,
    ],
    options: { model: 'AModelWhoseNameHasFortyOneCharactersInItX' },
  },
  {
    name: 'pings',
    fields: [],
    models: [{ name: 'Pong', fields: ['at:datetime', 'kind:enum.a.b', 'cost:decimal.20.2'] }],
  },
  { name: 'news', fields: ['headline:str.20:min_length=20', 'position:int:gt=0:lt=2'] },
  {
    name: 'order_items',
    fields: ['code:str.8:unique:pattern=^[A-Z]{3}-[0-9]{4}$:column=Code', 'secret:text:writeonly:optional'],
  },
  {
    name: 'server_defaults',
    fields: [
      'a_str:str.60:server_default=it\'s 100% "so"::\\ naïve\n😀',
      'a_text:text:server_default=',
      'an_int:int:server_default=-7:le=0',
      'a_bigint:bigint:server_default=-9223372036854775808',
      'a_smallint:smallint:server_default=3:alias=aSmallint',
      'a_float:float:server_default=1e21',
      'a_decimal:decimal.6.3:server_default=1.5',
      'an_exact:decimal.20.4:server_default=-1234567890123456.1234:optional',
      'a_bool:bool:server_default=false',
      'a_date:date:server_default=2024-02-29',
      'a_day:date:server_default=today:readonly',
      'a_datetime:datetime:server_default=2024-01-31T08::00::00.5+02::00',
      'a_moment:datetime:server_default=now',
      'a_naive:datetime.naive:server_default=2024-01-31T08::00::00.25',
      'a_time:time:server_default=08::00',
      'a_uuid:uuid:server_default=6f1c3a52-8e0b-4f7d-9a34-2b5d8c7e1f60',
      'an_email:email:server_default=ada@example.com',
      'a_url:url:server_default=https:://example.com/',
      'a_slug:slug:server_default=a-slug:index',
      'a_json:json:server_default={"it\'s"::["100%", "\\\\ 😀"]}',
      'a_list:list.str:server_default=empty',
      'an_enum:enum.open.in-review:server_default=in-review',
      'a_region:enum.Region:server_default=europe:optional',
      'a_secret:str.20:server_default=hidden:writeonly',
    ],
  },
  {
    name: 'times',
    fields: [
      'time:time:default=08::00::00.5',
      'timedelta:timedelta',
      'email:email',
      'url:url:optional',
      'func:datetime:server_default=now',
      'true:bool:server_default=true',
      'datetime:list.datetime.naive',
      'any:json',
      'text:int:server_default=1',
      'isfinite:list.float',
    ],
  },
  { name: 'slugs', fields: ['slug:slug:unique', 'json_list:list.date:optional', 'region:enum.Region'] },
  { name: 'jsons', fields: ['base64:bytes', 'data:json:optional:default={}', 'adapter:list.uuid:default=empty'] },
  { name: 'regions', fields: ['durations:list.timedelta', 'times:list.time:optional', 'region:list.email'] },
  {
    name: 'lists',
    fields: [
      'texts:list.text',
      'ints:list.int',
      'bigints:list.bigint',
      'smallints:list.smallint',
      'floats:list.float',
      'decimals:list.decimal.30.10',
      'bools:list.bool',
      'urls:list.url',
      'slugs:list.slug:optional:doc=Only slugs.',
    ],
    options: { model: 'JsonList' },
  },
  {
    name: 'stamps',
    fields: [
      'at:datetime:server_default=now:readonly',
      'note:str:optional:doc="quoted"',
      `wide:str.250:default=${'日本語 '.repeat(30)}${'\u2028\t'.repeat(40)}:doc=${'説明'.repeat(40)}`,
    ],
  },
];

export function words(commands: readonly Command[]): { types: Set<string>; modifiers: Set<string> } {
  const types = new Set<string>();
  const modifiers = new Set<string>();
  for (const field of commands.flatMap(({ fields }) => fields)) {
    const [, type = '', ...rest] = field.replaceAll('::', '').split(':');
    const kind = type.split('.')[0] ?? '';
    const isClass = /^enum\.[A-Z][a-z]+$/.test(type);
    types.add(isClass ? 'enum.ClassName' : type === 'datetime.naive' ? type : kind);
    for (const modifier of rest) modifiers.add(modifier.split('=')[0] ?? '');
  }
  return { types, modifiers };
}

/** The names in JSON of the fields that a client both writes and reads. */
export function writtenAndRead({ fields }: Command): readonly string[] {
  return fields.flatMap((field) => {
    const [name = '', , ...modifiers] = field.replaceAll('::', '').split(':');
    if (modifiers.includes('readonly') || modifiers.includes('writeonly')) return [];
    return modifiers.find((each) => each.startsWith('alias='))?.slice('alias='.length) ?? name;
  });
}
