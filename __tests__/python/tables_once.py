"""A pytest plugin for packages with many tables: an empty database in memory gets a copy of the tables made first."""

import sqlite3
from contextlib import nullcontext
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.engine import Connection, Engine

make_tables = MetaData.create_all
copies: dict[frozenset[str], sqlite3.Connection] = {}


def create_all(metadata: MetaData, bind: Engine | Connection, **options: Any) -> None:
    url = bind.engine.url
    is_in_memory = url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")
    names = frozenset(metadata.tables)
    if not is_in_memory or options or has_tables(bind):
        make_tables(metadata, bind, **options)
    elif names in copies:
        copy(bind, into=None, source=copies[names])
    else:
        make_tables(metadata, bind)
        copies[names] = sqlite3.connect(":memory:", check_same_thread=False)
        copy(bind, into=copies[names], source=None)


def connected(bind: Engine | Connection) -> Any:
    return nullcontext(bind) if isinstance(bind, Connection) else bind.connect()


def has_tables(bind: Engine | Connection) -> bool:
    with connected(bind) as connection:
        return connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first() is not None


def copy(bind: Engine | Connection, into: sqlite3.Connection | None, source: sqlite3.Connection | None) -> None:
    """Copies the database of a connection into another one, or another one into it."""

    def work(database: sqlite3.Connection) -> None:
        (source or database).backup(into or database)

    with connected(bind) as connection:
        driver = connection.connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            work(driver)
        else:
            # aiosqlite's own connection lives in a thread.
            connection.connection.dbapi_connection.run_async(lambda each: each._execute(work, each._conn))


MetaData.create_all = create_all  # type: ignore[method-assign]
