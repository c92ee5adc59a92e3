"""Starts sample backends and prints what they serve, as JSON.

Argument: a JSON file with a list of jobs. Every host gets a process of its own, forked once
FastAPI and SQLAlchemy are loaded, so that a host costs no more than its own imports.
"""

import importlib
import io
import json
import os
import sqlite3
import sys
import traceback
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import aiosqlite  # noqa: F401
import alembic.command
import alembic.config
import alembic.util
import fastapi.routing
import sqlalchemy.ext.asyncio
import sqlalchemy.orm  # noqa: F401
from fastapi.testclient import TestClient

Job = dict[str, Any]


def in_a_fork(work: Callable[[Job], Any], job: Job) -> Any:
    """What `work` gives, or how it ended, from a process that dies with it."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        os.dup2(2, 1)
        try:
            os.chdir(job["folder"])
            sys.path[0] = os.path.join(job["folder"], job["root"])
            answer = {"value": work(job)}
        except BaseException:
            answer = {"error": traceback.format_exc()}
        with os.fdopen(writer, "w") as stream:
            json.dump(answer, stream)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        text = stream.read()
    os.waitpid(pid, 0)
    answer = json.loads(text or '{"error": "the process ended early"}')
    if "error" in answer:
        raise RuntimeError(answer["error"])
    return answer["value"]


def tables() -> list[str]:
    """The tables of every SQLite file that the host has made in its folder."""
    names: set[str] = set()
    for path in Path().rglob("*.db"):
        with sqlite3.connect(path) as connection:
            rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            names.update(name for (name,) in rows if name != "alembic_version")
    return sorted(names)


def load(target: str) -> Any:
    module, name = target.split(":")
    found = getattr(importlib.import_module(module), name.removesuffix("()"))
    return found() if name.endswith("()") else found


def dependencies_of(client: TestClient, path: str) -> dict[str, Any]:
    """The status of a request without credentials, and the dependencies that stand before the handler."""
    seen: list[str] = []
    solve = fastapi.routing.solve_dependencies

    async def solve_and_note(**arguments: Any) -> Any:
        for dependency in arguments["dependant"].dependencies:
            seen.append(f"{dependency.call.__module__}.{dependency.call.__qualname__}")
        return await solve(**arguments)

    fastapi.routing.solve_dependencies = solve_and_note
    try:
        status = client.get(path).status_code
    finally:
        fastapi.routing.solve_dependencies = solve
    return {"status": status, "dependencies": seen}


def serve(job: Job) -> dict[str, Any]:
    app = load(job["app"])
    with TestClient(app) as client:
        made = tables()
        return {
            "paths": app.openapi()["paths"],
            "tables": made,
            "answers": {path: dependencies_of(client, path) for path in job["lists"]},
        }


def migrate(job: Job) -> str:
    """Brings the database to the newest revision and says what the models have beyond it."""
    output = io.StringIO()
    config = alembic.config.Config(job["migrations"], stdout=output)
    alembic.command.upgrade(config, "head")
    try:
        alembic.command.check(config)
    except alembic.util.CommandError as error:
        return str(error)
    return ""


def visit(job: Job) -> dict[str, Any]:
    try:
        if "migrations" not in job:
            return in_a_fork(serve, job)
        # The tables are those that starting the app makes; the requests need the migrated ones.
        started = in_a_fork(serve, {**job, "lists": []})
        for path in Path(job["folder"]).rglob("*.db"):
            path.unlink()
        drift = in_a_fork(migrate, job)
        return {**in_a_fork(serve, job), "tables": started["tables"], "drift": drift}
    except RuntimeError as error:
        return {"error": str(error)}


def main() -> None:
    jobs = json.loads(Path(sys.argv[1]).read_text())
    names = ("fastapi", "starlette", "sqlalchemy", "pydantic")
    answer = {
        "versions": {name: version(name) for name in names},
        "hosts": [visit(job) for job in jobs],
    }
    json.dump(answer, sys.stdout)


main()
