import { chmodSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeFiles } from '../../generators/commit/commit.js';
import { DISK } from '../../generators/commit/disk.js';
import { keptJournals, openedJournal } from '../../generators/commit/journal.js';
import { recover } from '../../generators/commit/recover.js';
import { everything, killedAt, type Scene, scene, watched } from './scene.js';

const ASKED = [{ package: 'invoices', isNew: true, models: ['Invoice'], files: [], root: '/project' }];

const write = ({ state, files }: Scene, disk = DISK, number = 1) =>
  writeFiles(disk, state, number, { asked: ASKED, files });

/** The files as the run means them to be. */
function wanted({ project, files }: Scene, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const after = files.map(({ path, after: text }) => [path.slice(project.length + 1), text ?? '']);
  const folders = { 'app/invoices': 'folder', 'app/invoices/tests': 'folder' };
  const all: Record<string, string> = { ...before, ...Object.fromEntries(after), ...folders };
  return Object.fromEntries(Object.entries(all).sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** How many operations a run has that nothing goes wrong in. */
function operations(): number {
  let count = 0;
  const place = scene();
  write(
    place,
    watched(() => (count += 1)),
  );
  return count;
}

test('all files are written, nothing else is left, and the run is kept for who wants it undone', () => {
  const place = scene();
  const before = everything(place.project);
  chmodSync(join(place.project, 'app/main.py'), 0o640);
  expect(write(place)).toEqual({ kind: 'written' });
  expect(everything(place.project)).toEqual(wanted(place, before));
  expect(statSync(join(place.project, 'app/main.py')).mode & 0o777).toBe(0o640);
  expect(keptJournals(DISK, place.state)).toMatchObject([
    { number: 1, asked: ASKED, files: JSON.parse(JSON.stringify(place.files)) },
  ]);
});

test('a package is there at once, and every file that others need is there before them', () => {
  const place = scene();
  const seen: string[] = [];
  write(
    place,
    watched(({ operation, path }) => {
      if (operation === 'rename' || operation === 'link') seen.push(path);
    }),
  );
  const order = seen.flatMap(
    (path) => /\.(invoices\.py|invoices|api\.py|main\.py)\.backend.*\.new$/.exec(path)?.[1] ?? [],
  );
  expect(order).toEqual(['invoices', 'invoices.py', 'api.py', 'main.py']);
});

test.each(['ENOSPC', 'EACCES', 'EROFS', 'ENOTDIR'])(
  '%s at any operation: all is written, or all is as it was',
  (code) => {
    const count = operations();
    expect(count).toBeGreaterThan(30);
    for (let at = 1; at <= count; at += 1) {
      const place = scene();
      const before = everything(place.project);
      const fault = watched(({ number }, half) => {
        if (number !== at) return;
        half();
        throw Object.assign(new Error(`${code}: no luck`), { code });
      });
      const outcome = write(place, fault);
      if (outcome.kind === 'written') recover(DISK, place.state);
      else expect(outcome).toMatchObject({ kind: 'failed', back: { stuck: [], kept: [] } });
      expect(everything(place.project)).toEqual(outcome.kind === 'written' ? wanted(place, before) : before);
      expect(openedJournal(DISK, place.state)).toBeUndefined();
    }
  },
);

test.each([false, true])(
  'a run that is killed at any operation is brought to its end by the next one (in the middle of it: %s)',
  (isHalf) => {
    const count = operations();
    for (let at = 1; at <= count; at += 1) {
      const place = scene();
      const before = everything(place.project);
      write(place, killedAt(at, isHalf));
      const visible = Object.entries(everything(place.project)).filter(
        ([name]) => !/(?:^|\/)\.[^/]*backend-package/.test(name),
      );
      for (const [name, text] of visible) expect([before[name], wanted(place, before)[name]]).toContain(text);
      // Nothing of the host names what is not there.
      if (visible.some(([, text]) => text.includes('app.invoices')))
        expect(visible.map(([name]) => name)).toContain('app/invoices/tests/test_api.py');
      recover(DISK, place.state);
      const tree = everything(place.project);
      expect([before, wanted(place, before)]).toContainEqual(tree);
      expect(write(place, DISK, 2).kind).toBe(JSON.stringify(tree) === JSON.stringify(before) ? 'written' : 'changed');
      expect(everything(place.project)).toEqual(wanted(place, before));
      expect(openedJournal(DISK, place.state)).toBeUndefined();
    }
  },
);

test('a run that is killed while it takes back is taken back by the next one', () => {
  const count = operations();
  for (let at = 1; at <= count; at += 1) {
    const place = scene();
    const before = everything(place.project);
    write(place, killedAt(count - 12, false));
    try {
      recover(killedAt(at, true), place.state);
    } catch {
      // It was killed.
    }
    recover(DISK, place.state);
    expect([before, wanted(place, before)]).toContainEqual(everything(place.project));
    expect(openedJournal(DISK, place.state)).toBeUndefined();
  }
});

test.each(['in place', 'by renaming'])('what an editor saves %s at any moment is not lost', (way) => {
  const count = operations();
  const text = '# mine\n';
  for (let at = 1; at <= count; at += 1) {
    const place = scene();
    const main = join(place.project, 'app/main.py');
    const before = everything(place.project);
    let isLast = false;
    const outcome = write(
      place,
      watched(({ number, operation, path }) => {
        if (number !== at) return;
        // Between the last look and the rename an editor has no time, but for this test.
        isLast = operation === 'rename' && /\.main\.py\..*\.new$/.test(path) && way !== 'in place';
        if (isLast) return;
        const saved = `${readFileSync(main, 'utf8')}${text}`;
        if (way === 'in place') writeFileSync(main, saved);
        else {
          writeFileSync(`${main}~`, saved);
          renameSync(`${main}~`, main);
        }
      }),
    );
    if (isLast) continue;
    expect(readFileSync(main, 'utf8')).toContain(text);
    const tree = everything(place.project);
    if (outcome.kind === 'changed')
      expect(tree).toEqual({ ...before, 'app/main.py': `${before['app/main.py']}${text}` });
    else {
      expect(outcome.kind).toBe('written');
      expect(tree).toMatchObject({
        ...wanted(place, before),
        'app/main.py': expect.stringContaining('use(app.invoices)'),
      });
    }
  }
});

test('what people wrote after a run was killed stays, and the rest is taken back', () => {
  const place = scene();
  const renames: number[] = [];
  write(
    scene(),
    watched(({ operation, path, number }) => {
      if (operation === 'rename' && /main\.py.*new$/.test(path)) renames.push(number);
    }),
  );
  write(place, killedAt((renames[0] ?? 0) + 1, false));
  const main = join(place.project, 'app/main.py');
  writeFileSync(main, `# mine\n${readFileSync(main, 'utf8')}`);
  writeFileSync(join(place.project, 'app/users/invoices.py'), 'mine\n');
  const recovered = recover(DISK, place.state);
  expect(recovered).toMatchObject({
    kind: 'taken-back',
    back: { kept: [join(place.project, 'app/users/invoices.py')] },
  });
  expect(everything(place.project)).toEqual({
    app: 'folder',
    'app/api.py': 'routers = []\n',
    'app/main.py': '# mine\nimport app.users\n\nuse(app.users)\n',
    'app/users': 'folder',
    'app/users/invoices.py': 'mine\n',
    'app/users/models.py': 'class User: ...\n',
  });
});

test('a file that somebody makes meanwhile is not replaced', () => {
  const place = scene();
  const own = join(place.project, 'app/users/invoices.py');
  writeFileSync(own, 'mine\n');
  const before = everything(place.project);
  expect(write(place)).toMatchObject({ kind: 'changed', path: own, why: 'it was made meanwhile' });
  expect(everything(place.project)).toEqual(before);
});

test('a file that cannot get its owner back is edited where it is', () => {
  const place = scene();
  const main = join(place.project, 'app/main.py');
  const { ino } = statSync(main);
  const foreign = watched(({ operation, path }) => {
    // As for a user who may write the file and nothing beside it.
    if (operation === 'create' && /\.main\.py\./.test(path))
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
  });
  expect(write(place, foreign)).toEqual({ kind: 'written' });
  expect(statSync(main).ino).toBe(ino);
  expect(readFileSync(main, 'utf8')).toContain('use(app.invoices)');
});

test('an edit that was cut off in the middle of a file is taken back', () => {
  const place = scene();
  const before = everything(place.project);
  const foreign = watched(({ operation, path }) => {
    if (operation === 'create' && /\.main\.py\./.test(path))
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    if (operation !== 'overwrite') return;
    writeFileSync(path, (place.files[5]?.after ?? '').slice(0, 50));
    throw Object.assign(new Error('EIO'), { code: 'EIO' });
  });
  expect(write(place, { ...foreign, overwrite: once(foreign.overwrite) })).toMatchObject({ kind: 'failed' });
  expect(everything(place.project)).toEqual(before);
});

/** Fails the first time. */
function once(first: typeof DISK.overwrite): typeof DISK.overwrite {
  let isFirst = true;
  return (path, content) => {
    const work = isFirst ? first : DISK.overwrite;
    isFirst = false;
    work(path, content);
  };
}

test('what a run left whose journal is gone is swept after a while', () => {
  const place = scene();
  let at = 0;
  const first = watched(({ operation, path, number }) => {
    if (operation === 'rename' && /\.invoices\..*new$/.test(path)) at ||= number;
  });
  write(scene(), first);
  write(place, killedAt(at, false));
  for (const name of ['journal.json', 'journal.planned.json']) rmSync(join(place.state, name), { force: true });
  const left = (): readonly string[] =>
    Object.keys(everything(place.project)).filter((name) => /\.backend-package-\w+\.new$/.test(name));
  expect(left()).toHaveLength(4);
  const { now } = Date;
  Date.now = () => now() + 3_600_000;
  try {
    expect(write(place)).toEqual({ kind: 'written' });
  } finally {
    Date.now = now;
  }
  expect(left()).toEqual([]);
});
