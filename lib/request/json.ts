/** JSON values of fields: read, checked, and as Python expressions. */
import { pythonString, pythonText } from '../naming/literals.js';
import { bad, ok, type Reading, readText } from './types/reading.js';

const DEEPEST = 20;

/** Any JSON value but null, as JavaScript prints it. */
export function readJson(text: string): Reading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return bad('is no JSON, like {} or {"a"::1} (a colon inside a value is written ::).');
  }
  if (value === null) return bad('is null: a field that is null where nothing is sent is optional.');
  const problem = jsonProblem(value);
  return problem === undefined ? ok(JSON.stringify(value)) : bad(problem);
}

/** Level by level, so that no depth is too deep to be looked at. */
function jsonProblem(value: unknown): string | undefined {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    for (const each of level) {
      if (typeof each === 'number' && !Number.isFinite(each)) return 'holds a number that is too large.';
      if (typeof each === 'number' && Math.abs(each) > Number.MAX_SAFE_INTEGER)
        return 'holds a number of more than 15 digits.';
      const reading = typeof each === 'string' ? readText(each) : undefined;
      if (reading?.kind === 'bad') return reading.why;
    }
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null
        ? [...(Array.isArray(each) ? [] : Object.keys(each)), ...Object.values(each)]
        : [],
    );
    if (level.length === 0) return undefined;
  }
  return `is nested more than ${DEEPEST} deep.`;
}

/** A JSON text as a Python expression of the same value. */
export function pythonJson(text: string): string {
  return expression(JSON.parse(text));
}

function expression(value: unknown): string {
  if (typeof value === 'string') return pythonText(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(expression).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  if (value === null) return 'None';
  return `{${Object.entries(value)
    .map(([key, each]) => `${pythonString(key)}: ${expression(each)}`)
    .join(', ')}}`;
}
