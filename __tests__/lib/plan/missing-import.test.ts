// Imports that a new package's files have of files of the package that are none.
import { expect, test } from '@jest/globals';
import { missingImport } from '../../../lib/plan/missing-import.js';
import { projectIn } from '../memory.js';

const PACKAGE = {
  '/b/app/__init__.py': '',
  '/b/app/invoices/__init__.py': '',
  '/b/app/invoices/service.py': 'class InvoiceService:\n    pass\n',
};

const missing = (router: string): string | undefined => {
  const path = '/b/app/invoices/router.py';
  return missingImport([path], ['app.invoices'], projectIn({ ...PACKAGE, [path]: router }))?.name;
};

test.each([
  ['from app.invoices.deps import DbSession\n', 'app.invoices.deps.DbSession'],
  ['from .deps import DbSession\n', 'app.invoices.deps.DbSession'],
  ['from app.invoices.service import Invoices\n', 'app.invoices.service.Invoices'],
])('%j imports what no file has', (router, name) => {
  expect(missing(router)).toBe(name);
});

test.each([
  'from app.invoices import service\n',
  'from app.invoices.service import InvoiceService as Service\n',
  'from . import service\n',
  // Of the host, and of a library, which may get their names at run time.
  'from app.database import get_db\nfrom invoices.deps import a\n',
])('%j imports what is there', (router) => {
  expect(missing(router)).toBeUndefined();
});
