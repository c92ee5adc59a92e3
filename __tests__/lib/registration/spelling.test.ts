import { expect, test } from '@jest/globals';
import { newPath } from '../../../lib/registration/paths.js';
import { relabelled, respelled, reworded } from '../../../lib/registration/spelling.js';

const named = { blueprint: 'users', package: 'order_items', singular: 'order_item' };

test.each([
  ['users', 'order_items'],
  ['user', 'order_item'],
  ['Users', 'Order items'],
  ['User', 'Order item'],
  ['USERS', 'ORDER_ITEMS'],
  ['people', undefined],
])('the label %s becomes %s', (label, expected) => {
  expect(respelled(label, named)).toBe(expected);
});

test('two words are joined as other labels join theirs', () => {
  expect(respelled('users', named, { lower: '-' })).toBe('order-items');
  expect(respelled('Users', named, { capital: ' ' })).toBe('Order Items');
});

test('a blueprint of two words shows how words are joined', () => {
  const two = { ...named, blueprint: 'audit_logs' };
  expect(respelled('audit-logs', two)).toBe('order-items');
  expect(respelled('AuditLog', two)).toBe('OrderItem');
});

test('a blueprint in the singular has a plural too', () => {
  const one = { blueprint: 'user', package: 'invoices', singular: 'invoice' };
  expect(respelled('user', one)).toBe('invoices');
  expect(respelled('users', one)).toBe('invoices');
});

test('neutral words may stand beside the name, others make a label unknown', () => {
  expect(relabelled('Users API', named)).toBe('Order items API');
  expect(relabelled('1. users', named)).toBe('1. order_items');
  expect(relabelled('users and roles', named)).toBeUndefined();
});

test('a sentence is reworded wherever it says the name', () => {
  expect(reworded('User not found', named)).toBe('Order item not found');
  expect(reworded('Not found', named)).toBeUndefined();
});

test.each([
  ['/users', '/order-items', ''],
  ['/users/', '/order-items/', ''],
  ['/api/v1/user', '/api/v1/order-item', '/api/v1'],
  ['/orgs/{org}/users', '/orgs/{org}/order-items', '/orgs/{org}'],
])('the path %s becomes %s, and %s where the package brings its own segment', (path, text, without) => {
  expect(newPath(path, named)).toEqual({ text, without });
});

test.each(['/users/me', '/superusers', '/users-admin'])('the path %s is not clear', (path) => {
  expect(newPath(path, named)).toBe('unclear');
});

test('a path of other words is nobody’s', () => {
  expect(newPath('/api/v1', named)).toBeUndefined();
});

test('a given slug is the segment', () => {
  expect(newPath('/users', { ...named, slug: 'items-ordered' })).toEqual({ text: '/items-ordered', without: '' });
});
