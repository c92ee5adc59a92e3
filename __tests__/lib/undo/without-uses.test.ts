import { beforeAll, expect, test } from '@jest/globals';
import { loadParser, type PythonParser } from '../../../lib/python/syntax.js';
import { withoutUses } from '../../../lib/undo/without-uses.js';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

const without = (source: string): ReturnType<typeof withoutUses> =>
  withoutUses(parser, { path: '/p/app/main.py', module: 'app.main', isPackage: false }, source, [
    'app.invoices',
    'app.invoices.api',
  ]);

test.each([
  [
    'calls with other arguments than were written',
    'from app.invoices import api as bills\nfrom app.users import api\n\nrouter.include(api.router)\nrouter.include(\n    bills.router,\n    prefix="/v2",\n    dependencies=[Depends(signed_in)],\n)  # bills\nrun()\n',
    'from app.users import api\n\nrouter.include(api.router)\nrun()\n',
  ],
  [
    'a name in an import of several',
    'from app import invoices, orders, users\n\nuse(orders)\nuse(invoices.router)\n',
    'from app import orders, users\n\nuse(orders)\n',
  ],
  [
    'a group of imports with the empty line below it',
    'import os\n\nimport app.invoices\nimport app.invoices.api\n\nfrom app import users\n\n\nuse(users)\n',
    'import os\n\nfrom app import users\n\n\nuse(users)\n',
  ],
  [
    'the last group of imports with the empty line above it',
    'import os\n\nimport app.invoices\nimport app.invoices.api  # new\n\n\nuse(os)\n',
    'import os\n\n\nuse(os)\n',
  ],
  ['all imports', '"DOC"\n\nimport app.invoices\nimport app.invoices.api\n\n\nrun()\n', '"DOC"\n\n\nrun()\n'],
  [
    'the last names in an import',
    'from app.users import a\nfrom app import users, invoices, invoices as bills\nuse(invoices, bills)\n',
    'from app.users import a\nfrom app import users\n',
  ],
  ['the last name in an import', 'from app import users, invoices\nuse(invoices)\n', 'from app import users\n'],
  [
    'a name with its line in an import',
    'from app import (\n    invoices,  # new\n    users,\n)\n',
    'from app import (\n    users,\n)\n',
  ],
  [
    'an item of a list, with and without its line',
    'import app.invoices.api\nROUTERS = [users, app.invoices.api.router, orders]\nMORE = [\n    users,\n    app.invoices.api.router,\n]\n',
    'ROUTERS = [users, orders]\nMORE = [\n    users,\n]\n',
  ],
  ['the last item', 'import app.invoices.api\nROUTERS = [users, app.invoices.api.router]\n', 'ROUTERS = [users]\n'],
  [
    'a relative import, and the name in __all__',
    'from .invoices import Invoice\nfrom .users import User\n\n__all__ = ["Invoice", "User"]\n',
    'from .users import User\n\n__all__ = ["User"]\n',
  ],
  [
    'a dotted string in a list',
    'APPS = ["app.users.models", "app.invoices.models"]\n',
    'APPS = ["app.users.models"]\n',
  ],
  ['a star', 'from app.invoices import *\nfrom app.users import *\n', 'from app.users import *\n'],
  [
    'an import and its call in a function',
    'def create():\n    from app.invoices import api\n    include(api.router)\n    return app\n',
    'def create():\n    return app\n',
  ],
  ['nothing, where nothing is of it', 'from app import users\n', 'from app import users\n'],
])('%s', (_, source, expected) => {
  expect(without(source)).toBe(expected);
});

test.each([
  ['a value that other code uses', 'from app import invoices\nrouter = invoices.router\nuse(router)\n', 2],
  ['one of several things in a call', 'from app import invoices\ngather(run(users), run(invoices))\n', 2],
  ['a chain of calls', 'from app import invoices\nadd(users).add(invoices)\n', 2],
  ['a condition', 'from app import invoices\nif invoices.enabled:\n    use(users)\n', 2],
  ['all that a function does', 'from app import invoices\ndef create():\n    use(invoices)\n', 3],
])('%s is left to people', (_, source, line) => {
  expect(without(source)).toMatchObject({ line });
});
