// The lines that a refusal prints: they work in the host's text, or there are none.
import { describe, expect, test } from '@jest/globals';
import { registerModels } from '../../../lib/registration/models.js';
import { registerRouter } from '../../../lib/registration/routers.js';
import { inOneFile } from '../one-file.js';

const ASKED = { importRoot: 'app', blueprint: 'users', package: 'invoices', singular: 'invoice' };

const router = (source: string): ReturnType<typeof registerRouter> =>
  inOneFile(registerRouter, source, { ...ASKED, module: 'app.api' });
const models = (source: string): ReturnType<typeof registerModels> =>
  inOneFile(registerModels, source, { ...ASKED, module: 'app.main' });

describe('the lines of a refusal', () => {
  test('go into the function that makes the object, behind a loop', async () => {
    const source = `from app.core import FastAPI
from app.users import api as users_api


def create_app():
    app = FastAPI()
    for place in users_api.PLACES:
        app.include_router(users_api.router, *place)
    return app
`;
    expect(await router(source)).toMatchObject({
      kind: 'refused',
      paste: `from app.invoices import api as invoices_api
app.include_router(invoices_api.router, tags=["invoices"])`,
      source: `from app.core import FastAPI
from app.users import api as users_api
from app.invoices import api as invoices_api


def create_app():
    app = FastAPI()
    for place in users_api.PLACES:
        app.include_router(users_api.router, *place)
    app.include_router(invoices_api.router, tags=["invoices"])
    return app
`,
    });
  });

  test('are left out where the file has no object that they could be called on', async () => {
    const outcome = await router(`from app.core import register
from app.users import api as users_api

register(users_api.router, description="People who sign in")
`);
    expect(outcome).toMatchObject({ kind: 'refused', paste: '' });
    expect(outcome).toMatchObject({
      reason: expect.stringMatching(
        / No lines to add by hand are shown: none that would register the package here is known\.$/,
      ),
    });
  });

  test('name no engine that is out of reach', async () => {
    expect(
      await models(`from app.core import db
from app.users import models

tables = models
tables.Base.metadata.create_all(bind=db.engine)
`),
    ).toMatchObject({ kind: 'refused', paste: 'from app.invoices import models as invoices_models' });
  });

  test('are left out where the file is no valid Python, which comes first', async () => {
    expect(await models('from app.users import models\n\ndef later(:\n')).toMatchObject({
      kind: 'refused',
      id: 'invalid-python',
      paste: '',
    });
  });
});
