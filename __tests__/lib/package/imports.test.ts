import { describe, expect, test } from '@jest/globals';
import type { FileStyle } from '../../../lib/package/assemble.js';
import { type Spelling, spellingIn } from '../../../lib/package/import-spelling.js';
import { insertImports, type NameTaken } from '../../../lib/package/insert-imports.js';
import { formOf, type ImportedName, Names } from '../../../lib/package/print/names.js';
import { printImports } from '../../../lib/python/import-block.js';

const printed = (names: readonly ImportedName[], own: readonly string[] = []): string =>
  printImports(names.map(formOf), (top) => own.includes(top));

describe('names and their imports', () => {
  test('an import that a field or a class would hide gets another name', () => {
    const names = new Names(new Set(['date', 'Enum']));
    expect(names.from('datetime', 'date')).toBe('date_');
    expect(names.from('sqlalchemy', 'Enum')).toBe('Enum_');
    expect(names.from('sqlalchemy', 'String')).toBe('String');
    expect(names.own('utc_now')).toBe('utc_now');
  });

  test('a name that two modules have is imported under another one the second time', () => {
    const names = new Names(new Set());
    expect(names.from('sqlalchemy', 'UUID')).toBe('UUID');
    expect(names.from('other', 'UUID')).toBe('UUID_');
    expect(names.from('sqlalchemy', 'UUID')).toBe('UUID');
  });

  test('a name of Python that another module has is written with its module', () => {
    const names = new Names(new Set());
    expect(names.module('uuid')).toBe('uuid');
    expect(names.from('sqlalchemy.dialects.postgresql', 'UUID')).toBe('UUID');
    expect(names.from('uuid', 'UUID')).toBe('uuid.UUID');
    expect(printed(names.imports)).toBe('import uuid\n\nfrom sqlalchemy.dialects.postgresql import UUID');
  });

  test('are sorted whatever the case of their letters', () => {
    const names = new Names(new Set());
    for (const name of ['SQLModel', 'select', 'Session', 'URL']) names.from('sqlmodel', name);
    expect(printed(names.imports)).toBe('from sqlmodel import URL, Session, SQLModel, select');
  });

  test('a statement with several names has the place of the first of them', () => {
    const names = new Names(new Set(['Enum']));
    for (const name of ['func', 'JSON', 'Enum', 'Date']) names.from('sqlalchemy', name);
    expect(printed(names.imports)).toBe(
      'from sqlalchemy import JSON, Date, func\nfrom sqlalchemy import Enum as Enum_',
    );
  });

  test('are imported as the host imports them', () => {
    const names = new Names(new Set(['datetime']), [
      { name: 'sqlalchemy', local: 'sa' },
      { name: 'datetime', local: 'datetime' },
      { module: 'sqlalchemy', name: 'orm', local: 'orm' },
      { module: 'sqlalchemy.sql', name: 'func', local: 'func' },
      { module: 'enum', name: 'Enum', local: 'PyEnum' },
    ]);
    expect(names.from('sqlalchemy', 'String')).toBe('sa.String');
    expect(names.from('sqlalchemy', 'func')).toBe('func');
    expect(names.from('sqlalchemy.orm', 'Mapped')).toBe('orm.Mapped');
    expect(names.from('sqlalchemy.exc', 'IntegrityError')).toBe('IntegrityError');
    expect(names.from('datetime', 'date')).toBe('datetime_.date');
    expect(names.from('enum', 'Enum')).toBe('PyEnum');
    expect(printed(names.imports)).toBe(
      [
        'import datetime as datetime_',
        'from enum import Enum as PyEnum',
        '',
        'import sqlalchemy as sa',
        'from sqlalchemy import orm',
        'from sqlalchemy.exc import IntegrityError',
        'from sqlalchemy.sql import func',
      ].join('\n'),
    );
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
    expect(printed([...names.imports, ...names.imports], ['app'])).toBe(
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

  test('are relative where the blueprint imports so, and sorted from the furthest package to the nearest', () => {
    const names = new Names(new Set());
    names.from('fastapi', 'APIRouter');
    names.from('app.invoices.models', 'Invoice');
    names.from('app.invoices', 'crud');
    names.from('app.database', 'get_db');
    const habits = { own: ['app.invoices'], packageImports: { modules: 'relative', init: 'absolute' } } as const;
    const lines = (imports: 'absolute' | 'relative', file: string): string =>
      printed(names.imports.map(spellingIn({ ...habits, imports }, `app.invoices.${file.replace('.py', '')}`, file)), [
        'app',
      ]);

    const own = '\n\nfrom . import crud\nfrom .models import Invoice';
    expect(lines('absolute', 'api.py')).toBe(`from fastapi import APIRouter\n\nfrom app.database import get_db${own}`);
    expect(lines('relative', 'api.py')).toBe(
      'from fastapi import APIRouter\n\nfrom ..database import get_db\nfrom . import crud\nfrom .models import Invoice',
    );
    expect(lines('absolute', '__init__.py')).toContain('from app.invoices import crud');
    expect(lines('absolute', 'tests/test_api.py')).toContain('from app.invoices import crud');
  });

  test('are relative in the same folder alone where the blueprint imports so', () => {
    const habits = {
      own: ['app.modules.invoices.schemas', 'app.models.invoice'],
      imports: 'absolute',
      packageImports: { modules: 'relative', init: 'relative', isNear: true },
    } as const;
    const spelling = spellingIn(habits, 'app.modules.invoices.service', 'services.py');
    const spelled = (module: string): unknown => spelling({ module, name: 'x', local: 'x' }).module;
    expect(spelled('app.modules.invoices.schemas')).toBe('.schemas');
    expect(spelled('app.models.invoice')).toBe('app.models.invoice');
  });

  test('an alias stands before the plain names that sort behind it', () => {
    const names = new Names(new Set(['Enum']));
    names.from('sqlalchemy', 'String');
    names.from('sqlalchemy', 'Enum');
    expect(printed(names.imports, ['app'])).toBe('from sqlalchemy import Enum as Enum_\nfrom sqlalchemy import String');
  });
});

describe('a file that has a name from another module of the same library', () => {
  const spell = (name: ImportedName): ImportedName => name;
  const style = { isOwn: () => false, lineLength: 88 } as unknown as FileStyle;
  const insert = (source: string, module: string, name: string): Promise<string | NameTaken> =>
    insertImports(source, [{ module, name, local: name }], 'app.schemas', style, spell as Spelling);

  test.each([
    ['typing_extensions', 'typing', 'Annotated'],
    ['sqlalchemy.future', 'sqlalchemy', 'select'],
    ['sqlalchemy.sql.sqltypes', 'sqlalchemy', 'String'],
    ['starlette', 'fastapi', 'status'],
    ['starlette.responses', 'fastapi', 'Response'],
  ])('%s gives what %s does', async (there, module, name) => {
    const source = `from ${there} import ${name}\n`;
    expect(await insert(source, module, name)).toBe(source);
  });

  test.each([
    ['starlette.exceptions', 'fastapi', 'HTTPException'],
    ['sqlalchemy.dialects.postgresql', 'sqlalchemy', 'UUID'],
    ['sqlmodel', 'sqlalchemy', 'select'],
    ['app.core', 'sqlalchemy', 'select'],
  ])('%s gives another thing than %s', async (there, module, name) => {
    expect(await insert(`from ${there} import ${name}\n`, module, name)).toEqual({ taken: name });
  });
});
