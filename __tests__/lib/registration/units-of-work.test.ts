// Units of work that make the repositories of all features make the new package's, too.
import { expect, test } from '@jest/globals';
import { moduleFile } from '../../../lib/project/paths.js';
import { loadParser } from '../../../lib/python/syntax.js';
import { settledAttempt } from '../../../lib/registration/finish.js';
import { draftUnit } from '../../../lib/registration/units-of-work.js';
import { withoutUses } from '../../../lib/undo/without-uses.js';
import { projectIn } from '../memory.js';

const PATH = '/backend/app/uow.py';
const REQUEST = {
  importRoot: 'app',
  blueprint: 'users',
  package: 'invoices',
  singular: 'invoice',
  modelName: 'Invoice',
};

const HEAD = `from abc import ABC, abstractmethod

from app.tasks.repository import TasksRepository
from app.users.repository import UsersRepository


class IUnitOfWork(ABC):
    users: type[UsersRepository]
    tasks: type[TasksRepository]

    @abstractmethod
    async def __aenter__(self): ...

    @abstractmethod
    async def commit(self): ...
`;

const ATTRIBUTES = `

class UnitOfWork(IUnitOfWork):
    async def __aenter__(self):
        self.session = self.factory()
        self.users = UsersRepository(self.session)
        self.tasks = TasksRepository(self.session)
        return self

    async def commit(self):
        await self.session.commit()
`;

const PROPERTIES = `

class UnitOfWork:
    async def __aenter__(self):
        self.session = self.factory()
        self._users = None
        return self

    @property
    def users(self) -> UsersRepository:
        if self._users is None:
            self._users = UsersRepository(self.session)
        return self._users

    async def commit(self):
        await self.session.commit()
`;

async function registered(source: string, request: object = {}) {
  const project = projectIn(
    { [PATH]: source, '/backend/app/users/repository.py': 'class UsersRepository:\n    pass\n' },
    '/backend',
  );
  return settledAttempt(await draftUnit(project, PATH, { ...REQUEST, ...request }));
}

async function after(source: string): Promise<string> {
  const outcome = await registered(source);
  if (outcome.kind !== 'edited') throw new Error(JSON.stringify(outcome));
  return outcome.source;
}

test('a statement, an annotation of an interface and the import are copied, below the last of their kind', async () => {
  expect(await after(HEAD + ATTRIBUTES)).toBe(
    (HEAD + ATTRIBUTES)
      .replace('\nfrom app.tasks', '\nfrom app.invoices.repository import InvoicesRepository\nfrom app.tasks')
      .replace(
        '    tasks: type[TasksRepository]\n',
        '    tasks: type[TasksRepository]\n    invoices: type[InvoicesRepository]\n',
      )
      .replace(
        '        self.tasks = TasksRepository(self.session)\n',
        '        self.tasks = TasksRepository(self.session)\n        self.invoices = InvoicesRepository(self.session)\n',
      ),
  );
});

test('each model of the package has its repository there, by the names that the package gives them', async () => {
  const repositories = [
    { type: 'InvoicesRepository', name: 'invoices' },
    { type: 'LinesRepository', name: 'lines' },
  ];
  const outcome = await registered(HEAD + ATTRIBUTES, { repositories });
  const source = outcome.kind === 'edited' ? outcome.source : '';

  expect(source).toContain('from app.invoices.repository import InvoicesRepository, LinesRepository\n');
  expect(source).toContain('    invoices: type[InvoicesRepository]\n    lines: type[LinesRepository]\n');
  expect(source).toContain(
    '        self.invoices = InvoicesRepository(self.session)\n        self.lines = LinesRepository(self.session)\n',
  );
});

test('once is enough', async () => {
  const once = await after(HEAD + ATTRIBUTES);

  expect(await registered(once)).toMatchObject({ kind: 'unchanged' });
});

test('a name that is not called after the blueprint, or is taken, is refused', async () => {
  expect(await registered((HEAD + ATTRIBUTES).replace('self.users =', 'self.people ='))).toMatchObject({
    kind: 'refused',
    id: 'layer-shape-unknown',
    reason: expect.stringMatching(/^people is not called after users\./),
  });
  expect(
    await registered((HEAD + ATTRIBUTES).replaceAll('tasks', 'invoices').replaceAll('app.invoices', 'app.tasks')),
  ).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/^There is a invoices already\./),
  });
});

test('a property that makes a repository is copied whole, unless something else has what it keeps', async () => {
  const source = HEAD.replace('    users: type[UsersRepository]\n', '') + PROPERTIES;
  const alone = source
    .replace('        self._users = None\n', '')
    .replace('if self._users is None', 'if not hasattr(self, "_users")');
  const [property = ''] = /\n {4}@property\n(?: {4}.*\n)+/.exec(alone) ?? [];

  expect(await registered(source)).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/^_users is set in another place/),
  });
  const own = property.replaceAll('users', 'invoices').replaceAll('Users', 'Invoices');
  expect(own).toContain('if not hasattr(self, "_invoices")');
  expect(await after(alone)).toContain(`${property}${own}`);
});

test('what was added is taken out again', async () => {
  const file = moduleFile('/backend', PATH);
  const result = withoutUses(await loadParser(), file, await after(HEAD + ATTRIBUTES), ['app.invoices']);

  expect(result).toBe(HEAD + ATTRIBUTES);
});
