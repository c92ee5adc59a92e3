/** Tables whose name and columns a class brings that is no host's own, or that is given types. */
import { expect, test } from '@jest/globals';
import { columnsIn, mappedTables } from '../../../lib/framework/mapped-models.js';
import { projectIn } from '../memory.js';

/** The tables of a file of models, each with its columns. */
function tables(models: string): Readonly<Record<string, string>> {
  const base = 'from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase):\n    pass\n';
  const project = projectIn({ '/b/app/db.py': base, '/b/app/models.py': `from app.db import Base\n${models}` });
  return Object.fromEntries(
    mappedTables(project).map(({ table, databaseName }) => [
      `${table.name} ${databaseName}`,
      columnsIn(table, project)
        .map(({ name, column }) => (column.isRequired ? `${name}!` : name))
        .join(' '),
    ]),
  );
}

const OWN = 'hashed_password! is_active is_superuser is_verified';

test.each(['fastapi_users.db', 'fastapi_users_db_sqlalchemy'])('FastAPI Users brings its tables, from %s', (module) => {
  const found = tables(`from ${module} import SQLAlchemyBaseOAuthAccountTableUUID, SQLAlchemyBaseUserTableUUID


class OAuthAccount(SQLAlchemyBaseOAuthAccountTableUUID, Base):
    pass


class User(SQLAlchemyBaseUserTableUUID, Base):
    pass
`);
  expect(found).toEqual({
    'OAuthAccount oauth_account':
      'id user_id! oauth_name! access_token! expires_at refresh_token account_id! account_email!',
    'User user': `id email! ${OWN}`,
  });
});

test('a class of its own key and name has them before those of FastAPI Users', () => {
  const found = tables(`from fastapi_users.db import SQLAlchemyBaseUserTable
from sqlalchemy.orm import Mapped, mapped_column


class User(SQLAlchemyBaseUserTable[int], Base):
    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    nick: Mapped[str]
`);
  expect(found).toEqual({ 'User people': `id nick! email! ${OWN}` });
});

test('a base that is given types brings its columns', () => {
  const found = tables(`from typing import Generic, TypeVar
from sqlalchemy.orm import Mapped, mapped_column

T = TypeVar("T")


class OwnedMixin(Generic[T]):
    owner: Mapped[str]


class Box(OwnedMixin[int], Base):
    __tablename__ = "boxes"

    id: Mapped[int] = mapped_column(primary_key=True)
`);
  expect(found).toEqual({ 'Box boxes': 'id owner!' });
});
