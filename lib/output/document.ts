/** What a run came to, as the one JSON document that scripts read; generators/schemas/output.schema.json says the same. */
import type { Inspection } from '../inspect/inspection.js';
import type { NextStep } from '../plan/next-steps.js';
import type { Plan } from '../plan/plan.js';
import type { ProofVerdict } from '../proof/verdict.js';
import type { Refusal } from '../refusal.js';
import type { Undoing } from '../undo/plan-undo.js';
import { backendJson, findingJson } from './inspection-json.js';
import { type Places, shownIn } from './places.js';
import { planJson, undoingJson } from './plan-json.js';
import { proofJson } from './proof-json.js';
import { refusalJson } from './refusal-json.js';

/** What happened: `planned` is a dry run, `refused` has refusals, `failed` is a crash. `found` has findings. */
export type RunResult = 'written' | 'unchanged' | 'planned' | 'refused' | 'failed' | 'inspected' | 'found';

export type RunTold = {
  readonly command: string;
  readonly status: number;
  readonly places: Places;
  readonly plan: Plan | undefined;
  /** What `undo` does. */
  readonly undoing?: Undoing | undefined;
  readonly proof: ProofVerdict | undefined;
  readonly refusals: readonly Refusal[];
  readonly isWritten: boolean;
  readonly isDryRun: boolean;
  readonly nextSteps: readonly NextStep[];
  /** What `inspect` has seen. */
  readonly inspection?: Inspection | undefined;
  /** What went wrong by a fault of this program. */
  readonly crash: string | undefined;
};

export type RunDocument = Readonly<Record<string, unknown>> & { readonly status: number; readonly result: RunResult };

export function runDocument(told: RunTold): RunDocument {
  const { command, status, places, plan, undoing, proof, refusals, nextSteps, inspection, crash } = told;
  return {
    version: 1,
    command,
    status,
    result: resultOf(told),
    folder: places.folder,
    plan: undoing !== undefined ? undoingJson(undoing, places) : plan === undefined ? null : planJson(plan, places),
    proof: proof === undefined ? null : proofJson(proof, places),
    refusals: refusals.map((each) => refusalJson(each, places)),
    nextSteps: nextSteps.map((step) => stepJson(step, places)),
    ...(inspection === undefined
      ? {}
      : {
          backend: backendJson(inspection, places),
          findings: inspection.findings.map((each) => findingJson(each, places)),
        }),
    error: crash ?? null,
  };
}

function resultOf({ status, refusals, isWritten, isDryRun, plan, undoing, inspection }: RunTold): RunResult {
  if (inspection !== undefined && refusals.length === 0) return status === 0 ? 'inspected' : 'found';
  if (status !== 0) return refusals.length > 0 ? 'refused' : 'failed';
  if (isWritten) return 'written';
  const changes = undoing?.files ?? plan?.changes ?? [];
  return isDryRun && changes.length > 0 ? 'planned' : 'unchanged';
}

function stepJson(step: NextStep, places: Places): object {
  if ('url' in step) return { what: step.what, url: step.url };
  return { what: step.what, folder: shownIn(places, step.folder), command: step.command };
}
