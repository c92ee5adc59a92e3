// The lines that a refusal prints were tried on the application, and are printed only where they hold.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { shownIn } from '../../lib/output/places.js';
import { refusalJson } from '../../lib/output/refusal-json.js';
import { BackendPackageError } from '../../lib/refusal.js';
import { pythonForTests } from '../../scripts/python.mjs';
import { copyOfStandard, run, tree } from './run.js';

const python = await pythonForTests();
const withPython = python === undefined ? describe.skip : describe;

const INVOICES = ['backend-package:app', 'invoices', 'number:str.32'];
const ENDPOINTS = 'backend/app/api/v1/endpoints.py';
const MAIN = 'backend/app/main.py';

/** A host that includes the blueprint's router in a way that is not copied; `guard` is a function that the router goes through. */
function host(guard: string): string {
  const folder = copyOfStandard();
  const text = `from fastapi import APIRouter, Depends, Header

from app.users import api as users_api


def require_token(token: str = Header()) -> None:
    pass


router = APIRouter()


def guarded(inner: APIRouter) -> APIRouter:
    outer = APIRouter(dependencies=[Depends(require_token)])
    getattr(outer, "include_" + "router")(inner)
    return outer


def wire(parent, make):
    parent.include_router(${guard}(make(users_api)), tags=["users"])


wire(router, lambda module: module.router)
`;
  writeFileSync(join(folder, ENDPOINTS), text);
  return folder;
}

const refusalOf = (error: unknown): BackendPackageError['refusals'][number] => {
  const [refusal] = error instanceof BackendPackageError ? error.refusals : [];
  if (refusal === undefined) throw new Error('nothing was refused');
  return refusal;
};

test('without a Python the lines say that nobody tried them', async () => {
  const { error } = await run(host(''), INVOICES, { options: { yes: true } });
  expect(error?.message).toContain('    from app.invoices import api as invoices_api\n');
  expect(error?.message).toMatch(/\n\nNot tried: no Python of the host was found; --python names one\.$/);
});

withPython('with a Python of the host', () => {
  test('lines with which the application starts are a patch that registers the package', async () => {
    const folder = host('');
    const { error } = await run(folder, INVOICES, { options: { yes: true, python } });
    expect(error?.message).toContain('Tried: the application starts with these lines.');
    const told = JSON.parse(JSON.stringify(refusalJson(refusalOf(error), { folder })));
    expect(told.tried).toBe('Tried: the application starts with these lines.');
    expect(told.at.path).toBe(shownIn({ folder }, join(folder, ENDPOINTS)));
    execFileSync('git', ['init', '-q'], { cwd: folder });
    for (const { diff } of told.byHand) execFileSync('git', ['apply', '-'], { cwd: folder, input: diff });
    // Also the lines of the file that could have been edited: nothing is.
    expect(tree(folder)[MAIN]).toContain('invoices_models.Base.metadata.create_all(bind=engine)\n');
    expect(tree(folder)[ENDPOINTS]).toContain('parent.include_router(invoices_api.router, tags=["invoices"])\n');
  });

  test('in one file they have its models and its router, where only one is not clear', async () => {
    const folder = copyOfStandard();
    for (const gone of [ENDPOINTS, 'backend/app/users']) rmSync(join(folder, gone), { recursive: true });
    const main =
      'from fastapi import APIRouter, FastAPI\n\nfrom app.core.db import Base, engine\n\nBase.metadata.create_all(engine)\nBase.metadata.create_all(bind=engine)\nhealth = APIRouter()\napp = FastAPI()\napp.include_router(health)\n';
    writeFileSync(join(folder, MAIN), main);
    const { error } = await run(folder, INVOICES, { options: { yes: true, python } });
    expect(error?.message).toContain(
      '[models-import-missing] backend/app/main.py: It is not clear where models are imported',
    );
    expect(error?.message).toContain('    from app.invoices import models as invoices_models\n');
    expect(error?.message).toContain('    app.include_router(invoices_api.router, tags=["invoices"])\n');
    expect(error?.message.match(/^ {2}backend\/app\/main\.py$/gm)).toHaveLength(1);
    expect(error?.message).toContain('Tried: the application starts with these lines.');
  });

  test('lines that would let in more callers are not printed', async () => {
    const folder = host('guarded');
    const before = tree(folder);
    const { error } = await run(folder, INVOICES, { options: { yes: true, python } });
    expect(refusalOf(error)).toMatchObject({ status: 3, paste: [] });
    expect(error?.message).toContain('were tried and are not shown, because they do not hold');
    expect(error?.message).toContain('require_token');
    expect(tree(folder)).toEqual(before);
  });

  test('the lines of --no-register are tried, too', async () => {
    const { printed } = await run(copyOfStandard(), INVOICES, { options: { yes: true, python, register: false } });
    expect(printed).toContain('    Tried: the application starts with these lines.\n');
  });
});
