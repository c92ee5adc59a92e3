import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { registerModels } from '../../lib/registration/models.js';
import type { EditOutcome } from '../../lib/registration/outcome.js';
import { registerRouter } from '../../lib/registration/routers.js';
import { type FileRequest, inOneFile } from '../lib/one-file.js';

/** Without after/ and refusal.txt the file is to stay unchanged. `since` is the Python that the file is written in. */
type Case = FileRequest & {
  readonly kind: 'models' | 'router';
  readonly file: string;
  readonly followed: string;
  readonly since: string;
};

const folder = dirname(fileURLToPath(import.meta.url));
const KINDS = ['router', 'models'] as const;
const folders = KINDS.flatMap((kind) => readdirSync(join(folder, kind)).map((name) => `${kind}/${name}`));
const names = folders.filter((name) => existsSync(join(folder, name, 'case.json')));
const compiled = new Map<string, { readonly since: string; readonly text: string }>();

const STANDARD = { importRoot: 'app', blueprint: 'users', package: 'invoices', singular: 'invoice' };
const SECOND = { package: 'payments', singular: 'payment' };

function read(name: string): Case {
  const given = JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8')) as Partial<Case>;
  const kind = name.startsWith('models/') ? 'models' : 'router';
  const module = given.module ?? (kind === 'models' ? 'app.main' : 'app.api.v1.endpoints');
  const file = given.file ?? (kind === 'models' ? 'main.py' : 'endpoints.py');
  return { ...STANDARD, followed: 'blueprint', since: '3.9', ...given, kind, module, file };
}

function register(each: Case, source: string): Promise<EditOutcome> {
  return inOneFile(each.kind === 'models' ? registerModels : registerRouter, source, each);
}

/** The same request for a second package. */
function second(each: Case): Case {
  const { reExported, modelName, provides } = each;
  const names = JSON.stringify({ reExported, modelName, provides })
    .replaceAll('invoice', 'payment')
    .replaceAll('Invoice', 'Payment');
  return { ...each, ...(JSON.parse(names) as Partial<Case>), ...SECOND };
}

/** Decoded as the generator does it: a BOM stays. */
function text(path: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
}

function onlyInserts(before: string, after: string): boolean {
  let at = 0;
  for (const unit of after) if (before.startsWith(unit, at)) at += unit.length;
  return at === before.length;
}

function windows(source: string): string {
  return source.replace(/\r\n|\r|\n/g, '\r\n');
}

test('every shared case has a folder here', () => {
  const shared = readFileSync(join(folder, 'shared-cases.txt'), 'utf8').trim().split('\n');
  expect(shared.filter((each) => !names.includes(each))).toEqual([]);
});

test('every folder here is a case', () => {
  expect(folders.filter((each) => !names.includes(each))).toEqual([]);
});

describe.each(names)('%s', (name) => {
  const each = read(name);
  const before = text(join(folder, name, 'before', each.file));
  const afterPath = join(folder, name, 'after', each.file);
  const refusalPath = join(folder, name, 'refusal.txt');

  if (existsSync(refusalPath)) {
    const [id, ...paste] = text(refusalPath).trimEnd().split('\n');
    test('is refused with the lines to paste', async () => {
      const outcome = await register(each, before);
      expect(outcome).toMatchObject({ kind: 'refused', id, paste: paste.join('\n') });
    });
    test('is refused with CRLF too', async () => {
      expect(await register(each, windows(before))).toMatchObject({ kind: 'refused', id });
    });
    return;
  }
  if (!existsSync(afterPath)) {
    test('is left unchanged', async () => {
      expect((await register(each, before)).kind).toBe('unchanged');
      expect((await register(each, windows(before))).kind).toBe('unchanged');
    });
    return;
  }

  const after = text(afterPath);
  compiled.set(name, { since: each.since, text: after });
  test('is edited as written by hand', async () => {
    const outcome = await register(each, before);
    if (outcome.kind !== 'edited') throw new Error(JSON.stringify(outcome));
    expect(JSON.stringify(outcome.source)).toBe(JSON.stringify(after));
    expect(onlyInserts(before, outcome.source)).toBe(true);
    const lines = after.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
    for (const line of outcome.lines) expect(line.text).toBe(lines[line.number - 1]);
    expect(outcome.lines.length).toBeGreaterThan(0);
    expect(outcome.followed).toBe(each.followed);
    expect(before.split(/\r\n|\r|\n/)[outcome.like - 1]?.trim()).toBeTruthy();
  });
  test('is unchanged by a second run', async () => {
    expect((await register(each, after)).kind).toBe('unchanged');
  });
  test('is edited alike with CRLF', async () => {
    expect(await register(each, windows(before))).toMatchObject({ kind: 'edited', source: windows(after) });
  });
  test('takes a second package, which leaves the first as it was', async () => {
    const outcome = await register(second(each), after);
    if (outcome.kind !== 'edited') throw new Error(JSON.stringify(outcome));
    expect(onlyInserts(after, outcome.source)).toBe(true);
    expect((await register(each, outcome.source)).kind).toBe('unchanged');
    const alone = await register(second(each), before);
    if (alone.kind !== 'edited') throw new Error(JSON.stringify(alone));
    const added = after.split(/\r\n|\r|\n/).length - before.split(/\r\n|\r|\n/).length;
    if (added === alone.lines.length) {
      expect(outcome.lines.map((line) => line.text)).toEqual(alone.lines.map((line) => line.text));
    }
    compiled.set(`${name} twice`, { since: each.since, text: outcome.source });
  });
});

afterAll(() => {
  const program = `
import json, sys
for name, case in json.load(sys.stdin).items():
    if tuple(map(int, case["since"].split("."))) > sys.version_info[:2]:
        continue
    try:
        compile(case["text"].encode("utf-8"), name, "exec", dont_inherit=True)
    except SyntaxError as error:
        print(name, error)
`;
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(Object.fromEntries(compiled)),
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});
