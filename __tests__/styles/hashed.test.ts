// Passwords that are stored as the host's function makes hashes of them, in the styles that teams write.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { pythonForTests } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { run } from '../generators/run.js';
import { drive, type Job, lay, requirementsOf, STYLES } from './styles.js';

/** One of each way in which what was sent comes to the session; the hasher is awaited where it can be. */
const TRIED: readonly string[] = [
  'async-repository',
  'generic-crud',
  'one-file',
  'pydantic-1',
  'sqlmodel',
  'unit-of-work',
];
const tried = STYLES.filter(({ name }) => TRIED.includes(name));
const pythons = new Map<string, string | undefined>();
for (const requirements of new Set(tried.map(requirementsOf))) {
  pythons.set(requirements, await pythonForTests({ requirements }));
}
const withPython = [...pythons.values()].includes(undefined) ? describe.skip : describe;

const scratch = scratchFolder('hashed-styles-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const hasher = (isAsync: boolean): string => `import hashlib
import secrets


${isAsync ? 'async ' : ''}def make_hash(password: str) -> str:
    salt = secrets.token_hex(8)
    return salt + hashlib.sha256((salt + password).encode()).hexdigest()
`;

const ACCOUNTS = [
  'name:str.40:unique',
  'password:secret.20:min_length=4:hash=make_hash',
  'pin:secret.4:optional:hash=make_hash',
];

withPython('packages with passwords', () => {
  test.each(TRIED.map((name) => [name]))(
    '%s: its tests see that no password is stored as it was sent',
    async (name) => {
      const [style] = tried.filter((each) => each.name === name);
      if (style === undefined) throw new Error(`there is no sample ${name}`);
      const folder = lay(style, join(scratch, name), ['backend']);
      const root = join(folder, style.root);
      const code = ['app', 'src'].map((each) => join(root, each)).find((each) => existsSync(each)) ?? root;
      writeFileSync(join(code, 'hashing.py'), hasher(['async-repository', 'unit-of-work'].includes(name)));
      const options = { yes: true, proof: 'off' };
      expect(await run(folder, ['backend-package:app', 'accounts', ...ACCOUNTS], { options })).toMatchObject({
        error: undefined,
      });
      const job: Job = {
        ...style,
        folder,
        work: 'tests',
        tests: ['-k', 'account and not a_hundred', '-p', 'one_loop'],
      };

      expect(await drive(pythons.get(requirementsOf(style)) ?? '', join(scratch, `${name}.json`), [job])).toEqual([[]]);
    },
    120_000,
  );
});
