/** What the field language has in this version, by the words of its description. */
export const TYPES: readonly string[] = [
  'str',
  'text',
  'int',
  'float',
  'decimal',
  'bool',
  'date',
  'datetime',
  'uuid',
  'enum',
];
export const MODIFIERS: readonly string[] = [
  'optional',
  'unique',
  'index',
  'default',
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
];

export interface Command {
  readonly name: string;
  readonly fields: readonly string[];
  readonly options?: Readonly<Record<string, string>>;
  /** Further models, each added by a run of its own. */
  readonly models?: readonly FurtherModel[];
}

export interface FurtherModel {
  readonly name: string;
  readonly fields: readonly string[];
}

/** How many models these commands make, each with the same operations. */
export function countModels(commands: readonly Command[]): number {
  return commands.reduce((sum, { models = [] }) => sum + 1 + models.length, 0);
}

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
];

export function words(commands: readonly Command[]): { types: Set<string>; modifiers: Set<string> } {
  const types = new Set<string>();
  const modifiers = new Set<string>();
  for (const field of commands.flatMap(({ fields }) => fields)) {
    const [, type = '', ...rest] = field.split(':');
    types.add(type.split('.')[0] ?? '');
    for (const modifier of rest) modifiers.add(modifier.split('=')[0] ?? '');
  }
  return { types, modifiers };
}

/** The names in JSON of the fields that a client both writes and reads. */
export function writtenAndRead({ fields }: Command): readonly string[] {
  return fields.flatMap((field) => {
    const [name = '', , ...modifiers] = field.split(':');
    if (modifiers.includes('readonly') || modifiers.includes('writeonly')) return [];
    return modifiers.find((each) => each.startsWith('alias='))?.slice('alias='.length) ?? name;
  });
}
