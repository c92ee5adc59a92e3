"""Uses the invoices of sample backends over HTTP, as their applications are, and prints what does not hold, as JSON.

Argument: a JSON file with a list of jobs. Every job gets a process of its own, forked once FastAPI and SQLAlchemy are
loaded. Nothing of the host is exchanged: its session, its sign-in and its error handlers do their work, and what was
stored is looked for with a second connection.
"""

import contextlib
import gc
import importlib
import io
import json
import os
import re
import sqlite3
import sys
import traceback
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import _pytest.config
import pytest
import sqlalchemy.ext.asyncio
import sqlalchemy.orm  # noqa: F401
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

Job = dict[str, Any]

INVOICE = {"number": "A-1", "total": "10.50", "due": "2026-01-31", "status": "sent"}
BAD_FIELDS: list[dict[str, Any]] = [
    {"number": None},
    {"number": ""},
    {"number": "x" * 33},
    {"total": None},
    {"total": "-0.01"},
    {"total": "0.001"},
    {"total": "100000000"},
    {"total": "much"},
    {"due": "soon"},
    {"status": None},
    {"status": "lost"},
]


# To rewrite every assert, so that it says more of what does not hold, takes a sixth of the time.
QUICKLY = ["--assert=plain", "--showlocals"]


def in_a_fork(work: Callable[[Job], list[str]], job: Job) -> list[str]:
    """What `work` complains of, or how it ended, from a process that dies with it."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        os.dup2(2, 1)
        try:
            os.chdir(job["folder"])
            sys.path[0] = os.path.join(job["folder"], job["root"])
            failures = work(job)
        except BaseException:
            failures = [traceback.format_exc()]
        with os.fdopen(writer, "w") as stream:
            json.dump(failures, stream)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        text = stream.read()
    os.waitpid(pid, 0)
    return json.loads(text or '["the process ended early"]')


@event.listens_for(Engine, "connect")
def write_without_waiting_for_the_disk(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = OFF")
    cursor.close()


def own_tests(job: Job) -> list[str]:
    """The host's tests, collected as its team does it."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        status = pytest.main([*QUICKLY, "-q", "-p", "no:cacheprovider", "--no-header", *job.get("tests", [])])
    return [] if status == 0 else [f"pytest ended with {int(status)}:\n{output.getvalue()}"]


def load(target: str) -> Any:
    module, name = target.split(":")
    found = getattr(importlib.import_module(module), name.removesuffix("()"))
    return found() if name.endswith("()") else found


def served_at(job: Job) -> dict[str, str]:
    """The path of each operation; some teams say in it what is done."""
    collection, item = job["collection"], job["item"]
    plain = {"list": collection, "create": collection, "get": item, "update": item, "delete": item}
    return {**plain, **job.get("paths", {})}


