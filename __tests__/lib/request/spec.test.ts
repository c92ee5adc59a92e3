import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { SETTING_ROWS } from '../../../generators/yeoman/spec-file.js';
import { readSpec } from '../../../lib/request/spec.js';
import { specSchema } from '../../../lib/request/spec-schema.js';

const read = (text: string): ReturnType<typeof readSpec> => readSpec(text, 'spec.yaml', SETTING_ROWS);

/** `3:14 field-wrong` for each refusal. */
function problems(text: string): readonly string[] {
  const found = read(text);
  return 'refusals' in found ? found.refusals.map(({ id, at }) => `${at?.line}:${at?.column} ${id}`) : [];
}

const SPEC = {
  packages: [
    {
      package: 'invoices',
      path: 'bills',
      tag: 'Billing',
      fields: ['number:str.32', 'customer:ref.customers'],
      timestamps: true,
      unique: ['number+customer'],
      models: [{ model: 'Line', fields: ['quantity:int:ge=1'], key: 'uuid' }],
    },
    { package: 'users', models: [{ model: 'Address', fields: ['street'] }] },
  ],
};

test('JSON and YAML ask for packages with their models and settings', () => {
  const [invoices, users] = read(JSON.stringify(SPEC, undefined, 2)) as Extract<
    ReturnType<typeof read>,
    readonly unknown[]
  >;
  expect(invoices?.first).toMatchObject({
    name: 'invoices',
    slug: 'bills',
    tag: 'Billing',
    model: { name: 'Invoice', settings: { hasTimestamps: true, uniques: [['number', 'customer']] } },
  });
  expect(invoices?.further).toMatchObject([{ model: { name: 'Line', settings: { key: 'uuid' } } }]);
  expect(users?.first).toBeUndefined();
  expect(users?.further).toMatchObject([{ name: 'users', model: { name: 'Address' } }]);
  expect(problems('packages:\n  - package: orders\n    fields: [number:str.32]\n')).toEqual([]);
  const conforms = new Ajv2020().compile(specSchema(SETTING_ROWS));
  expect([conforms(SPEC), conforms.errors]).toEqual([true, null]);
  expect(conforms({ packages: [{ package: 'x', feilds: [] }] })).toBe(false);
});

test('all that is wrong is said at once, each with its line and column', () => {
  const text = `packages:
  - package: Invoices
    fields: [number:string, 3]
    timestamp: true
    key: uid
  - fields: 3
  - package: orders
    models: {}
  - package: orders
    timestamps: "yes"
other: 1
`;
  expect(problems(text)).toEqual([
    '2:14 package-name',
    '3:14 field-wrong',
    '3:29 spec-wrong',
    '4:5 spec-wrong',
    '5:10 key-unknown',
    '6:5 spec-wrong',
    '8:13 spec-wrong',
    '9:5 spec-wrong',
    '10:17 spec-wrong',
    '11:1 spec-wrong',
  ]);
});

test.each([
  ['', '1:1 spec-wrong'],
  ['3', '1:1 spec-wrong'],
  ['{"packages": [', '1:15 spec-syntax'],
  ['packages: &a []\nother: *a\n', '2:8 spec-wrong'],
  ['packages: []\npackages: []\n', '2:1 spec-wrong'],
  ['packages:\n  - package: "\\u001b[2J"\n', '2:14 package-name'],
  ['packages:\n  - package: __proto__\n', '2:14 package-name'],
  ['packages:\n  - package: a\n---\npackages:\n  - package: b\n', '3:1 spec-syntax'],
  ['packages:\n  - package: !custom a\n', '2:14 spec-syntax'],
  ['packages:\n\t- package: a\n', '2:1 spec-syntax'],
  ['packages:\n  - package: a\n    models: [{model: Line}, {model: Line}]\n', '3:29 spec-wrong'],
  ['packages:\n  - package: a\n    model: Line\n    models: [{model: Line}]\n', '4:14 spec-wrong'],
  ['packages:\n  - package: a\n    constructor: 1\n', '3:5 spec-wrong'],
])('%j is refused at %s', (text, first) => {
  expect(problems(text)[0]).toBe(first);
});

test('a key that is there twice is told with all else that is wrong', () => {
  const text = 'packages:\n  - package: a1\n    tag: A\n    tag: B\n  - package: b1\n    nonsense: 1\n';
  expect(problems(text)).toEqual(['4:5 spec-wrong', '6:5 spec-wrong']);
});

test('each setting that is wrong is told at its own line', () => {
  const text = `packages:
  - package: a1
    fields: [x:int, y:int]
    unique: [x+y, x+z]
    index: x
    page: many
    table: A-B
    path: a/b
    tag: "'"
    model: line
`;
  expect(problems(text)).toEqual([
    '4:13 field-group',
    '5:12 field-group',
    '6:11 page-unknown',
    '7:12 table-name',
    '8:11 path-wrong',
    '9:10 tag-wrong',
    '10:12 model-name',
  ]);
});

test('thousands of brackets in each other are one problem', () => {
  const deep = readSpec('['.repeat(200_000), 'spec.yaml', SETTING_ROWS);
  expect('refusals' in deep && deep.refusals.map(({ reason }) => reason)).toEqual(['This is nested too deeply.']);
});

test('where each package and field is asked for is known to what is planned later', () => {
  const text =
    'packages:\n  - package: a1\n    fields: [x, "y:ref.b.B"]\n    models: [{model: Line, fields: [z:int]}]\n';
  const [a] = read(text) as Extract<ReturnType<typeof read>, readonly unknown[]>;
  expect(a?.places.at).toEqual({ path: 'spec.yaml', line: 2, column: 5 });
  expect([...(a?.places.fields ?? [])].map(([word, at]) => [word, at.line, at.column])).toEqual([
    ['x:str.255', 3, 14],
    ['y:ref.b.B', 3, 17],
    ['z:int', 4, 37],
  ]);
});

test('what an attacker or an accident makes of a file is read or refused, in time', () => {
  // A linear congruence: the same files in every run.
  let seed = 20_241_128;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const parts = [
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    ':',
    '- ',
    '\n',
    '\t',
    '&a ',
    '*a',
    '!!js/function ',
    '<<: ',
    '\u0000',
    '\u2028',
    '# ',
    '| \n',
    '? ',
    '%YAML 9\n',
    '---\n',
    '...',
    '\ud800',
    '1e999',
    '../../x',
    '$(id)',
    '{{7*7}}',
    'true',
  ];
  const source = JSON.stringify(SPEC, undefined, 2);
  for (let round = 0; round < 400; round += 1) {
    let text = source;
    for (let count = next(4) + 1; count > 0; count -= 1) {
      const at = next(text.length);
      text = text.slice(0, at) + (parts[next(parts.length)] ?? '') + text.slice(at + next(6));
    }
    const found = read(text);
    const names =
      'refusals' in found ? [] : found.flatMap(({ first, further }) => [...(first ? [first] : []), ...further]);
    for (const { name, slug, model } of names) {
      expect(`${name} ${slug} ${model.name} ${model.table}`).toMatch(
        /^[a-z0-9_]+ [a-z0-9_-]+ [A-Za-z0-9]+ [a-z0-9_]+$/,
      );
    }
  }
  expect(problems('['.repeat(100_000)).length).toBeGreaterThan(0);
  expect(problems(`packages: [${'{package: a},'.repeat(3_000)}]`).length).toBeGreaterThan(0);
});
