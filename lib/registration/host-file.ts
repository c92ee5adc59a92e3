/** A host file as one registration looks at it, and why it may be left as it is. */
import { CREATION_WORD } from '../framework/creations.js';
import { INCLUDE_WORD } from '../framework/inclusions.js';
import type { Project } from '../project/project.js';
import { statementOf } from '../python/find.js';
import { limitIn } from '../python/fit.js';
import { syntaxProblemIn } from '../python/format.js';
import type { PythonNode } from '../python/syntax.js';
import { type SearchedFile, searchedFile } from '../wiring/searched-file.js';
import type { EditOutcome, RefusalId } from './outcome.js';
import type { RegistrationRequest } from './request.js';

/** What was asked for; `blueprint` is empty when there is none. */
export type FollowedRequest = RegistrationRequest & { readonly blueprint: string };

/** A host file as one registration looks at it. */
export type HostFile = SearchedFile & { readonly request: FollowedRequest };

/** Why nothing is edited, before the text to paste is known. */
export type Obstacle = { readonly id: RefusalId; readonly reason: string; readonly line?: number };

/** Nothing is edited; `paste` is what to add by hand when that is better than the standard's lines. */
export type NotEdited = { readonly obstacle: Obstacle; readonly paste?: string };

export async function readHostFile(
  project: Project,
  path: string,
  request: RegistrationRequest,
): Promise<HostFile | Obstacle> {
  const file = searchedFile(project, path, { ...request, blueprint: request.blueprint ?? '' });
  const problem = await syntaxProblemIn(file.tree);
  if (problem !== undefined) {
    return { id: 'invalid-python', reason: `The file is not valid Python: ${problem.message}.`, line: problem.line };
  }
  return file;
}

export function isObstacle(value: object): value is Obstacle {
  return 'reason' in value;
}

/** A refusal of a file that is no valid Python: no line in it can be judged. */
export function unreadable(obstacle: Obstacle): EditOutcome {
  return { kind: 'refused', ...obstacle, paste: '' };
}

/** The line of a statement that must be read or changed and that the grammar does not understand. */
export function notUnderstood(file: HostFile, nodes: readonly PythonNode[]): number | undefined {
  const bare = file.tree.damaged.filter(({ parent }) => parent === undefined || parent.type === 'module');
  for (const damage of file.tree.damaged) {
    const statement = statementOf(damage);
    if (nodes.some((node) => node.start < statement.end && statement.start < node.end)) return damage.line;
  }
  return bare.find(({ text }) => /\bimport\b/.test(text) || text.includes(INCLUDE_WORD) || text.includes(CREATION_WORD))
    ?.line;
}

const LINE_LENGTH = 88;

/** The longest line that an insertion may make; `undefined` where the host has longer ones of its own. */
export function limitOf({ source, request }: HostFile): number | undefined {
  return limitIn(source, request.lineLength ?? LINE_LENGTH);
}
