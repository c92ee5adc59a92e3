import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHelpers } from 'yeoman-test';

import AppGenerator from '../../generators/app/index.js';
import type { Command } from './packages.js';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A copy of the sample's backend that nobody else uses; its folder is left behind to be looked at. */
export function copyBackend(): string {
  const cache = join(ROOT, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'backend-'));
  cpSync(join(ROOT, '__tests__', 'hosts', 'standard', 'backend'), folder, { recursive: true });
  return folder;
}

/** `yo backend-package NAME FIELD … --yes`, in this process. */
export async function generate(backend: string, { name, fields, options }: Command): Promise<void> {
  const before = process.cwd();
  try {
    await createHelpers({})
      .create<AppGenerator>(
        AppGenerator,
        {
          resolved: join(ROOT, 'generators', 'app', 'index.ts'),
          namespace: 'backend-package:app',
          cwd: backend,
          forwardCwd: true,
          tmpdir: false,
        },
        {},
      )
      .withArguments([name, ...fields])
      .withOptions({ yes: true, ...options })
      .run();
  } finally {
    process.chdir(before);
  }
}
