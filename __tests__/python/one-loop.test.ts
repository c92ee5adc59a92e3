// The plugin with which most generated tests run hides nothing: what an application raises, late work, threads, coroutines.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { pythonForTests, run } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { PYTEST } from './backend.js';

const python = (await pythonForTests()) ?? '';
const scratch = scratchFolder('one-loop-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const TESTS = `
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()
done = []


def finished():
    yield
    done.append("teardown")


def broken():
    yield
    raise ValueError("in the teardown")


async def later():
    await asyncio.sleep(0.05)
    done.append("later")


@app.get("/raises")
async def raises():
    raise ValueError("in the handler")


@app.get("/broken", dependencies=[Depends(broken)])
def broken_teardown():
    return {}


@app.get("/late", dependencies=[Depends(finished)])
def late(tasks: BackgroundTasks):
    tasks.add_task(later)
    return {"is_main": threading.current_thread() is threading.main_thread()}


@app.get("/parts")
def parts():
    return StreamingResponse(str(each) for each in range(3))


client = TestClient(app)


@pytest.mark.parametrize("path", ["/raises", "/broken"])
def test_what_is_raised_reaches_the_test(path):
    with pytest.raises(ValueError):
        client.get(path)


def test_it_is_500_where_a_test_asks_for_that():
    assert TestClient(app, raise_server_exceptions=False).get("/raises").status_code == 500


def test_handlers_have_threads_and_late_work_is_waited_for():
    done.clear()
    assert client.get("/late").json() == {"is_main": False}
    assert sorted(done) == ["later", "teardown"]


def test_parts():
    with client.stream("GET", "/parts") as response:
        assert next(response.iter_text()) == "0"
    assert client.get("/parts").text == "012"


def test_threads():
    with ThreadPoolExecutor(4) as pool:
        assert {each.status_code for each in pool.map(lambda _: client.get("/late"), range(8))} == {200}


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
async def test_coroutine():
    assert client.get("/late").status_code == 200


def test_that_fails():
    assert client.get("/late").status_code == 201
`;

(python === '' ? test.skip : test)('tests pass and fail with it as they do without', async () => {
  writeFileSync(join(scratch, 'test_app.py'), TESTS);
  const env = { ...process.env, PYTHONPATH: import.meta.dirname, PYTHONDONTWRITEBYTECODE: '1' };
  const args = ['-m', ...PYTEST, '-p', 'one_loop'];
  const { status, stdout } = await run(python, args, { cwd: scratch, env, timeout: 60_000 });

  expect([status, stdout]).toEqual([1, expect.stringMatching(/\n1 failed, 7 passed/)]);
  expect(stdout).toMatch(/^FAILED test_app\.py::test_that_fails/m);
});
