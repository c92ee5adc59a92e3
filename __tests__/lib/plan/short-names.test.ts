/** Names by which a host calls a blueprint for short, which a new package does not take over. */
import { expect, test } from '@jest/globals';
import { styleFor } from '../../../lib/plan/style-for-new-package.js';
import { isRefusal } from '../../../lib/refusal.js';
import { learnStyle } from '../../../lib/style/style.js';
import { locateHost } from '../located.js';
import { DATABASE, host, TOP } from '../sample.js';

test.each([
  ['org_service', 'invoice_service'],
  ['orgs', 'invoices'],
  ['organization_service', 'invoice_service'],
  ['service', 'service'],
])('a module of a layer that is imported as %s is imported as %s', async (local, own) => {
  const files = host({
    '.git/HEAD': '',
    'pyproject.toml': '',
    'app/main.py':
      'from fastapi import FastAPI\nfrom app.api import organizations\n\napp = FastAPI()\napp.include_router(organizations.router)\n',
    'app/database.py': DATABASE,
    'app/api/organizations.py': `from fastapi import APIRouter, Depends
from app.database import get_db
from app.services import organization as ${local}

router = APIRouter(prefix="/organizations")


@router.get("")
def list_organizations(db=Depends(get_db)):
    return ${local}.get_all(db)
`,
    'app/services/organization.py':
      'from app.models.organization import Organization\n\n\ndef get_all(db):\n    return db.query(Organization).all()\n',
    'app/models/organization.py':
      'from sqlalchemy.orm import Mapped, mapped_column\nfrom app.database import Base\n\n\nclass Organization(Base):\n    __tablename__ = "organizations"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n',
    'app/schemas/organization.py':
      'from pydantic import BaseModel\n\n\nclass OrganizationRead(BaseModel):\n    id: int\n',
  });
  const backend = await locateHost(files, TOP);
  const style = learnStyle(files, backend);
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  const names = { name: 'invoices', slug: 'invoices', model: 'Invoice' };
  expect(styleFor(style, backend, names).layerImports).toContainEqual(
    expect.objectContaining({ from: 'api', of: 'services', local: own }),
  );
});
