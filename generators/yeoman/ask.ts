/** Questions to a person, who may leave with Ctrl-C at each of them. */
import type { Instance } from './instance.js';
import { INTERRUPTED } from './interrupt.js';
import { errorOf } from './stop.js';

type Questions = Parameters<Instance['prompt']>[0];

/** Asks, and makes of an interruption an error that ends the run with status 5 and one line. */
export async function ask<Answers extends object>(generator: Instance, questions: Questions): Promise<Answers> {
  try {
    return (await generator.prompt(questions as never)) as unknown as Answers;
  } catch (error) {
    // The adapter has ended the run with this very error before it comes here, so another one would be too late.
    if (isInterruption(error)) {
      const { code, message } = errorOf(INTERRUPTED);
      Object.assign(error, { code, message });
    }
    throw error;
  }
}

/** Ctrl-C, Ctrl-D or a terminal that was closed, as the library that asks tells them. */
export function isInterruption(error: unknown): error is object {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
  return name === 'ExitPromptError' || name === 'AbortPromptError';
}
