/** The sample backends of other folders as files in memory, below /p, and a new package that is planned in them. */
import { join } from 'node:path';
import type { Draft } from '../../lib/plan/request.js';
import type { PackageSpec } from '../../lib/request/package.js';
import { tree } from '../generators/tree.js';

export type Texts = Readonly<Record<string, string>>;

/** `folder` is below `__tests__`: `hosts/standard`. */
export function sampleHost(folder: string): Texts {
  const files = Object.entries(tree(join(import.meta.dirname, '..', folder)));
  return Object.fromEntries(files.map(([name, text]) => [`/p/${name}`, text]));
}

/** A package that is new and registered, in /p/backend unless `more` says otherwise. */
export function draftOf({ name, slug, model }: PackageSpec, more: Partial<Draft> = {}): Draft {
  const asked = { registers: true, isRegisteredOnly: false, isNew: true };
  return { name, slug, start: '/p/backend', flags: {}, models: [{ spec: model, path: '' }], ...asked, ...more };
}

/** A module of a backend with a handler that is told who calls; `models` is the module of the users' model. */
export const whoCalls = (models: string): string => `from fastapi import APIRouter, Depends, Header
from ${models} import User

router = APIRouter()


def get_current_user(x_user: str = Header("")) -> User:
    ...


@router.get("/who")
def who(current_user: User = Depends(get_current_user)):
    ...
`;
