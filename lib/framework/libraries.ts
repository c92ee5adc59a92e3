/** Libraries whose classes a host inherits from or calls: what of them a package has to know, as the Python that they are. */

/**
 * FastCRUD: a record is read as a dict, a list as a dict with its number, and a write ends with a commit. What versions do
 * differently is left out, or as in the one that promises the least: an update gives nothing.
 */
const FASTCRUD = `
from datetime import UTC, datetime
from typing import Any, Generic, Optional, TypeVar

from pydantic import BaseModel
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.ext.asyncio import AsyncSession

ModelType = TypeVar("ModelType", bound=Any)
CreateSchemaType = TypeVar("CreateSchemaType", bound=BaseModel)
UpdateSchemaType = TypeVar("UpdateSchemaType", bound=BaseModel)
UpdateSchemaInternalType = TypeVar("UpdateSchemaInternalType", bound=BaseModel)
DeleteSchemaType = TypeVar("DeleteSchemaType", bound=BaseModel)
SelectSchemaType = TypeVar("SelectSchemaType", bound=BaseModel)


class FastCRUD(Generic[ModelType]):
    def __init__(self, model: type[ModelType]) -> None:
        self.model = model

    async def create(self, db: AsyncSession, object: CreateSchemaType, commit: bool = True, schema_to_select=None):
        db_object = self.model(**object.model_dump())
        db.add(db_object)
        await db.commit()
        await db.refresh(db_object)
        return db_object

    async def get(self, db: AsyncSession, schema_to_select=None, return_as_model: bool = False, **kwargs: Any):
        result = await db.execute(select(self.model).filter_by(**kwargs))
        row = result.first()
        return None if row is None else dict(row._mapping)

    async def exists(self, db: AsyncSession, **kwargs: Any) -> bool:
        result = await db.execute(select(self.model).filter_by(**kwargs))
        return result.first() is not None

    async def count(self, db: AsyncSession, **kwargs: Any) -> int:
        return await db.scalar(select(func.count()).select_from(self.model).filter_by(**kwargs))

    async def get_multi(
        self,
        db: AsyncSession,
        offset: int = 0,
        limit: Optional[int] = 100,
        schema_to_select=None,
        sort_columns: Optional[str] = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        statement = select(self.model).filter_by(**kwargs).order_by(sort_columns)
        result = await db.execute(statement.offset(offset).limit(limit))
        return {"data": [dict(row) for row in result.mappings()], "total_count": await self.count(db, **kwargs)}

    async def update(self, db: AsyncSession, object: UpdateSchemaType, **kwargs: Any) -> None:
        if await self.count(db, **kwargs) == 0:
            raise NoResultFound("No record found to update.")
        values = object.model_dump(exclude_unset=True)
        if hasattr(self.model, "updated_at"):
            values["updated_at"] = datetime.now(UTC)
        await db.execute(update(self.model).filter_by(**kwargs).values(values))
        await db.commit()

    async def delete(self, db: AsyncSession, db_row: Optional[Any] = None, **kwargs: Any) -> None:
        if await self.count(db, **kwargs) == 0:
            raise NoResultFound("No record found to delete.")
        statement = delete(self.model).filter_by(**kwargs)
        if hasattr(self.model, "is_deleted") or hasattr(self.model, "deleted_at"):
            statement = update(self.model).filter_by(**kwargs).values(is_deleted=True, deleted_at=datetime.now(UTC))
        await db.execute(statement)
        await db.commit()

    async def db_delete(self, db: AsyncSession, **kwargs: Any) -> None:
        await db.execute(delete(self.model).filter_by(**kwargs))
        await db.commit()
`;

