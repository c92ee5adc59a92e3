#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BackendPackageError } from '../lib/refusal.js';
import { APP_OPTIONS } from './app/options.js';

const APP = 'backend-package:app';
const MODEL = 'backend-package:model';

const generatorPath = (name: string): string =>
  fileURLToPath(new URL(`./${name}/index${import.meta.url.slice(-3)}`, import.meta.url));

/** As `yo` hands an option on: the generators read `dryRun`. */
const camelCase = (name: string): string => name.replace(/-[a-z]/g, (pair) => pair.charAt(1).toUpperCase());

/** The same generators as under `yo`, which gives up root's rights and then cannot read root's settings. */
async function main(argv: readonly string[]): Promise<void> {
  const options = Object.fromEntries(
    APP_OPTIONS.map(({ name, type, alias }) => [
      name,
      { type: type === Boolean ? ('boolean' as const) : ('string' as const), ...(alias && { short: alias }) },
    ]),
  );
  // Unknown options are passed on: the generator knows what to say of them.
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    allowNegative: true,
  });
  const isModel = positionals[0] === 'model';
  const args = isModel ? [MODEL, ...positionals.slice(1)] : [APP, ...positionals];
  const { createEnv } = await import('yeoman-environment');
  const env = createEnv();
  env.register(generatorPath('app'), { namespace: APP });
  env.register(generatorPath('model'), { namespace: MODEL });
  await env.run(args, Object.fromEntries(Object.entries(values).map(([name, value]) => [camelCase(name), value])));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isOurs = error instanceof BackendPackageError;
  const detail = error instanceof Error ? error.message : String(error);
  process.stderr.write(isOurs ? `${detail}\n` : `generator-backend-package stopped unexpectedly: ${detail}\n`);
  process.exitCode = isOurs ? error.code : 1;
}
