"""Customers, tags and invoices that are marked as deleted, and lines below invoices, over HTTP with the host's own session.

Arguments: the folder to import from, and the application. What does not hold is printed as JSON.
"""

import importlib
import json
import os
import sys
from typing import Any

from fastapi.testclient import TestClient

root, app_name = sys.argv[1:3]
os.chdir(root)
sys.path.insert(0, root)
module, name = app_name.split(":")
app = getattr(importlib.import_module(module), name)
failures: list[str] = []


def check(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        failures.append(f"{what}: {found!r}, not {wanted!r}")


def urls(part: str) -> tuple[str, str]:
    """Where records are made, and where one is."""
    paths = app.openapi()["paths"]
    [all_] = [path for path in paths if path.rstrip("/").endswith(f"/{part}") and "post" in paths[path]]
    [one] = [path for path in paths if path.startswith(f"{all_.rstrip('/')}/{{") and "lines" not in path[len(all_) :]]
    return all_, one


def at(path: str, *keys: object) -> str:
    for key in keys:
        path = path[: path.index("{")] + str(key) + path[path.index("}") + 1 :]
    return path


with TestClient(app, raise_server_exceptions=False) as client:
    verb = "patch" if "patch" in app.openapi()["paths"][urls("customers")[1]] else "put"

    def made(url: str, **values: object) -> Any:
        answer = client.post(url, json=values)
        if answer.status_code not in (200, 201):
            raise AssertionError(f"POST {url} {values}: {answer.status_code} {answer.text}")
        found = answer.json()
        return found if "id" in found else found["data"]

    (customers, customer), (invoices, invoice), (lines, line) = urls("customers"), urls("invoices"), urls("lines")
    ann, bob = made(customers, name="Ann"), made(customers, name="Bob")
    tags = [made(urls("tags")[0], label=label)["id"] for label in ("red", "blue")]
    has_tags = "tag_ids" in json.dumps(app.openapi())
    tagged = {"tag_ids": tags} if has_tags else {}
    first = made(invoices, number="1", customer_id=ann["id"])
    second = made(invoices, number="2", customer_id=ann["id"], **tagged)
    below = made(at(lines, first["id"]), quantity=1)
    url = at(line, first["id"], below["id"])

    check("delete", client.delete(at(customer, ann["id"])).status_code in (200, 204), True)
    for method in ("get", verb, "delete"):
        given = {"json": {"name": "x"}} if method == verb else {}
        check(method, client.request(method, at(customer, ann["id"]), **given).status_code, 404)
    check("taken", client.post(customers, json={"name": "Ann"}).status_code, 409)
    listed = client.get(customers).text
    check("listed", ("Ann" in listed, "Bob" in listed), (False, True))
    answer = client.post(invoices, json={"number": "3", "customer_id": ann["id"]})
    check("a reference to it", answer.status_code, 404)
    answer = client.request(verb, at(invoice, second["id"]), json={"number": "2", "customer_id": ann["id"]})
    check("a change to it", answer.status_code, 404)
    for keeping in (client.get(at(invoice, first["id"])), client.get(invoices)):
        check("what refers to it", (keeping.status_code, '"Ann"' in keeping.text), (200, True))

    check("delete", client.delete(at(urls("tags")[1], tags[0])).status_code in (200, 204), True)
    if has_tags:
        text = client.get(at(invoice, second["id"])).text
        check("a list of many", ('"red"' in text, '"blue"' in text), (False, True))
        answer = client.request(verb, at(invoice, second["id"]), json={"tag_ids": [tags[0]]})
        check("a list with it", answer.status_code, 404)
        answer = client.request(verb, at(invoice, second["id"]), json={"tag_ids": [tags[1]]})
        check("a list as it was read", answer.status_code, 200)
        check("the list", '"red"' in client.get(invoices).text, False)

    check("delete", client.delete(at(invoice, first["id"])).status_code in (200, 204), True)
    for method in ("get", verb, "delete"):
        given = {"json": {"quantity": 2}} if method == verb else {}
        check(f"below: {method}", client.request(method, url, **given).status_code, 404)
    check("below: list", client.get(at(lines, first["id"])).status_code, 404)
    check("below: create", client.post(at(lines, first["id"]), json={"quantity": 1}).status_code, 404)
    listed = client.get(invoices, params={"number": "1"}).text
    check("filtered", '"1"' in listed, False)
    check("kept", client.get(at(customer, bob["id"])).status_code, 200)
print(json.dumps(failures))
