"""A pytest plugin for packages with many tests: requests of a TestClient share one event loop, in place of one for each."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache

from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.testclient import TestClient

loops = ExitStack()


@cache
def shared_portal() -> BlockingPortal:
    return loops.enter_context(start_blocking_portal())


@contextmanager
def portal(client: TestClient) -> Iterator[BlockingPortal]:
    yield client.portal or shared_portal()


def pytest_unconfigure() -> None:
    loops.close()


TestClient._portal_factory = portal  # type: ignore[method-assign]
