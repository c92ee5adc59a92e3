/** How the person at the shell asks for the same again. */
import { commandLine, specLine } from '../../lib/plan/command-line.js';
import type { Draft } from '../../lib/plan/request.js';
import { isRunByYo } from './door.js';
import { DEFAULT_PROOF, type ProofSettings, proofSettings } from './flags.js';
import type { Run } from './run.js';

export function commandOf(run: Run): string {
  const isYo = isRunByYo();
  const { spec } = run.lead.options as { readonly spec?: unknown };
  const door = isYo ? 'yo backend-package' : 'npx generator-backend-package';
  const how = proofWords(proofSettings(run.lead));
  const drafts = [...run.drafts.values()];
  if (typeof spec === 'string') return specLine(door, spec, drafts[0], how);
  return drafts.map((draft) => commandLine(doorTo(isYo, draft), draft, how)).join(' && ');
}

function doorTo(isYo: boolean, { isNew, added }: Draft): string {
  const word = isNew ? '' : added === undefined ? 'model' : 'field';
  if (isYo) return word === '' ? 'yo backend-package' : `yo backend-package:${word}`;
  return `npx generator-backend-package ${word}`.trimEnd();
}

function proofWords({ level, isPublic, python, seconds }: ProofSettings): readonly string[] {
  return [
    ...(level === DEFAULT_PROOF.level ? [] : [`--proof=${level}`]),
    ...(isPublic ? ['--public'] : []),
    ...(python === undefined ? [] : ['--python', python]),
    ...(seconds === DEFAULT_PROOF.seconds ? [] : [`--proof-timeout=${seconds}`]),
  ];
}
