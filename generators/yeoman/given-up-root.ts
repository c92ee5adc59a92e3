/** `yo` that was started as root goes on as another user, who cannot write what root owns: says what to type instead. */
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { shellLine } from '../../lib/plan/command-line.js';
import type { Refusal } from '../../lib/refusal.js';
import { isRunByYo } from './door.js';
import type { Instance } from './instance.js';

/** Nothing where the user may write, or only wants to see what would be written. */
export function rootGivenUp({ env, options }: Instance): Refusal | undefined {
  const { dryRun } = options as { readonly dryRun?: unknown };
  if (!isRunByYo() || dryRun === true || process.getuid?.() === 0) return undefined;
  if (!isRoots(homedir()) || mayWrite(env.cwd)) return undefined;
  return {
    id: 'root-given-up',
    status: 5,
    reason: 'yo was started as root and gave up its rights: as an ordinary user it cannot write here.',
    hint: `As root, type: ${ownCommand(process.argv.slice(2))}`,
  };
}

/** The words of `yo` as those of the door that keeps the rights of root. */
export function ownCommand([generator = '', ...words]: readonly string[]): string {
  const [, sub = 'app'] = generator.split(':');
  return shellLine('npx generator-backend-package', [...(sub === 'app' ? [] : [sub]), ...words]);
}

/** The environment is still root's, whoever runs now; root's own folder is often closed to others. */
function isRoots(home: string): boolean {
  try {
    return statSync(home).uid === 0;
  } catch {
    return true;
  }
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
