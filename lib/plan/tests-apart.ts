/** Tests of a further model in a package whose tests people wrote: in files of their own, with fixtures of their own. */
import { dirname, join } from 'node:path';
import { isOneTestFile } from '../package/pieces.js';
import type { HostFiles } from '../project/files.js';
import { isRefusal } from '../refusal.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import { packageText } from './package-file.js';
import type { PackagePlace, PlacedFile } from './package-place.js';
import { styleFor } from './style-for-new-package.js';

export type TestsApart = {
  readonly files: readonly PlacedFile[];
  readonly texts: ReadonlyMap<string, string | undefined>;
};

/** What the tests of this generator ask for by name. */
const FIXTURES = [/^def app\(/m, /^def client\(\s*app: [\w.]+,\s*(?:db|engine)\b/m, /^(?:async )?def db\(/m];

/** Nothing where the package's tests have the fixtures of this generator. */
export function testsApart(
  files: HostFiles,
  top: string,
  host: Host,
  learned: Style,
  place: PackagePlace,
  texts: ReadonlyMap<string, string | undefined>,
  { name, collection }: ModelSpec,
): TestsApart | undefined {
  const tests = place.files.filter(({ file }) => file.startsWith('tests/'));
  const known = tests.map(({ file }) => texts.get(file) ?? '').join('\n');
  if (tests.length === 0 || FIXTURES.every((each) => each.test(known))) return undefined;
  const slug = collection.replaceAll('_', '-');
  const own = styleFor(learned, host, { name: collection, slug, model: name });
  const apart = tests.map((each): PlacedFile => {
    const below = each.file.slice('tests/'.length);
    const path = isOneTestFile(learned)
      ? `${join(host.project, own.tests.file ?? '')}.py`
      : join(dirname(each.path), collection, below);
    return { ...each, path, isShared: false };
  });
  const found = apart.map(({ file, path }) => {
    const text = packageText(files, path, top);
    return [file, isRefusal(text) ? undefined : text] as const;
  });
  return { files: apart, texts: new Map(found) };
}

/** The package with the tests of a model that are apart, where they are there. */
export function withTestsApart(
  place: PackagePlace,
  texts: ReadonlyMap<string, string | undefined>,
  apart: TestsApart | undefined,
): { readonly place: PackagePlace; readonly texts: ReadonlyMap<string, string | undefined> } {
  if (apart === undefined || [...apart.texts.values()].every((text) => text === undefined)) return { place, texts };
  const code = place.files.filter(({ file }) => !file.startsWith('tests/'));
  return { place: { ...place, files: [...code, ...apart.files] }, texts: new Map([...texts, ...apart.texts]) };
}