class Host:
    """A started application, spoken to as its team's clients do."""

    def __init__(self, client: TestClient, job: Job) -> None:
        self.client = client
        self.paths = served_at(job)
        self.method: str = job["update"]
        self.record_in: str | None = job.get("record")
        self.list_in: str | None = job.get("list")
        self.total_in: str | None = job.get("total")
        self.page: dict[str, Any] = job.get("page", {"skip": "skip", "limit": "limit", "most": 100})
        self.key: str = job.get("key", "id")
        self.table: str = job.get("table", "invoices")
        self.created: int = job.get("created", 201)
        self.updated: int = job.get("updated", 200)
        self.is_told: bool = job.get("isTold", False)
        self.deleted: int = job.get("deleted", 204)
        self.headers: dict[str, str] = self.sign_in(job["signIn"]) if "signIn" in job else {}

    def sign_in(self, steps: dict[str, Any]) -> dict[str, str]:
        register, token = steps["register"], steps["token"]
        response = self.client.post(register["path"], json=register["json"])
        assert response.status_code in (200, 201), response.text
        response = self.client.post(token["path"], data=token.get("form"), json=token.get("json"))
        assert response.status_code == 200, response.text
        return {"Authorization": f"Bearer {response.json()['access_token']}"}

    def ask(self, method: str, path: str, **how: Any) -> Any:
        return self.client.request(method, path, headers=self.headers, follow_redirects=False, **how)

    def post(self, **fields: Any) -> Any:
        return self.ask("POST", self.paths["create"], json={**INVOICE, **fields})

    def create(self, **fields: Any) -> dict[str, Any]:
        response = self.post(**fields)
        assert response.status_code == self.created, f"create: {response.status_code} {response.text}"
        return self.record(response)

    def at(self, key: object, operation: str) -> str:
        return re.sub(r"\{\w+\}", str(key), self.paths[operation])

    def get(self, key: object) -> Any:
        return self.ask("GET", self.at(key, "get"))

    def update(self, key: object, changes: dict[str, Any]) -> Any:
        return self.ask(self.method, self.at(key, "update"), json=changes)

    def delete(self, key: object) -> Any:
        return self.ask("DELETE", self.at(key, "delete"))

    def record(self, response: Any) -> dict[str, Any]:
        body = response.json()
        return body[self.record_in] if self.record_in else body

    def rows(self, **params: Any) -> list[dict[str, Any]]:
        response = self.ask("GET", self.paths["list"], params=params)
        assert response.status_code == 200, f"list: {response.status_code} {response.text}"
        body = response.json()
        return at_path(body, self.list_in)

    def total(self, **params: Any) -> Any:
        return at_path(self.ask("GET", self.paths["list"], params=params).json(), self.total_in)

    def pages(self, size: int) -> list[dict[str, Any]]:
        """The first three pages one after the other, by skip and limit or by page and size."""
        if "page" in self.page:
            return [
                row
                for page in (1, 2, 3)
                for row in self.rows(**{self.page["page"]: page, self.page["size"]: size})
            ]
        names = self.page["skip"], self.page["limit"]
        return [
            row for skip in range(0, 3 * size, size) for row in self.rows(**dict(zip(names, (skip, size))))
        ]

    def unknown(self, key: Any) -> Any:
        return str(uuid.uuid4()) if isinstance(key, str) else 2**31 - 1

    def stored(self, number: str) -> list[tuple[Any, ...]]:
        query = f"SELECT number, total, due, status FROM {self.table} WHERE number = ?"
        with contextlib.closing(self.connect()) as connection:
            return connection.execute(query, (number,)).fetchall()

    def count(self) -> int:
        with contextlib.closing(self.connect()) as connection:
            return connection.execute(f"SELECT count(*) FROM {self.table}").fetchone()[0]

    def connect(self) -> sqlite3.Connection:
        """A second connection to the database in which the host keeps its invoices."""
        for path in Path().rglob("*.db"):
            connection = sqlite3.connect(path)
            found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (self.table,))
            if found.fetchone():
                return connection
            connection.close()
        raise AssertionError(f"no database of the host has the table {self.table}")

    def copy(self, number: str, count: int) -> None:
        """Further rows like the one of that number, which a second connection writes at once."""
        with contextlib.closing(self.connect()) as connection:
            cursor = connection.execute(f"SELECT * FROM {self.table} WHERE number = ?", (number,))
            row = dict(zip([name for name, *_ in cursor.description], cursor.fetchone()))
            marks = ", ".join("?" for _ in row)
            for index in range(count):
                made = {**row, self.key: another_key(row[self.key]), "number": f"{number} {index}"}
                connection.execute(f"INSERT INTO {self.table} VALUES ({marks})", [*made.values()])
            connection.commit()


def another_key(key: int | str) -> str | None:
    """A key as the column has it; whole numbers are the database's to give."""
    if isinstance(key, int):
        return None
    made = uuid.uuid4()
    return str(made) if "-" in key else made.hex


def at_path(body: Any, path: str | None) -> Any:
    for name in path.split(".") if path else ():
        body = body[name]
    return body


def like(record: dict[str, Any], expected: dict[str, Any]) -> bool:
    return all(
        Decimal(str(record[name])) == Decimal(str(value)) if name == "total" else record[name] == value
        for name, value in expected.items()
    )


