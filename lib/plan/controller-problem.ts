/** A second class of handlers on one router, which the libraries for such classes do not take under a new FastAPI. */
import type { HostFiles } from '../project/files.js';
import { topOf } from '../project/project-root.js';
import { admittedOf, isBefore, requiringFolders, type Version } from '../project/versions.js';
import type { Refusal } from '../refusal.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import type { Draft } from './request.js';

/** From here on a router keeps what it includes apart from its routes, and `@cbv` looks for routes alone. */
const APART: Version = [0, 137];

export function controllerProblem(
  files: HostFiles,
  host: Host,
  { controllers }: Style,
  { isNew, models }: Draft,
  there: ReadonlySet<string> | undefined,
): Refusal | undefined {
  const further = models.slice(isNew ? 1 : 0).find(({ spec }) => there?.has(spec.name) !== true)?.spec.name;
  if (controllers === undefined || further === undefined) return undefined;
  const requiring = requiringFolders(host.project, host.root, topOf(files, host.root));
  if (isBefore(admittedOf(files, requiring, 'fastapi') ?? { below: undefined }, APART)) return undefined;
  return {
    id: 'controllers-second',
    status: 3,
    reason: `The handlers of ${further} would be a second class on one router, which @${controllers.decorator.written} refuses from FastAPI ${APART.join('.')} on: "The provided routes should be of type APIRoute".`,
    hint: `Give ${further} a package of its own, or ask for FastAPI before ${APART.join('.')} in what the backend needs.`,
  };
}
