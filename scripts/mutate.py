"""Breaks a package in each of the ways of mutations.py, one at a time, and runs the package's own tests.

usage: python mutate.py BACKEND PACKAGE TESTS [SHARE]

PACKAGE and TESTS are folders below BACKEND. With SHARE `2/5`, every fifth mutant is tried, from the second on. Prints a
line of JSON for each mutant. A mutant runs in a fork of this process, which has imported what is slow to import.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.append(str(Path(__file__).parent.parent / "__tests__" / "python"))

import fastapi.testclient  # noqa: E402, F401
import one_loop  # noqa: E402, F401
import pytest  # noqa: E402
import sqlalchemy.orm  # noqa: E402, F401
from mutations import Mutant, mutants  # noqa: E402

SECONDS = 60


class First:
    """Remembers the first test that failed."""

    name: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.name is None:
            self.name = report.nodeid.rsplit("/", 1)[-1]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.name is None:
            self.name = f"{report.nodeid} cannot be collected"


def in_child(backend: Path, tests: str, answer: Path) -> None:
    os.chdir(backend)
    sys.path.insert(0, str(backend))
    os.environ["DATABASE_URL"] = "sqlite:///./configured.db"
    first = First()
    output = answer.with_suffix(".txt")
    with output.open("w") as file, redirect_stdout(file), redirect_stderr(file):
        status = pytest.main(["-x", "-q", "--tb=short", "-p", "no:cacheprovider", tests], plugins=[first])
    answer.write_text(json.dumps({"status": int(status), "first": first.name}))


def start(backend: Path, tests: str, answer: Path) -> int:
    child = os.fork()
    if child == 0:
        try:
            in_child(backend, tests, answer)
        finally:
            os._exit(0)
    return child


class Worker:
    """A copy of the backend in which one mutant at a time is tried."""

    def __init__(self, folder: Path, backend: Path, tests: str) -> None:
        self.backend = folder / "backend"
        shutil.copytree(backend, self.backend)
        self.original, self.tests, self.answer = backend, tests, folder / "answer.json"
        self.child, self.mutant, self.started = 0, None, 0.0

    def begin(self, mutant: Mutant) -> None:
        self.mutant, self.started = mutant, time.monotonic()
        self.answer.unlink(missing_ok=True)
        self.place.write_text(mutant.text)
        self.child = start(self.backend, self.tests, self.answer)

    @property
    def place(self) -> Path:
        return self.backend / Path(self.mutant.path).relative_to(self.original)

    def is_done(self) -> bool:
        if os.waitpid(self.child, os.WNOHANG)[0] != 0:
            return True
        if time.monotonic() - self.started > SECONDS:
            os.kill(self.child, signal.SIGKILL)
        return False

    def end(self) -> dict[str, object]:
        found = json.loads(self.answer.read_text()) if self.answer.exists() else {"status": 1, "first": "(too slow)"}
        shutil.copy(self.original / self.place.relative_to(self.backend), self.place)
        output = self.answer.with_suffix(".txt").read_text()
        return {
            "what": self.mutant.what,
            "status": found["status"],
            "noticedBy": found["first"],
            "seconds": time.monotonic() - self.started,
            "output": output if found["status"] not in {0, 1} else "",
        }


def main(backend: Path, package: str, tests: str, share: str = "1/1") -> None:
    first, step = map(int, share.split("/"))
    left = [Mutant("(nothing)", *unchanged(backend / package)), *mutants(backend / package)[first - 1 :: step]]
    with tempfile.TemporaryDirectory() as scratch:
        idle = []
        for number in range(os.cpu_count() or 1):
            folder = Path(scratch, str(number))
            folder.mkdir()
            idle.append(Worker(folder, backend, tests))
        busy: list[Worker] = []
        while left or busy:
            while left and idle:
                worker = idle.pop()
                worker.begin(left.pop(0))
                busy.append(worker)
            for worker in [each for each in busy if each.is_done()]:
                busy.remove(worker)
                idle.append(worker)
                print(json.dumps(worker.end()), flush=True)
            time.sleep(0.01)


def unchanged(folder: Path) -> tuple[str, str]:
    path = next(path for path in sorted(folder.rglob("*.py")) if "tests" not in path.parts)
    return str(path), path.read_text()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), *sys.argv[2:])
