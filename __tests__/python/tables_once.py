"""A pytest plugin for packages with many tables: an empty database in memory gets a copy of the tables made first."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, MetaData

make_tables = MetaData.create_all
copies: dict[frozenset[str], sqlite3.Connection] = {}


def create_all(metadata: MetaData, bind: Engine | Connection, **options: Any) -> None:
    if not isinstance(bind, Engine) or str(bind.url) != "sqlite://" or options:
        make_tables(metadata, bind, **options)
        return
    with bind.connect() as connection:
        database = connection.connection.driver_connection
    assert isinstance(database, sqlite3.Connection)
    if database.execute("SELECT 1 FROM sqlite_master").fetchone():
        make_tables(metadata, bind)
        return
    names = frozenset(metadata.tables)
    if names in copies:
        copies[names].backup(database)
        return
    make_tables(metadata, bind)
    copies[names] = sqlite3.connect(":memory:")
    database.backup(copies[names])


MetaData.create_all = create_all  # type: ignore[method-assign]
