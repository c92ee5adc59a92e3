/** What handlers check of their caller in their own code, and what the tests' callers have that passes. */
import { pythonString } from '../naming/literals.js';
import { fromPhrase } from '../naming/phrase.js';
import type { ModelSpec } from '../request/model.js';
import type { OperationName } from '../style/layers.js';
import { OPERATIONS } from '../style/operations.js';
import { mergedValues } from '../style/passing-values.js';
import type { Context } from './context.js';
import { modulePath } from './modules.js';
import { type Code, copied, join, type Part, py } from './print/code.js';
import { abc, mock, modules, pythonTypes } from './print/symbols.js';

/** The first lines of a handler, as the blueprint's begins. */
export function checkLines({ conventions }: Context, spec: ModelSpec, operation: OperationName): readonly Code[] {
  const checks = conventions.security.checks[operation] ?? [];
  return checks.map((check) => {
    if (check.kind === 'call') return copied(check.code);
    const texts = check.raised.texts.map((text) => fromPhrase(text, spec.snake, spec.collection));
    return py`
      if ${copied(check.condition)}:
          raise ${copied({ ...check.raised, texts })}
    `;
  });
}

/** Somebody who passes what handlers check of parameters with these names: `SimpleNamespace(role="admin")`. */
export function passingCaller({ conventions }: Context, names: readonly string[]): Part {
  const all = OPERATIONS.flatMap((operation) => conventions.security.checks[operation] ?? [])
    .flatMap((check) => (check.kind === 'raise' ? check.passes : []))
    .filter(({ caller }) => names.includes(caller));
  if (all.length === 0) return 'None';
  const members = mergedValues(all) ?? [];
  return members.some(({ kind }) => kind === 'item')
    ? py`{${join(
        ', ',
        members.map(({ name, value }) => py`${pythonString(name)}: ${copied(value)}`),
      )}}`
    : py`${pythonTypes.SimpleNamespace}(${join(
        ', ',
        members.map(({ name, value }) => py`${name}=${copied(value)}`),
      )})`;
}

/** The fixture by which the tests pass what handlers call to check their caller. */
export function passedChecks(context: Context): Part {
  const all = OPERATIONS.flatMap((operation) => context.conventions.security.checks[operation] ?? []);
  const called = [...new Set(all.flatMap((check) => (check.kind === 'call' ? check.callee : [])))];
  if (called.length === 0) return undefined;
  const patches = called.map((name) => py`${mock.patch}(${pythonString(`${modulePath(context, 'api')}.${name}`)})`);
  return py`


    @${modules.pytest}.fixture(autouse=True)
    def passed_checks() -> ${abc.Iterator}[None]:
        """Let callers pass what the handlers check themselves."""
        with ${join(', ', patches)}:
            yield
  `;
}
