// Secrets that are stored as hashes: what is written, and what is refused.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../../../lib/request/package.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const STANDARD = sampleHost('hosts/standard');
const APP = '/p/backend/app';

async function planned(fields: readonly string[], hasher: string): Promise<(file: string) => string> {
  const spec = packageSpec({ package: 'accounts', fields });
  if (!('model' in spec)) throw new Error(JSON.stringify(spec));
  const files = inMemory({ ...STANDARD, [`${APP}/core/security.py`]: hasher });
  const { plan, refusals = [] } = await planRun(files, [draftOf(spec)], { columns: undefined });
  const said = refusals.map(({ id, reason, hint }) => `[${id}] ${reason} ${hint}`).join('\n');
  return (file) => plan?.changes.find(({ path }) => path === `${APP}/accounts/${file}`)?.after ?? said;
}

const HASHER = 'def get_password_hash(password: str) -> str:\n    return context.hash(password)\n';
const PASSWORD = 'password:secret.72:hash=get_password_hash';

test('create and update store what the function makes, in a column that holds any hash', async () => {
  const written = await planned([PASSWORD, 'pin:secret.4:optional:hash=get_password_hash'], HASHER);
  expect(written('models.py')).toContain('    password: Mapped[str] = mapped_column(String(255))\n');
  const crud = written('crud.py');
  expect(crud).toContain('from app.core.security import get_password_hash\n');
  expect(crud).toContain(`    data = data.model_copy(update={"password": get_password_hash(data.password)})
    if data.pin is not None:
        data = data.model_copy(update={"pin": get_password_hash(data.pin)})
    account = models.Account(**data.model_dump())
`);
  expect(crud).toContain(`    if changes.password is not None:
        changes = changes.model_copy(
            update={"password": get_password_hash(changes.password)}
        )
`);
});

test('each schema keeps each secret out of its repr: what a union says of one of its types does nothing', async () => {
  const schemas = (await planned(['key:secret', 'pin:secret.4:optional'], HASHER))('schemas.py');
  expect(schemas.match(/^\w+ = .*repr/gm)).toBeNull();
  expect(schemas.match(/^ {4}(?:key|pin): .*/gm)).toEqual([
    '    key: Key = Field(repr=False)',
    '    pin: Pin | None = Field(default=None, repr=False)',
    '    key: Key | SkipJsonSchema[None] = Field(default=None, repr=False)',
    '    pin: Pin | None = Field(default=None, repr=False)',
  ]);
});

test('the tests of the package notice a password that is stored as it is, at first and later', async () => {
  const tests = (await planned([PASSWORD], HASHER))('tests/test_crud.py');
  expect(tests).toContain('    created_password = account.password\n');
  expect(tests).toContain('    assert created_password != ACCOUNT["password"]\n');
  expect(tests).toContain('    assert account.password not in (changes.password, created_password)\n');
});

test.each<[string, string, string, RegExp]>([
  ['that is not there', PASSWORD, '', /^\[hash-missing\] password:.*: The backend has no function get_password_hash/],
  [
    'that has to be awaited where nothing is',
    PASSWORD,
    `async ${HASHER}`,
    /^\[hash-async\] password:.* app\.core\.security\.get_password_hash is an async def/,
  ],
  [
    'to which what is sent would be too long',
    'password:secret:hash=get_password_hash',
    'import bcrypt\n\ndef get_password_hash(password: str) -> str:\n    return bcrypt.hashpw(password.encode(), bcrypt.gensalt()).decode()\n',
    /^\[hash-length\] .* more than 72 bytes are an error\. Write password:secret\.72:hash=get_password_hash/,
  ],
])('a function is refused %s', async (_, field, hasher, wanted) => {
  expect((await planned([field], hasher))('crud.py')).toMatch(wanted);
});
