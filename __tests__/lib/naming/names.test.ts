import { expect, test } from '@jest/globals';

import {
  boundedName,
  enumMember,
  fieldNameProblem,
  humanWords,
  modelNameProblem,
  packageNameProblem,
  pascalCase,
  plural,
  pythonString,
  pythonText,
  safeLocal,
  singular,
  snakeCase,
  urlSegment,
} from '../../../lib/naming/names.js';

test.each([
  ['HTTPServer', 'http_server'],
  ['OrderItem', 'order_item'],
  ['orderItem', 'order_item'],
  ['order-items', 'order_items'],
  ['order items', 'order_items'],
  ['A', 'a'],
  ['Item2', 'item2'],
  ['order_items', 'order_items'],
])('%s in snake_case is %s', (name, expected) => {
  expect(snakeCase(name)).toBe(expected);
});

test.each([
  ['order_items', 'OrderItems'],
  ['billing', 'Billing'],
  ['item_2', 'Item2'],
  ['a__b_', 'AB'],
])('%s in PascalCase is %s', (name, expected) => {
  expect(pascalCase(name)).toBe(expected);
});

test.each([
  ['order_items', 'order_item', 'order_items'],
  ['addresses', 'address', 'addresses'],
  ['statuses', 'status', 'statuses'],
  ['status', 'status', 'statuses'],
  ['people', 'person', 'people'],
  ['person', 'person', 'people'],
  ['news', 'news', 'news'],
  ['series', 'series', 'series'],
  ['data', 'data', 'data'],
  ['virtual_series', 'virtual_series', 'virtual_series'],
  ['billing', 'billing', 'billings'],
  ['categories', 'category', 'categories'],
  ['caches', 'cache', 'caches'],
  ['cookies', 'cookie', 'cookies'],
  ['gpus', 'gpu', 'gpus'],
  ['skus', 'sku', 'skus'],
  ['sms', 'sms', 'sms'],
  ['buses', 'bus', 'buses'],
  ['people_groups', 'people_group', 'people_groups'],
  ['canvases', 'canvas', 'canvases'],
  ['biases', 'bias', 'biases'],
  ['oases', 'oasis', 'oases'],
  ['physics', 'physics', 'physics'],
  ['metrics', 'metric', 'metrics'],
  ['facturas', 'factura', 'facturas'],
  ['direcciones', 'direccion', 'direcciones'],
  ['transacoes', 'transacao', 'transacoes'],
  ['suspicions', 'suspicion', 'suspicions'],
  ['cacaos', 'cacao', 'cacaos'],
])('of %s one is %s, and many are %s', (name, one, many) => {
  expect([singular(name), plural(one)]).toEqual([one, many]);
});

test.each([
  ['order_items', 'order-items'],
  ['class_', 'class'],
  ['a__b', 'a-b'],
])('%s is %s in an address', (name, expected) => {
  expect(urlSegment(name)).toBe(expected);
});

test('human words are the words of a name in lower case', () => {
  expect([humanWords('OrderItem'), humanWords('order_items')]).toEqual(['order item', 'order items']);
});

test.each(['invoices', 'a', 'order_items', 'calendar', 'v2', 'a'.repeat(41)])('%s can be a package', (name) => {
  expect(packageNameProblem(name)).toBeUndefined();
});

test.each([
  ['', 'needs a name'],
  ['Order', 'Did you mean order?'],
  ['orderItems', 'Did you mean order_items?'],
  ['order-items', 'Did you mean order_items?'],
  ['2x', 'lower-case letter first'],
  ['_x', 'Did you mean x?'],
  ['../../evil', 'cannot be a package'],
  ['é', 'Did you mean e?'],
  ['invoices\n', 'cannot be a package'],
  ['\u001b[31m', 'cannot be a package'],
  ['a'.repeat(42), 'at most 41'],
  ['class', 'is a keyword of Python: choose another name, like classes.'],
  ['match', 'is a soft keyword of Python'],
  ['type', 'is a soft keyword of Python'],
  ['con', 'is a device on Windows'],
  ['com1', 'is a device on Windows'],
])('%j cannot be a package: %s', (name, message) => {
  expect(packageNameProblem(name)).toContain(message);
});

