import { expect, test } from '@jest/globals';
import { readPackage } from '../../../lib/style/package-contents.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

const USERS = {
  '.git/HEAD': '',
  'app/main.py':
    'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
  'app/database.py': DATABASE,
  ...feature('app/users', 'app.'),
};

async function written(texts: Readonly<Record<string, string>>) {
  const files = host({ ...USERS, ...texts });
  return readPackage(files, await locateHost(files, TOP), `${TOP}/app/invoices`);
}

test('what a module defines stands before what others import of it', async () => {
  const { names } = await written({
    'app/invoices/crud.py': 'from app.invoices.models import Invoice\n\n\ndef read(): ...\n',
    'app/invoices/models.py': 'class Invoice:\n    __tablename__ = "invoices"\n',
  });
  expect(names).toEqual(['crud.read', 'models.Invoice', 'crud.Invoice']);
});

test('a module without a name in it is there all the same', async () => {
  expect((await written({ 'app/invoices/models.py': '' })).names).toEqual(['models']);
});

test('an empty __init__ of a folder brings nothing, a star may bring anything', async () => {
  const { names } = await written({
    'app/invoices/api/__init__.py': '',
    'app/invoices/api/bills.py': 'router = 1\n',
    'app/invoices/views/__init__.py': 'from .read import *\n',
  });
  expect(names).toEqual(['api.bills.router', 'views']);
});

test.each([
  [
    'the one that is named after the package',
    'class Line(Base):\n    __tablename__ = "l"\nclass InvoiceModel(Base):\n    __tablename__ = "i"\n',
    'InvoiceModel',
  ],
  [
    'the first one with a table',
    'class Kind(str):\n    A = 1\nclass Bill(SQLModel, table=True):\n    id: int\n',
    'Bill',
  ],
  ['one without a table of its own', 'class Kind(str):\n    A = 1\nclass Invoices(Model):\n    id = 1\n', 'Invoices'],
])('the model is %s', async (_, text, model) => {
  expect((await written({ 'app/invoices/models.py': text })).model).toBe(model);
});

test('a package may have no models', async () => {
  const { hasModels, model } = await written({ 'app/invoices/router.py': 'router = 1\n' });
  expect({ hasModels, model }).toEqual({ hasModels: false, model: undefined });
  expect((await written({ 'app/invoices/domain/models.py': 'class Invoice: ...\n' })).hasModels).toBe(true);
  expect((await written({ 'app/invoices/core.py': 'class A(B):\n    __tablename__ = "a"\n' })).hasModels).toBe(true);
});