@contextlib.contextmanager
def before_each(prefix: str, action: Callable[[Any], None]) -> Iterator[None]:
    """Runs an action before each statement that begins so, on the cursor that is about to run it."""

    def hook(_: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.upper().startswith(prefix):
            action(cursor)

    event.listen(Engine, "before_cursor_execute", hook)
    yield
    event.remove(Engine, "before_cursor_execute", hook)


def created_and_read(host: Host) -> Iterator[str]:
    invoice = host.create()
    if not like(invoice, INVOICE):
        yield f"the created invoice is {invoice}"
    if host.record(host.get(invoice[host.key])) != invoice:
        yield f"reading gives {host.get(invoice[host.key]).text} for {invoice}"
    rows = host.stored("A-1")
    if len(rows) != 1 or Decimal(str(rows[0][1])) != Decimal("10.5") or rows[0][2:] != ("2026-01-31", "sent"):
        yield f"a second connection finds {rows}"
    least = host.record(host.ask("POST", host.paths["create"], json={"number": "x" * 32, "total": 0}))
    if not like(least, {"number": "x" * 32, "total": 0, "due": None, "status": "draft"}):
        yield f"with the defaults it is {least}"


def bad_bodies(host: Host) -> Iterator[str]:
    invoice = host.create(number="bad")
    for fields in BAD_FIELDS:
        for what, response in (
            ("create", host.post(**{"number": "new", **fields})),
            ("update", host.update(invoice[host.key], fields)),
        ):
            if response.status_code != 422:
                yield f"{what} with {fields} is answered {response.status_code}: {response.text}"
    for missing in ("number", "total"):
        body = {name: value for name, value in INVOICE.items() if name != missing}
        status = host.ask("POST", host.paths["create"], json=body).status_code
        if status != 422:
            yield f"create without {missing} is answered {status}"
    if host.record(host.get(invoice[host.key])) != invoice or host.stored("new"):
        yield "a refused body has changed what is stored"


def taken_number(host: Host) -> Iterator[str]:
    first, second = host.create(number="taken"), host.create(number="other")
    for what, response in (
        ("create", host.post(number="taken")),
        ("update", host.update(second[host.key], {"number": "taken"})),
    ):
        if response.status_code != 409:
            yield f"{what} with a taken number is answered {response.status_code}: {response.text}"
    if host.record(host.get(second[host.key])) != second or len(host.stored("taken")) != 1:
        yield "a refused number has changed what is stored"
    if host.update(first[host.key], {"number": "taken"}).status_code != host.updated:
        yield "an invoice cannot keep its number"
    host.create(number="after the conflict")


def taken_at_once(host: Host) -> Iterator[str]:
    with ThreadPoolExecutor(20) as pool:
        statuses = sorted(pool.map(lambda _: host.post(number="at once").status_code, range(20)))
    if statuses != [host.created, *[409] * 19] or len(host.stored("at once")) != 1:
        yield f"twenty creates at once are answered {statuses} and store {len(host.stored('at once'))}"


def not_found(host: Host) -> Iterator[str]:
    key = host.create(number="not found")[host.key]
    unknown = host.unknown(key)
    for what, response in (
        ("get", host.get(unknown)),
        ("update", host.update(unknown, {"due": None})),
        ("delete", host.delete(unknown)),
    ):
        if response.status_code != 404:
            yield f"{what} of an unknown invoice is answered {response.status_code}: {response.text}"
    for bad in ("one", *([] if isinstance(key, str) else [2**31, 2**70])):
        status = host.get(bad).status_code
        if status not in (404, 422) or (bad == "one" and status != 422):
            yield f"get of {bad} is answered {status}"


def partial_update(host: Host) -> Iterator[str]:
    invoice, other = host.create(number="partial"), host.create(number="untouched")
    for changes in ({}, {"total": "99999999.99"}, {"due": None}, {"status": "paid"}, {"number": "changed"}):
        response = host.update(invoice[host.key], changes)
        expected = {**{name: invoice[name] for name in INVOICE}, **changes}
        answered = None if host.is_told else host.record(response)
        if response.status_code != host.updated or not (host.is_told or like(answered, expected)):
            yield f"update with {changes} is answered {response.status_code}: {response.text}"
        invoice = host.record(host.get(invoice[host.key]))
        if not like(invoice, expected) or (answered or invoice) != invoice:
            yield f"after the update with {changes} it is {invoice}, answered was {response.text}"
    if host.record(host.get(other[host.key])) != other:
        yield "an update has changed another invoice"
    if host.stored("changed") != [("changed", 99999999.99, None, "paid")]:
        yield f"a second connection finds {host.stored('changed')}"


def deleted(host: Host) -> Iterator[str]:
    first, second = host.create(number="kept"), host.create(number="deleted")
    response = host.delete(second[host.key])
    if response.status_code != host.deleted or (host.deleted == 204 and response.content):
        yield f"delete is answered {response.status_code}: {response.text}"
    if host.get(second[host.key]).status_code != 404 or host.stored("deleted"):
        yield "a deleted invoice is still found"
    if host.get(first[host.key]).status_code != 200:
        yield "delete has taken another invoice"


def deleted_meanwhile(host: Host) -> Iterator[str]:
    key = host.create(number="meanwhile")[host.key]

    def take(_: Any) -> None:
        with contextlib.closing(host.connect()) as connection:
            connection.execute(f"DELETE FROM {host.table} WHERE number = 'meanwhile'")
            connection.commit()

    with before_each(f"UPDATE {host.table.upper()}", take):
        response = host.update(key, {"total": "11"})
    # A message is no record: nobody looks whether there was one.
    if response.status_code != 404 and not host.is_told:
        yield f"an update of a deleted invoice is answered {response.status_code}: {response.text}"
    host.create(number="after the meanwhile")


def deleted_before_it_is_read_back(host: Host) -> Iterator[str]:
    """The last statement of an update that reads finds nothing any more."""
    key = host.create(number="read back")[host.key]
    for first, second in (({}, {}), ({"total": "11"}, {"total": "12"})):
        reads: list[Any] = []
        with before_each("SELECT", reads.append):
            host.update(key, first)
        if not reads:
            continue
        before_last = iter(reads[:-1])

        def take(cursor: Any, before_last: Iterator[Any] = before_last) -> None:
            if next(before_last, None) is None:
                cursor.execute(f"DELETE FROM {host.table} WHERE number = 'read back'")

        with before_each("SELECT", take):
            response = host.update(key, second)
        if response.status_code != 404:
            yield f"an update with {second} of what is gone when it is read back is answered {response.status_code}: {response.text}"
    host.create(number="after reading back")


def listed(host: Host) -> Iterator[str]:
    host.create(number="list")
    host.copy("list", 104)
    most = host.page.get("most", 100)
    if len(host.rows()) > most:
        yield f"the list is not bounded: {len(host.rows())}"
    limit = host.page.get("size") or host.page["limit"]
    start = host.page.get("page") or host.page["skip"]
    first = 1 if "page" in host.page else 0
    for params in ({start: first - 1}, {start: 2**70}, {limit: 0}, {limit: most + 1}, {limit: 2**70}):
        status = host.ask("GET", host.paths["list"], params=params).status_code
        if status != 422:
            yield f"the list with {params} is answered {status}"
    if host.total_in and not host.total(**{limit: 1}) == host.total() == host.count():
        yield f"the total is {host.total(**{limit: 1})}, and {host.total()} of all, for {host.count()} rows"
    whole = host.rows(**{limit: 60})
    turn = iter(range(1000))
    with before_each("SELECT", lambda cursor: cursor.execute(f"PRAGMA reverse_unordered_selects = {next(turn) % 2}")):
        again = [host.pages(20) for _ in range(2)]
    if again != [whole, whole]:
        yield "the order of the list is not stable"


def enforced_by_the_database(host: Host) -> Iterator[str]:
    host.create(number="enforced")
    for column, value in (("number", "enforced"), ("total", -1), ("status", "lost"), ("number", None), ("total", None)):
        with contextlib.closing(host.connect()) as connection:
            cursor = connection.execute(f"SELECT * FROM {host.table} WHERE number = 'enforced'")
            row = dict(zip([name for name, *_ in cursor.description], cursor.fetchone()))
            key = uuid.uuid4().hex if isinstance(row[host.key], str) else None
            row = {**row, host.key: key, "number": "by hand", column: value}
            marks = ", ".join("?" for _ in row)
            try:
                connection.execute(f"INSERT INTO {host.table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])
            except sqlite3.IntegrityError:
                continue
            yield f"the database takes {column} = {value!r}"


def strangers(host: Host, guards: dict[str, int], users: str) -> Iterator[str]:
    key = host.create(number="of somebody")[host.key]
    asked = {
        "list": ("GET", host.paths["list"], None),
        "create": ("POST", host.paths["create"], {**INVOICE, "number": "of a stranger"}),
        "get": ("GET", host.at(key, "get"), None),
        "update": (host.method, host.at(key, "update"), {"due": None}),
        "delete": ("DELETE", host.at(key, "delete"), None),
    }
    for what, (method, path, body) in asked.items():
        status = host.client.request(method, path, json=body).status_code
        if what in guards and status != guards[what]:
            yield f"a stranger's {what} is answered {status}, not {guards[what]}"
        if what not in guards and status in (401, 403):
            yield f"a stranger's {what} is answered {status}"
    if "list" in guards and host.client.get(users).status_code != guards["list"]:
        yield "strangers get something else on the list of users"


def added_paths(app: Any, job: Job) -> Iterator[str]:
    paths = {path: sorted(operations) for path, operations in app.openapi()["paths"].items()}
    added = {path: methods for path, methods in paths.items() if path not in job["pathsBefore"]}
    methods = {"list": "get", "create": "post", "get": "get", "update": job["update"].lower(), "delete": "delete"}
    expected: dict[str, list[str]] = {}
    for operation, path in served_at(job).items():
        expected[path] = sorted([*expected.get(path, []), methods[operation]])
    if added != expected:
        yield f"the added paths are {added}, not {expected}"
    ids = [operation["operationId"] for operations in app.openapi()["paths"].values() for operation in operations.values()]
    if len(ids) != len(set(ids)):
        yield f"operation ids are not unique: {sorted(ids)}"


def contract(job: Job) -> list[str]:
    app = load(job["app"])
    with TestClient(app, raise_server_exceptions=False) as client:
        host = Host(client, job)
        checks: dict[str, Callable[[], Iterator[str]]] = {
            check.__name__: lambda check=check: check(host)
            for check in (
                created_and_read,
                bad_bodies,
                taken_number,
                taken_at_once,
                not_found,
                partial_update,
                deleted,
                deleted_meanwhile,
                deleted_before_it_is_read_back,
                enforced_by_the_database,
                listed,
            )
        }
        checks["strangers"] = lambda: strangers(host, job.get("strangers", {}), job["users"])
        checks["added_paths"] = lambda: added_paths(app, job)
        failures: list[str] = []
        for name, check in checks.items():
            try:
                failures.extend(f"{name}: {failure}" for failure in check())
            except Exception:
                failures.append(f"{name}: {traceback.format_exc()}")
        return failures


def paths_of(job: Job) -> list[str]:
    app = load(job["app"])
    with TestClient(app) as client:
        Host(client, {**job, "collection": "", "item": "{}"})
        return list(app.openapi()["paths"])


def statuses(job: Job) -> list[str]:
    """What a stranger and users who sign in are answered, in this order, on each of the calls of a collection."""
    calls = [("GET", "/"), ("POST", "/"), ("GET", "/7"), ("PUT", "/7"), ("DELETE", "/7")]
    answers = []
    with TestClient(load(job["app"])) as client:
        for name in ("", *job["names"]):
            headers = {}
            if name:
                client.post("/users/", json={"username": name, "password": "correct horse"})
                token = client.post("/auth/token", data={"username": name, "password": "correct horse"}).json()
                headers["Authorization"] = "Bearer " + token["access_token"]
            asked = [client.request(method, job["collection"] + path, json={}, headers=headers) for method, path in calls]
            answers.append(" ".join(str(each.status_code) for each in asked))
    return answers


WORK = {"paths": paths_of, "tests": own_tests, "contract": contract, "statuses": statuses}


def get_ready() -> None:
    """What each fork would do for itself: pytest's own modules, and a look for garbage in what the libraries are made of."""
    for name in _pytest.config.default_plugins:
        importlib.import_module(f"_pytest.{name}")
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def main() -> None:
    get_ready()
    jobs = json.loads(Path(sys.argv[1]).read_text())
    json.dump([in_a_fork(WORK[job["work"]], job) for job in jobs], sys.stdout)


main()
