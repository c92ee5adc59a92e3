import { expect, test } from '@jest/globals';
import { applyEdits, editedLines } from '../../../lib/python/edit.js';

test('edits refer to the old text and apply in any order', () => {
  const edits = [
    { at: 4, remove: 1, insert: 'C' },
    { at: 0, remove: 0, insert: 'x' },
  ];
  expect(applyEdits('ab🐍c', edits)).toBe('xab🐍C');
});

test('insertions at the same place keep the given order', () => {
  const edits = ['1', '2', '3'].map((insert) => ({ at: 1, remove: 0, insert }));
  expect(applyEdits('ab', edits)).toBe('a123b');
});

test('edits that overlap throw', () => {
  const edits = [
    { at: 0, remove: 2, insert: '' },
    { at: 1, remove: 1, insert: 'x' },
  ];
  expect(() => applyEdits('abc', edits)).toThrow('overlap');
});

test('an edit outside the text throws', () => {
  expect(() => applyEdits('abc', [{ at: 3, remove: 1, insert: '' }])).toThrow(RangeError);
});

test('the lines of a result that hold something new are numbered from one', () => {
  const edits = [
    { at: 2, remove: 0, insert: 'x\n' },
    { at: 3, remove: 0, insert: '\ny\nz' },
  ];
  expect(applyEdits('a\nb', edits)).toBe('a\nx\nb\ny\nz');
  expect(editedLines('a\nb', edits)).toEqual([2, 4, 5]);
});
