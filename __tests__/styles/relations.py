"""References of generated models over HTTP, and what is in the database when what they refer to is deleted.

Arguments: the folder to import from, the application, and a JSON list of rows: a model's path, its kind (`many`, `one`,
`self`, `links`, `own`, `through`), what a delete does, and the path of what it refers to. A package that is named behind them has its
models imported before all others. What does not hold is printed as JSON.
"""

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import configure_mappers

Row = dict[str, str]

root, app_name, rows = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
os.chdir(root)
sys.path.insert(0, root)


@event.listens_for(Engine, "connect")
def check_foreign_keys(connection: Any, _: object) -> None:
    if "sqlite" in type(connection).__module__:
        connection.cursor().execute("PRAGMA foreign_keys = ON")


for path in Path(root).rglob("models.py"):
    if path.parent.name in sys.argv[4:]:
        importlib.import_module(".".join(path.relative_to(root).with_suffix("").parts))
module, name = app_name.split(":")
app = getattr(importlib.import_module(module), name)
configure_mappers()
failures: list[str] = []
number = 0


def check(row: Row, what: str, found: object, wanted: object) -> None:
    if found != wanted:
        failures.append(f"{row['path']}: {what}: {found!r}, not {wanted!r}")


def urls(part: str) -> tuple[str, str]:
    """Where records are made, and where one is."""
    paths = app.openapi()["paths"]
    [all_] = [path for path in paths if path.rstrip("/").endswith(f"/{part}") and "post" in paths[path]]
    [one] = [path for path in paths if path.startswith(f"{all_.rstrip('/')}/{{")]
    return all_, one


def at(path: str, key: object) -> str:
    return f"{path[: path.rindex('{')]}{key}{path[path.rindex('}') + 1 :]}"


def made(client: TestClient, part: str, **values: object) -> Any:
    global number
    number += 1
    answer = client.post(urls(part)[0], json={"label": f"label {number}", **values})
    if answer.status_code not in (200, 201):
        raise AssertionError(f"POST {part} {values}: {answer.status_code} {answer.text}")
    return answer.json()


def one_of(client: TestClient, row: Row) -> None:
    above, (_, one) = urls(row["to"]), urls(row["path"])
    parent = made(client, row["to"])
    child = made(client, row["path"], parent_id=parent["id"])
    check(row, "the key", child["parent_id"], parent["id"])
    check(row, "what is embedded", child["parent"]["label"], parent["label"])
    check(row, "read again", client.get(at(one, child["id"])).json(), child)
    missing = client.post(urls(row["path"])[0], json={"label": "x", "parent_id": 2**31 - 1})
    check(row, "a reference to nothing", missing.status_code, 404)
    if row["kind"] == "one":
        again = client.post(urls(row["path"])[0], json={"label": "y", "parent_id": parent["id"]})
        check(row, "a second one", again.status_code, 409)
    deleted = client.delete(at(above[1], parent["id"])).status_code
    left = client.get(at(one, child["id"]))
    if row["ondelete"] in ("restrict", "noaction"):
        check(row, "the delete", deleted, 409)
        check(row, "what is left", left.json(), child)
    else:
        check(row, "the delete", deleted in (200, 204), True)
        gone = row["ondelete"] == "cascade"
        check(row, "what is left", left.status_code, 404 if gone else 200)
        if not gone:
            check(row, "its key", (left.json()["parent_id"], left.json()["parent"]), (None, None))


def links(client: TestClient, row: Row) -> None:
    (above, each), (all_, one) = urls(row["to"]), urls(row["path"])
    first, second = made(client, row["to"]), made(client, row["to"])
    keys = [first["id"], second["id"]]
    child = made(client, row["path"], parent_ids=keys)
    check(row, "the keys", child["parent_ids"], keys)
    if row["kind"] != "own":
        check(row, "embedded", [record["label"] for record in child["parents"]], [first["label"], second["label"]])
    check(row, "of nothing", client.post(all_, json={"label": "x", "parent_ids": [2**31 - 1]}).status_code, 404)
    check(row, "the delete", client.delete(at(each, first["id"])).status_code in (200, 204), True)
    check(row, "what is left", client.get(at(one, child["id"])).json()["parent_ids"], [second["id"]])
    check(row, "its delete", client.delete(at(one, child["id"])).status_code in (200, 204), True)
    check(row, "what it had", client.get(at(each, second["id"])).status_code, 200)


def through(client: TestClient, row: Row) -> None:
    """What joins them is a model: what stays keeps its row with all that it says."""
    one, (joins, join) = urls(row["path"])[1], urls(row["joins"])
    first, second, third = (made(client, row["to"])["id"] for _ in range(3))
    child = made(client, row["path"], parent_ids=[second, first])

    def rows() -> list[Any]:
        found = client.get(joins).json()
        listed = found if isinstance(found, list) else next(each for each in found.values() if isinstance(each, list))
        return sorted((each["box_id"], each["id"], each["note"]) for each in listed if each["holder_id"] == child["id"])

    def change(path: str, key: object, values: Row) -> Any:
        verb = "PATCH" if "patch" in app.openapi()["paths"][path] else "PUT"
        return client.request(verb, at(path, key), json=values)

    check(row, "the rows", [(each, note) for each, _, note in rows()], [(first, "new"), (second, "new")])
    kept = next(key for box, key, _ in rows() if box == second)
    check(row, "a note", change(join, kept, {"note": "mine"}).status_code, 200)
    changed = change(one, child["id"], {"parent_ids": [third, second]})
    check(row, "what is sent", (changed.status_code, changed.json()["parent_ids"]), (200, [second, third]))
    check(row, "what stays", rows()[0], (second, kept, "mine"))
    check(row, "what is new", (rows()[1][0], rows()[1][2], len(rows())), (third, "new", 2))
    again = client.post(joins, json={"holder_id": child["id"], "box_id": third})
    check(row, "a row twice", again.status_code, 409)
    check(row, "a row more", client.post(joins, json={"holder_id": child["id"], "box_id": first}).status_code, 201)
    check(row, "it is seen", client.get(at(one, child["id"])).json()["parent_ids"], [first, second, third])
    check(row, "none", change(one, child["id"], {"parent_ids": []}).json()["parent_ids"], [])
    check(row, "no row", rows(), [])
    links(client, row)


KINDS = {"links": links, "own": links, "through": through}
with TestClient(app, raise_server_exceptions=False) as client:
    for row in rows:
        try:
            KINDS.get(row["kind"], one_of)(client, row)
        except Exception as error:
            failures.append(f"{row['path']}: {type(error).__name__}: {error}")
print(json.dumps(failures))
