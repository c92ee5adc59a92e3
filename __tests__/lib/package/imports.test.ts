import { describe, expect, test } from '@jest/globals';
import { printImports } from '../../../lib/package/imports.js';
import { Names } from '../../../lib/package/print/names.js';

describe('names and their imports', () => {
  test('an import that a field or a class would hide gets another name', () => {
    const names = new Names(new Set(['date', 'Enum']));
    expect(names.from('datetime', 'date')).toBe('date_');
    expect(names.from('sqlalchemy', 'Enum')).toBe('Enum_');
    expect(names.from('sqlalchemy', 'String')).toBe('String');
    expect(names.own('utc_now')).toBe('utc_now');
  });

  test('are merged, in three sections, in the order of isort', () => {
    const names = new Names(new Set(['Enum']));
    names.from('app.invoices', 'schemas');
    names.from('app.core.db', 'Base');
    names.from('sqlalchemy', 'String');
    names.from('sqlalchemy', 'Enum');
    names.from('sqlalchemy', 'CheckConstraint');
    names.from('sqlalchemy', 'column');
    names.from('datetime', 'datetime');
    names.from('datetime', 'UTC');
    names.module('sqlite3');
    names.from('app.invoices', 'models');
    expect(printImports([...names.imports, ...names.imports], new Set(['app']))).toBe(
      [
        'import sqlite3',
        'from datetime import UTC, datetime',
        '',
        'from sqlalchemy import CheckConstraint, String, column',
        'from sqlalchemy import Enum as Enum_',
        '',
        'from app.core.db import Base',
        'from app.invoices import models, schemas',
      ].join('\n'),
    );
  });

  test('an alias stands before the plain names that sort behind it', () => {
    const names = new Names(new Set(['Enum']));
    names.from('sqlalchemy', 'String');
    names.from('sqlalchemy', 'Enum');
    expect(printImports(names.imports, new Set(['app']))).toBe(
      'from sqlalchemy import Enum as Enum_\nfrom sqlalchemy import String',
    );
  });
});