const FASTCRUD_PAGES = `
from typing import Any, Generic, Optional, TypeVar

from pydantic import BaseModel

SchemaType = TypeVar("SchemaType", bound=BaseModel)


class ListResponse(BaseModel, Generic[SchemaType]):
    data: list[SchemaType]


class PaginatedListResponse(ListResponse[SchemaType]):
    total_count: int
    has_more: bool
    page: Optional[int] = None
    items_per_page: Optional[int] = None


def compute_offset(page: int, items_per_page: int) -> int:
    return (page - 1) * items_per_page


def paginated_response(crud_data: dict, page: int, items_per_page: int) -> dict[str, Any]:
    return {
        "data": crud_data["data"],
        "total_count": crud_data["total_count"],
        "has_more": (page * items_per_page) < crud_data["total_count"],
        "page": page,
        "items_per_page": items_per_page,
    }
`;

const FASTCRUD_EXCEPTIONS = `
from fastapi import HTTPException


class CustomException(HTTPException):
    def __init__(self, status_code: int = 500, detail: str | None = None):
        super().__init__(status_code=status_code, detail=detail)
${[
  ['BadRequestException', 400],
  ['NotFoundException', 404],
  ['ForbiddenException', 403],
  ['UnauthorizedException', 401],
  ['UnprocessableEntityException', 422],
  ['DuplicateValueException', 422],
  ['RateLimitException', 429],
]
  .map(
    ([name, status]) => `

class ${name}(CustomException):
    def __init__(self, detail: str | None = None):
        super().__init__(status_code=${status}, detail=detail)
`,
  )
  .join('')}`;

/** FastAPI Users: the columns that its tables have, and what they are called. */
const FASTAPI_USERS = `
import uuid
from typing import Generic, Optional, TypeVar

from fastapi_users_db_sqlalchemy.generics import GUID
from sqlalchemy import Boolean, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

ID = TypeVar("ID")


class SQLAlchemyBaseUserTable(Generic[ID]):
    __tablename__ = "user"

    email: Mapped[str] = mapped_column(String(length=320), unique=True, index=True, nullable=False)
    hashed_password: Mapped[str] = mapped_column(String(length=1024), nullable=False)
    is_active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)
    is_superuser: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    is_verified: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)


class SQLAlchemyBaseUserTableUUID(SQLAlchemyBaseUserTable[uuid.UUID]):
    id: Mapped[uuid.UUID] = mapped_column(GUID, primary_key=True, default=uuid.uuid4)


class SQLAlchemyBaseOAuthAccountTable(Generic[ID]):
    __tablename__ = "oauth_account"

    oauth_name: Mapped[str] = mapped_column(String(length=100), index=True, nullable=False)
    access_token: Mapped[str] = mapped_column(String(length=1024), nullable=False)
    expires_at: Mapped[Optional[int]] = mapped_column(Integer, nullable=True)
    refresh_token: Mapped[Optional[str]] = mapped_column(String(length=1024), nullable=True)
    account_id: Mapped[str] = mapped_column(String(length=320), index=True, nullable=False)
    account_email: Mapped[str] = mapped_column(String(length=320), nullable=False)


class SQLAlchemyBaseOAuthAccountTableUUID(SQLAlchemyBaseOAuthAccountTable[uuid.UUID]):
    id: Mapped[uuid.UUID] = mapped_column(GUID, primary_key=True, default=uuid.uuid4)

    @declared_attr
    def user_id(cls) -> Mapped[uuid.UUID]:
        return mapped_column(GUID, ForeignKey("user.id", ondelete="cascade"), nullable=False)
`;

/** The modules of these libraries by their dotted names. */
export const LIBRARIES: ReadonlyMap<string, string> = new Map([
  ['fastcrud', `${FASTCRUD}\n\nfrom .paginated import PaginatedListResponse, compute_offset, paginated_response\n`],
  ['fastcrud.crud', ''],
  ['fastcrud.crud.fast_crud', FASTCRUD],
  ['fastcrud.paginated', FASTCRUD_PAGES],
  ['fastcrud.exceptions', ''],
  ['fastcrud.exceptions.http_exceptions', FASTCRUD_EXCEPTIONS],
  ['fastapi_users', ''],
  ['fastapi_users.db', FASTAPI_USERS],
  ['fastapi_users_db_sqlalchemy', FASTAPI_USERS],
]);
