"""A pytest plugin for packages with many tests: requests of a TestClient share one event loop, in place of one for each.

It runs in the thread that asks: between two threads a request would change a dozen times, which takes longer than most
handlers. Tests that are coroutines have a loop in that thread already, and tests with threads ask from many: theirs is in
another thread, and shared as well. A client with a lifespan keeps the thread that it starts.
"""

import asyncio
import contextvars
from collections.abc import Callable, Iterator
from concurrent import futures
from contextlib import ExitStack, contextmanager
from functools import cache
from inspect import isawaitable
from threading import current_thread, main_thread
from typing import Any

import starlette.testclient
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.testclient import TestClient

# By this anyio knows the task that its worker threads live as long as.
MARK = asyncio.base_events._run_until_complete_cb


class Awaited(futures.Future[Any]):
    """What is worked out in the loop, which runs until it is there."""

    def result(self, timeout: float | None = None) -> Any:
        shared_portal().run_until(self)
        return super().result(timeout)


class Portal:
    """As much of anyio's blocking portal as a TestClient uses."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.root = self.loop.create_task(asyncio.Event().wait())
        self.root.add_done_callback(MARK)

    def call(self, function: Callable[..., Any], *args: object) -> Any:
        return self.start_task_soon(function, *args).result()

    def start_task_soon(self, function: Callable[..., Any], *args: object) -> Awaited:
        awaited = Awaited()

        async def work() -> None:
            try:
                given = function(*args)
                awaited.set_result(await given if isawaitable(given) else given)
            except BaseException as error:
                awaited.set_exception(error)

        self.loop.call_soon(lambda: self.loop.create_task(work()), context=contextvars.copy_context())
        return awaited

    def run_until(self, awaited: Awaited) -> None:
        if not awaited.done():
            awaited.add_done_callback(lambda _: self.loop.stop())
            self.loop.run_forever()

    def close(self) -> None:
        self.root.remove_done_callback(MARK)
        self.loop.run_until_complete(self.end())
        self.loop.close()

    async def end(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        await self.loop.shutdown_asyncgens()
        await self.loop.shutdown_default_executor()


@cache
def shared_portal() -> Portal:
    return Portal()


threads = ExitStack()


@cache
def shared_thread() -> BlockingPortal:
    return threads.enter_context(start_blocking_portal())


@contextmanager
def portal(client: TestClient) -> Iterator[Any]:
    is_free = asyncio._get_running_loop() is None and current_thread() is main_thread()
    yield client.portal or (shared_portal() if is_free else shared_thread())


wait_for_threads = futures.wait


def wait_futures(waited: list[futures.Future[Any]], *args: Any) -> Any:
    for each in waited:
        if isinstance(each, Awaited):
            shared_portal().run_until(each)
    return wait_for_threads(waited, *args)


def pytest_unconfigure() -> None:
    threads.close()
    if shared_portal.cache_info().currsize:
        shared_portal().close()
        shared_portal.cache_clear()


TestClient._portal_factory = portal  # type: ignore[method-assign]
if hasattr(starlette.testclient, "wait_futures"):
    starlette.testclient.wait_futures = wait_futures