test('what is said of a name never holds a raw control character', () => {
  expect(packageNameProblem('\u001b[31m\u009b')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
});

test.each(['Order', 'A', 'Class', 'HTTPServer', 'Item2', 'A'.repeat(41)])('%s can be a model', (name) => {
  expect(modelNameProblem(name)).toBeUndefined();
});

test.each([
  ['', 'needs a name'],
  ['order', 'Did you mean Order?'],
  ['order_item', 'Did you mean OrderItem?'],
  ['2x', 'capital letter first'],
  ['A'.repeat(42), 'at most 41'],
  ['True', 'is a keyword'],
  ['None', 'is a keyword'],
  ['Exception', 'is a builtin'],
  ['Base', 'the class that models are made from'],
])('%j cannot be a model: %s', (name, message) => {
  expect(modelNameProblem(name)).toContain(message);
});

test.each(['title', 'type', 'date', 'match', 'metadata_', 'x2', 'list', 'model', 'a'.repeat(63)])(
  '%s can be a field',
  (name) => {
    expect(fieldNameProblem(name, new Set())).toBeUndefined();
  },
);

test.each([
  ['', 'starts with its name'],
  ['class', 'is a keyword of Python. Try class_:str:column=class:alias=class'],
  ['metadata', 'metadata is reserved by SQLAlchemy. Try metadata_:str:column=metadata:alias=metadata'],
  ['registry', 'reserved by SQLAlchemy'],
  ['json', "shadows a method of Pydantic's BaseModel. Try json_:str:column=json:alias=json"],
  ['copy', 'shadows a method'],
  ['parse_obj', 'shadows a method'],
  ['model_config', 'model_ is reserved by Pydantic. Try config:str:column=model_config:alias=model_config'],
  ['__table__', 'two underscores'],
  ['_secret', 'an underscore'],
  ['customerName', 'Did you mean customer_name?'],
  ['2x', 'lower-case letter first'],
  ['año', 'Did you mean ano?'],
  ['números', 'Did you mean numeros?'],
  ['Größe', 'Did you mean grosse?'],
  ['id', 'id is already provided by the base class'],
  ['created_at', 'created_at is already provided by the base class'],
  ['self', 'receiver'],
  ['int', "hides Python's own int"],
  ['a'.repeat(64), 'at most 63'],
])('%j cannot be a field: %s', (name, message) => {
  expect(fieldNameProblem(name, new Set(['created_at']), ':str')).toContain(message);
});

test('a name of 63 bytes stays', () => {
  expect(boundedName('n'.repeat(63))).toBe('n'.repeat(63));
});

test('a longer name is cut and completed with the FNV-1a hash of the whole', () => {
  expect(boundedName('n'.repeat(64))).toBe(`${'n'.repeat(54)}_0c065ec5`);
});

test('two long names that differ only at their end stay two names', () => {
  expect(boundedName(`${'n'.repeat(80)}a`)).not.toBe(boundedName(`${'n'.repeat(80)}b`));
});

test('a name is measured in bytes and never cut inside a character', () => {
  const name = boundedName('é'.repeat(40));
  expect(name).toMatch(/^é{27}_[0-9a-f]{8}$/);
});

test.each([
  ['plain', '"plain"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ["it's", '"it\'s"'],
  ['line\nbreak\t', '"line\\nbreak\\t"'],
  ['\0', '"\\u0000"'],
  ['\ud800', '"\\ud800"'],
  ['😀 日本', '"😀 日本"'],
  ['\u2028\u202e\u007f\ufeff\u00a0', '"\\u2028\\u202e\\u007f\\ufeff\\u00a0"'],
])('%j as a Python literal is %s', (text, expected) => {
  expect(pythonString(text)).toBe(expected);
});

test.each([
  ['class', 'class_'],
  ['list', 'list_'],
  ['order', 'order'],
  ['session', 'session__'],
])('a local variable for %s is %s where session and session_ are taken', (name, expected) => {
  expect(safeLocal(name, new Set(['session', 'session_']))).toBe(expected);
});

test.each([
  ['in-progress', 'IN_PROGRESS'],
  ['draft', 'DRAFT'],
  ['inProgress', 'IN_PROGRESS'],
  ['1', 'VALUE_1'],
  ['_x', 'VALUE_X'],
  ['A+', 'A_PLUS'],
  ['A-', 'A_MINUS'],
  ['-1', 'MINUS_1'],
  ['a/b', 'A_B'],
  ['_', 'VALUE_'],
])('the member of the enum value %s is %s', (value, expected) => {
  expect(enumMember(value)).toBe(expected);
});

test.each([
  ['short', '"short"'],
  ['x'.repeat(51), `("${'x'.repeat(50)}" "x")`],
  [`${'word '.repeat(10)}end of it`, `("${'word '.repeat(10)}" "end of it")`],
  ['日'.repeat(26), `("${'日'.repeat(25)}" "日")`],
  ['\u2028'.repeat(10), `("${'\\u2028'.repeat(8)}" "${'\\u2028'.repeat(2)}")`],
])('a text is cut where its literal gets too wide: %j', (text, expected) => {
  expect(pythonText(text)).toBe(expected);
});
