"""A Python that has FastAPI and SQLAlchemy loaded: runs scripts in forks of itself, for tests that start it hundreds of times.

Argument: the socket to listen on. A request brings the standard streams, the arguments, the folder and the environment;
it is over when the fork, which alone holds the connection, has ended. Without standard input nobody asks any more.
"""

import array
import contextlib
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys

LIBRARIES = ("fastapi.testclient", "sqlalchemy.ext.asyncio", "sqlmodel", "pydantic_settings", "alembic", "email_validator")


def run(connection: socket.socket) -> None:
    data, ancillary, *_ = connection.recvmsg(16, socket.CMSG_SPACE(2 * array.array("i").itemsize))
    streams = array.array("i", ancillary[0][2])
    size = int(data)
    text = b""
    while len(text) < size:
        text += connection.recv(size - len(text))
    request = json.loads(text)
    for number, stream in enumerate(streams, start=1):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["env"])
    script, *arguments = request["arguments"]
    sys.argv = [script, *arguments]
    sys.path[0] = os.path.dirname(script)
    runpy.run_path(script, run_name="__main__")


def main() -> None:
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(sys.argv[1])
        server.listen(64)
        print("ready", flush=True)
        while sys.stdin not in select.select([server, sys.stdin], [], [])[0]:
            connection, _ = server.accept()
            if os.fork() == 0:
                server.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                run(connection)
                os._exit(0)
            connection.close()


main()
