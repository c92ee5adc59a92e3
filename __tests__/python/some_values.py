"""A pytest plugin for tests that are run in many backends: of the values of each test a third is tried.

`--values-from=N` says which third, so that three backends try all of them.
"""

from collections import Counter

import pytest

ONE_IN = 3


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--values-from", type=int, default=0)


def function_of(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    start: int = config.getoption("--values-from")
    count = Counter(map(function_of, items))
    seen: Counter[str] = Counter()
    kept = []
    for item in items:
        function = function_of(item)
        if count[function] < ONE_IN or (seen[function] + start) % ONE_IN == 0:
            kept.append(item)
        seen[function] += 1
    items[:] = kept
