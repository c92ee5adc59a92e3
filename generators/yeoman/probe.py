"""Imports a FastAPI application and prints what it serves, guards and stores, as one JSON document.

Argument: a JSON file with the job. Standard library only, CPython 3.8 and newer. Runs with the host's own interpreter in
a copy of the host, and lets nothing out of it: the network, other processes and files elsewhere are refused.
"""

import ast
import asyncio
import contextlib
import functools
import importlib
import importlib.util
import inspect
import io
import json
import os
import re
import sys
import textwrap
import threading
import time
import traceback
import warnings

JOB = {}
REFUSED = []
CREATED = []
MAPPERS = []

SAYS_AUTH = re.compile(
    r"current_?(active_?)?(user|account|admin|superuser)|auth|log(ged)?_?in|token|permission|require|role|admin|superuser"
    r"|staff|verify|jwt|bearer|api_?key|principal|identity|scope|guard|protect|secur|signed",
    re.I,
)
IS_NO_GUARD = re.compile(
    r"service|repo|crud|dao|uow|unit_of_work|manager|session|form|settings|config|client|use_?case|redis|_db$", re.I
)
SAYS_OPTIONAL = re.compile(r"optional|maybe|or_none|if_any|anonymous|guest", re.I)
RAISED = re.compile(r"HTTPException|unauthori[sz]ed|forbidden|HTTP_40[13]", re.I)
REFUSES_CALLERS = re.compile(r"unauthori[sz]ed|forbidden|credential|permission|denied|HTTP_40[13]|authenticat|csrf", re.I)


class Refused(PermissionError):
    """What the host asked for and does not get here: most code takes it for a machine on which that does not work."""


def main():
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with open(sys.argv[1], encoding="utf-8") as stream:
        JOB.update(json.load(stream))
    sys.path[0] = JOB["root"]
    sys.path.extend(each for each in JOB["folders"] if each not in sys.path)
    sys.argv = [JOB["module"]]
    warnings.simplefilter("ignore")
    preload()
    reader = in_a_fork(migrated_tables) if JOB["environments"] and hasattr(os, "fork") else None
    watch(out)
    sys.addaudithook(hook)
    answer = tests() if JOB["tests"] else application()
    if reader is not None:
        with os.fdopen(reader) as stream:
            answer["migrated"] = json.loads(stream.read() or "null")
    finish(out, answer)


def finish(out, answer):
    answer["refused"] = REFUSED[:20]
    out.write(json.dumps(answer))
    out.flush()
    os._exit(0)  # Threads and exit handlers of the host do not keep this process.


def watch(out):
    """Ends the process when its time is over, with the line of the host in which it is."""
    own = threading.current_thread().ident

    def late():
        frame = sys._current_frames().get(own)
        finish(out, {"kind": "late", "at": place(walk_stack(frame))})

    timer = threading.Timer(JOB["seconds"], late)
    timer.daemon = True
    timer.start()
    end_with_parent()


def end_with_parent():
    """Who asked may be killed, and nobody waits for an answer any more."""
    if os.name == "nt":
        return
    parent = os.getppid()

    def look():
        while os.getppid() == parent and is_alive(JOB["asker"]):
            time.sleep(0.5)
        os._exit(0)

    threading.Thread(target=look, daemon=True).start()


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def in_a_fork(work):
    reader, writer = os.pipe()
    if os.fork() != 0:
        os.close(writer)
        return reader
    os.close(reader)
    timer = threading.Timer(JOB["seconds"], os._exit, (0,))
    timer.daemon = True
    timer.start()
    end_with_parent()
    sys.addaudithook(hook)
    answer = None
    with contextlib.suppress(BaseException):
        answer = work()
    with os.fdopen(writer, "w") as stream:
        json.dump(answer, stream)
    os._exit(0)


# --- what is refused


WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
NETWORK = {
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
}
PROCESSES = {
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.forkpty",
    "os.kill",
    "os.killpg",
    "os.startfile",
    "pty.spawn",
}
CHANGES = {
    "os.remove": 1,
    "os.rmdir": 1,
    "os.mkdir": 1,
    "os.truncate": 1,
    "os.chmod": 1,
    "os.chown": 1,
    "os.utime": 1,
    "os.setxattr": 1,
    "shutil.rmtree": 1,
    "os.rename": 2,
    "os.link": 2,
    "shutil.move": 2,
}


def hook(event, args):
    if event == "open":
        path, mode, flags = args
        writes = any(each in mode for each in "wax+") if isinstance(mode, str) else flags and flags & WRITES
        if writes and not is_inside(path):
            refuse("file", path)
    elif event in NETWORK:
        # An event loop on Windows talks to itself over a local port.
        if sys.platform == "win32" and event in ("socket.bind", "socket.connect") and args[1][0] == "127.0.0.1":
            return
        refuse("network", args[1] if len(args) > 1 and not isinstance(args[0], (str, bytes)) else args[0])
    elif event == "os.kill" and args[1] == 0:
        return  # Asks alone whether it is there.
    elif event == "subprocess.Popen" and args[0] == "/sbin/ldconfig" and list(args[1][1:]) == ["-p"]:
        return  # So `ctypes.util.find_library` reads where the system's libraries are.
    elif event in PROCESSES:
        # What is forked or killed has no name.
        refuse("process", args[0] if args and isinstance(args[0], (str, bytes, os.PathLike)) else event)
    elif event == "sqlite3.connect":
        database = os.fsdecode(args[0]) if isinstance(args[0], (str, bytes, os.PathLike)) else ""
        path = re.sub(r"[?].*", "", re.sub(r"^file:(//)?", "", database))
        if path not in ("", ":memory:") and "mode=memory" not in database and not is_inside(path):
            refuse("database", path)
    elif event in CHANGES:
        for path in args[: CHANGES[event]]:
            if not is_inside(path):
                refuse("file", path)
    elif event == "os.symlink" and not is_inside(args[1]):
        refuse("file", args[1])
    elif event in ("ctypes.dlopen", "ctypes.dlsym") and is_called_by_host():
        refuse("code", args[0] if event == "ctypes.dlopen" else args[1])


def is_called_by_host():
    """Whether the host itself reaches for code of C, where no event tells what it does. Libraries do so for their own."""
    files = (file for file, _ in walk_stack(sys._getframe(2)))
    caller = next((file for file in files if os.path.basename(os.path.dirname(file)) != "ctypes"), "<")
    return is_of_host(caller)


def is_inside(path):
    """Whether a path leads into the copy, with links followed. What is opened by its number was opened before."""
    if not isinstance(path, (str, bytes, os.PathLike)):
        return True
    full = os.path.realpath(os.fsdecode(path))
    return full == os.devnull or full.startswith(JOB["scratch"] + os.sep)


def refuse(kind, what):
    words = what if isinstance(what, (list, tuple)) else [what]
    text = " ".join(os.fsdecode(word) if isinstance(word, bytes) else str(word) for word in words)
    REFUSED.append({"kind": kind, "what": text[:200], "at": place(walk_stack(sys._getframe()))})
    raise Refused("{} is not available here".format(text[:200]))


def walk_stack(frame):
    return [(each.f_code.co_filename, line) for each, line in traceback.walk_stack(frame)]


def place(frames):
    """The innermost line that is the host's own."""
    for file, line in frames:
        if is_of_host(file):
            return {"path": os.path.abspath(file), "line": line}
    return None


def is_of_host(file):
    """Whether a file of code is the host's own. Code that a library makes is in no file: "<string>"."""
    return not file.startswith("<") and os.path.abspath(file).startswith(JOB["scratch"] + os.sep)


def preload():
    """What looks at SQLAlchemy has to be there before the host imports it."""
    if importlib.util.find_spec("sqlalchemy") is not None:
        with contextlib.suppress(Exception):
            watch_sqlalchemy()
    for name in ("psycopg2", "psycopg", "pymysql", "MySQLdb", "asyncpg", "oracledb", "pyodbc"):
        WATCHED[name] = forbid_connect
    WATCHED["uvloop"] = loop_of_python
    sys.meta_path.insert(0, Finder())


def watch_sqlalchemy():
    import sqlalchemy
    import sqlalchemy.orm
    from sqlalchemy import event

    def create_all(metadata, *_, **__):
        CREATED.append(sorted(metadata.tables))

    def connect(dialect, *_):
        if dialect.name != "sqlite":
            refuse("network", "the database ({})".format(dialect.name))

    if not JOB["tests"]:
        sqlalchemy.MetaData.create_all = create_all
        sqlalchemy.MetaData.drop_all = lambda *_, **__: None
    event.listen(sqlalchemy.engine.Engine, "do_connect", connect)
    event.listen(sqlalchemy.orm.Mapper, "instrument_class", lambda mapper, owner: MAPPERS.append((mapper, owner)))


WATCHED = {}


def forbid_connect(module):
    def connect(*_, **__):
        refuse("network", "the database ({})".format(module.__name__))

    module.connect = connect
    # psycopg 3 has the same as methods of its classes.
    for name in ("Connection", "AsyncConnection"):
        with contextlib.suppress(AttributeError, TypeError):
            getattr(module, name).connect = connect


def loop_of_python(module):
    """The loop of uvloop connects without telling Python, too."""
    module.install = lambda: None
    module.run = asyncio.run
    module.new_event_loop = module.Loop = asyncio.new_event_loop
    module.EventLoopPolicy = getattr(asyncio, "DefaultEventLoopPolicy", None)


class Finder:
    """Changes a driver once it is imported: what is written in C connects without telling Python."""

    def find_spec(self, name, path=None, target=None):
        change = WATCHED.pop(name, None)
        if change is None:
            return None
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            return spec
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            change(module)

        spec.loader.exec_module = exec_module
        return spec


# --- the application


def application():
    stage = "import"
    try:
        outermost, app = load()
        for module in JOB["modules"]:
            importlib.import_module(module)
        stage = "mappers"
        if "sqlalchemy.orm" in sys.modules:
            sys.modules["sqlalchemy.orm"].configure_mappers()
        stage = "routes"
        routes = list(routes_of(app, ""))
        answer = {"kind": "ran", "routes": routes, "tables": tables(), "created": CREATED, "dangling": dangling()}
        stage = "openapi"
        document = [*documents(app, "")]
        answer["operations"] = {key: value for each, _ in document for key, value in each.items()}
        answer["schemas"] = {key: value for _, each in document for key, value in each.items()}
        with contextlib.suppress(Exception):
            ask_as_stranger(outermost, app, routes)
        return answer
    except BaseException as error:
        return dict(told(error), kind="stopped", stage=stage)


def load():
    found = importlib.import_module(JOB["module"])
    for name in JOB["name"].split("."):
        found = getattr(found, name)
    if JOB["isFactory"]:
        found = found()
    outermost = found
    # What wraps an application keeps it.
    for _ in range(8):
        if hasattr(found, "openapi") and hasattr(found, "routes"):
            return outermost, found
        found = getattr(found, "app", None) or getattr(found, "other_asgi_app", None)
    raise TypeError("{}:{} is no FastAPI application".format(JOB["module"], JOB["name"]))


def told(error):
    """An exception in the host's own words, and the innermost line of the host that is in its traceback."""
    frames = [(each.filename, each.lineno) for each in reversed(traceback.extract_tb(error.__traceback__))]
    if isinstance(error, SyntaxError) and error.filename:
        frames.insert(0, (error.filename, error.lineno))
    lines = traceback.format_exception_only(type(error), error)
    last = [line.strip() for each in lines for line in each.splitlines() if line.strip()]
    chain = list(chain_of(error))
    return {
        "error": last[-1] if isinstance(error, SyntaxError) else "; ".join(last)[:600],
        "type": type(error).__name__,
        "at": place(frames),
        "missing": sorted({name for each in chain for name in missing_variables(each)}),
        "isRefused": any(isinstance(each, Refused) for each in chain),
        "missingModule": next(filter(None, map(missing_library, chain)), None),
    }


def missing_library(error):
    """The library that is not installed; a module of the host that is not there is the host's own matter."""
    if not isinstance(error, ModuleNotFoundError) or not error.name:
        return None
    top = error.name.split(".")[0]
    return error.name if top not in sys.modules and importlib.util.find_spec(top) is None else None


def chain_of(error):
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


MISSING = re.compile(
    r"Config '(\w+)' is missing|^\W*(\w+) not found\. Declare it as envvar|[Ee]nvironment variable \W?(\w+)\W? "
)


def missing_variables(error):
    """The environment variables that nobody set, by the errors of the libraries that read them."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    if isinstance(error, KeyError) and last and os.path.basename(last[0].filename) == "os.py":
        yield str(error.args[0])
    for found in MISSING.findall(str(error)):
        yield from filter(None, found)
    settings = settings_class(error)
    if settings is None:
        return
    for each in error.errors():
        if each.get("type") in ("missing", "value_error.missing") and len(each["loc"]) == 1:
            yield variable(settings, str(each["loc"][0]))


def settings_class(error):
    if type(error).__name__ != "ValidationError" or not hasattr(error, "errors"):
        return None
    own = getattr(error, "model", None)
    bases = [getattr(sys.modules.get(name), "BaseSettings", None) for name in ("pydantic_settings", "pydantic.env_settings")]
    for base in filter(None, bases):
        queue = [base]
        while queue:
            each = queue.pop()
            if each is own or (own is None and each.__name__ == getattr(error, "title", None)):
                return each
            queue.extend(each.__subclasses__())
    return None


def variable(settings, name):
    config = getattr(settings, "model_config", None) or {}
    prefix = config.get("env_prefix", "") if isinstance(config, dict) else ""
    prefix = prefix or getattr(getattr(settings, "Config", None), "env_prefix", "")
    fields = getattr(settings, "model_fields", None) or getattr(settings, "__fields__", {})
    return (prefix + name if name in fields else name).upper()


# --- routes


def routes_of(app, prefix):
    routing = importlib.import_module("fastapi.routing")
    earlier = []
    for route in flat(routing, app.routes):
        path = getattr(route, "path_format", None) or getattr(route, "path", None)
        inner = getattr(route, "app", None)
        if path is not None and hasattr(inner, "openapi") and hasattr(inner, "routes"):
            # A mount's own form of its path ends in what it hands on.
            yield from routes_of(inner, prefix + re.sub(r"/\{path\}$", "", path))
        dependant = getattr(route, "dependant", None)
        if path is None or dependant is None or getattr(route, "endpoint", None) is None:
            continue
        original = getattr(route, "original_route", route)
        callables = list(wrapped(route.endpoint))
        sample = re.sub(r"\{[^}]*\}", "1", path)
        methods = sorted(getattr(route, "methods", None) or ["WEBSOCKET"])
        before = list(earlier)
        pattern = pattern_of(getattr(route, "path", None) or path)
        earlier.extend((method, pattern, path) for method in methods)
        for method in methods:
            first = (other for own, regex, other in before if own == method and regex and regex.match(sample))
            yield {
                "hiddenBy": next((prefix + other for other in first if other != path), None),
                "method": method.lower(),
                "path": prefix + path,
                "endpoint": named(callables[-1]),
                "files": sorted({file for file in map(file_of, callables) if file}),
                "line": line_of(callables[-1]),
                "dependencies": list(dependencies(dependant, listed(route))),
                "wrappers": [described_wrapper(each) for each in callables[:-1]],
                "checks": list(checks_of(callables[-1], dependant)),
                "routeClass": class_of(original, routing.APIRoute),
                "routerClass": router_class(routing, route.endpoint, callables),
                "operationId": getattr(route, "operation_id", None) or getattr(route, "unique_id", None),
                "isShown": bool(getattr(route, "include_in_schema", False)),
            }


def pattern_of(path):
    with contextlib.suppress(Exception):
        return importlib.import_module("starlette.routing").compile_path(path)[0]
    return None


def flat(routing, routes):
    """Every route with all that includes it; newer FastAPIs keep an included router as one route."""
    if hasattr(routing, "iter_route_contexts"):
        yield from routing.iter_route_contexts(routes)
        return
    for route in routes:
        if hasattr(route, "effective_route_contexts"):
            yield from route.effective_route_contexts()
        else:
            yield route


def listed(route):
    """The dependencies whose value nobody takes: they are there for what they refuse."""
    return [getattr(each, "dependency", None) for each in getattr(route, "dependencies", None) or []]


def dependencies(dependant, asides):
    for each in dependant.dependencies:
        if each.call is not None:
            scopes = getattr(each, "own_oauth_scopes", None) or getattr(each, "security_scopes", None) or []
            takes = any(getattr(each, name, None) for name in ("header_params", "cookie_params", "request_param_name"))
            aside = any(each.call is other for other in asides)
            yield dict(
                described(each.call, aside, takes),
                scopes=sorted(map(str, scopes)),
                isOfRecord=bool(each.path_params or (each.body_params and not aside and not takes)),
            )
        yield from dependencies(each, [])


def described(call, is_aside=False, takes_request=False):
    return {
        "id": named(call),
        "detail": detail(call),
        "file": file_of(call),
        "isGuard": is_guard(call, is_aside, takes_request),
    }


def described_wrapper(call):
    """What is around a handler: it may have taken over the handler's name, so it is called as its code is."""
    code = getattr(call, "__code__", None)
    if code is None:
        return described(call)
    name = getattr(code, "co_qualname", code.co_name)
    return {
        "id": "{}:{}".format(call.__globals__.get("__name__", "?"), name),
        "detail": simple([each for each in cells_of(call) if not callable(each)], 0),
        "file": code.co_filename,
        "isGuard": says_guard(name, *words_of(code)),
    }


def checks_of(endpoint, dependant):
    """What a handler checks of its caller itself, by statements that read nothing else: each as its text and as its tree."""
    function = inner_function(endpoint)
    callers = {each.name for each in dependant.dependencies if each.name and is_caller(each)}
    if function is None or not callers:
        return
    try:
        source = textwrap.dedent(inspect.getsource(function))
        body = ast.parse(source).body[0].body
    except (OSError, TypeError, SyntaxError, IndexError, AttributeError):
        return
    others = set(function.__code__.co_varnames + function.__code__.co_cellvars) - callers
    for statement in body:
        # What is behind an answer is for some callers alone.
        if any(isinstance(each, ast.Return) for each in ast.walk(statement)):
            return
        asked = refusing(statement) or called_for(statement, function.__globals__)
        names = set() if asked is None else {each.id for each in ast.walk(asked) if isinstance(each, ast.Name)}
        if names & callers and not names & others:
            yield {"text": ast.get_source_segment(source, asked), "tree": ast.dump(asked)}


def refusing(statement):
    """The condition of an `if` that does nothing else than to say that a caller may not."""
    raised = statement.body if isinstance(statement, ast.If) and not statement.orelse else []
    if len(raised) != 1 or not isinstance(raised[0], ast.Raise):
        return None
    words = [getattr(each, "attr", None) or getattr(each, "id", None) or "" for each in ast.walk(raised[0])]
    numbers = [getattr(each, "value", None) for each in ast.walk(raised[0])]
    says = any(re.search(r"HTTP_40[13]|^(?:FORBIDDEN|UNAUTHORIZED)$", each) or REFUSES_CALLERS.search(each) for each in words)
    return statement.test if says or 401 in numbers or 403 in numbers else None


def called_for(statement, known):
    """What a statement calls for what it refuses: `require_admin(user)`."""
    asked = statement.value if isinstance(statement, ast.Expr) else None
    call = asked.value if isinstance(asked, ast.Await) else asked
    function = inner_function(known.get(getattr(getattr(call, "func", None), "id", None)))
    names, numbers = words_of(getattr(function, "__code__", None))
    return asked if numbers & {401, 403} or any(REFUSES_CALLERS.search(each) for each in names) else None


def is_caller(dependency):
    return dependency.call is not None and not dependency.path_params and is_guard(dependency.call, False, False)


def is_guard(call, is_aside, takes_request):
    """Whether it lets only some callers in: it is a security scheme, says so in its name or in its code."""
    if hasattr(call, "scheme_name") and hasattr(call, "model"):
        return getattr(call, "auto_error", True) is not False
    codes = [getattr(inner_function(each), "__code__", None) for each in wrapped(call)]
    names, numbers = words_of(*codes)
    if gives_nobody(call) and not numbers & {401, 403} and not any(RAISED.search(each) for each in names):
        return False
    if says_guard(named(call).split(":")[-1], names, numbers):
        return True
    raises = "HTTPException" in names and 429 not in numbers and 404 not in numbers
    return raises and (is_aside or takes_request)


def gives_nobody(call):
    """Whether it says, by its name and by what it returns, that there may be no caller: `-> User | None`."""
    if not SAYS_OPTIONAL.search(named(call)):
        return False
    try:
        returned = inspect.signature(call).return_annotation
    except (TypeError, ValueError):
        return False
    said = returned if isinstance(returned, str) else ""
    return type(None) in getattr(returned, "__args__", ()) or bool(re.search(r"\bNone\s*\||\|\s*None\b|Optional\[", said))


def says_guard(name, names, numbers):
    if any(each in (401, 403) for each in numbers) or any(REFUSES_CALLERS.search(each) for each in names):
        return True
    return any(SAYS_AUTH.search(each) and not IS_NO_GUARD.search(each) for each in name.replace(".<locals>", "").split("."))


def words_of(*codes):
    """The names and the numbers in code, and in the functions that are written inside it."""
    names, numbers = set(), set()
    queue = list(codes)
    while queue:
        code = queue.pop()
        if code is None:
            continue
        names.update(code.co_names)
        for each in code.co_consts:
            if inspect.iscode(each):
                queue.append(each)
            elif type(each) is int:
                numbers.add(each)
    return names, numbers


def inner_function(call):
    while isinstance(call, functools.partial):
        call = call.func
    if inspect.isfunction(call):
        return call
    if inspect.ismethod(call):
        return call.__func__
    if inspect.isclass(call):
        return call.__dict__.get("__init__")
    return getattr(type(call), "__call__", None)


def named(call):
    while isinstance(call, functools.partial):
        call = call.func
    if inspect.ismethod(call):
        call = call.__func__
    owner = call if hasattr(call, "__qualname__") else type(call)
    return "{}:{}".format(getattr(owner, "__module__", "?"), owner.__qualname__)


def detail(call):
    """What sets two callables of one name apart: what they were made with."""
    if isinstance(call, functools.partial):
        return simple([call.args, call.keywords], 0)
    if inspect.ismethod(call):
        own = call.__self__
        return simple(own if inspect.isclass(own) else getattr(own, "__dict__", {}), 0)
    if inspect.isfunction(call):
        cells = cells_of(call)
        return simple(cells, 0) if cells else ""
    return "" if inspect.isclass(call) else simple(getattr(call, "__dict__", {}), 0)


def cells_of(call):
    """What a function sees of the function around it."""
    cells = []
    for cell in getattr(call, "__closure__", None) or ():
        with contextlib.suppress(ValueError):
            cells.append(cell.cell_contents)
    return cells


def simple(value, depth):
    if value is None or isinstance(value, (str, int, float, bool)):
        return repr(value)
    if depth > 3:
        return "…"
    if isinstance(value, dict):
        return "{" + ", ".join("{}: {}".format(key, simple(each, depth + 1)) for key, each in value.items()) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(simple(each, depth + 1) for each in value)) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(simple(each, depth + 1) for each in value) + "]"
    return named(value) if callable(value) else type(value).__name__


def wrapped(endpoint):
    """A handler with what is around it, the handler itself last."""
    for _ in range(12):
        yield endpoint
        while isinstance(endpoint, functools.partial):
            endpoint = endpoint.func
        inner = getattr(endpoint, "__wrapped__", None)
        if inner is None and "<locals>" in getattr(endpoint, "__qualname__", ""):
            inner = next((each for each in cells_of(endpoint) if inspect.isfunction(each) and each is not endpoint), None)
        if inner is None:
            return
        endpoint = inner


def file_of(call):
    code = getattr(call if inspect.isfunction(call) else inner_function(call), "__code__", None)
    if code is not None and os.path.isabs(code.co_filename):
        return code.co_filename
    owner = call if hasattr(call, "__module__") else type(call)
    return getattr(sys.modules.get(getattr(owner, "__module__", "")), "__file__", None)


def line_of(call):
    code = getattr(inner_function(call), "__code__", None)
    return None if code is None else code.co_firstlineno


def class_of(value, plain):
    own = type(value)
    return None if own is plain or own.__module__.startswith("fastapi.") else named(own)


def router_class(routing, endpoint, callables):
    """The class of the router on which a handler was put, where it is no plain one."""
    for each in callables:
        module = sys.modules.get(getattr(each, "__module__", ""))
        for value in list(getattr(module, "__dict__", {}).values()):
            if isinstance(value, routing.APIRouter):
                if any(getattr(route, "endpoint", None) is endpoint for route in value.routes):
                    return class_of(value, routing.APIRouter)
    return None


def documents(app, prefix):
    document = app.openapi()
    operations = {}
    for path, methods in (document.get("paths") or {}).items():
        for method, operation in methods.items():
            operations["{} {}{}".format(method, prefix, path)] = operation
    schemas = (document.get("components") or {}).get("schemas") or {}
    yield operations, {"{} {}".format(prefix, name): value for name, value in schemas.items()}
    routing = importlib.import_module("fastapi.routing")
    for route in flat(routing, app.routes):
        inner = getattr(route, "app", None)
        path = getattr(route, "path", None)
        if path is not None and hasattr(inner, "openapi") and hasattr(inner, "routes"):
            yield from documents(inner, prefix + path.replace("/{path:path}", ""))


# --- middleware


MOST_ASKED = 3000
PATIENCE = 2
IS_REFUSAL = {401, 403, 404, 407}


def ask_as_stranger(outermost, app, routes):
    """What middleware does with a request without credentials, by path: no handler runs, and no route is looked for."""
    entrances = list(entrances_of(outermost, app, ""))
    if not any(each["is_guarding"] for each in entrances):
        return
    deadline = time.monotonic() + JOB["seconds"] / 4
    asyncio.run(ask_all(entrances, [each for each in routes if each["method"] != "websocket"], deadline))


async def ask_all(entrances, routes, deadline):
    for number, route in enumerate(routes[:MOST_ASKED]):
        if time.monotonic() > deadline:
            return
        answers = []
        for each in entrances:
            if route["path"].startswith(each["prefix"] + "/"):
                answers.append(await answer_of(each, route, number))
        refusals = [each for each in answers if each != "in"]
        route["stranger"] = refusals[0] if refusals else "in"


def entrances_of(outermost, app, prefix):
    """The applications with their middleware around nothing but a mark."""
    asked = {}

    async def mark(scope, receive, send):
        asked["is_in"] = True
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    router = app.router
    app.router = mark
    try:
        app.middleware_stack = app.build_middleware_stack()
    finally:
        app.router = router
    yield {
        "call": outermost,
        "prefix": prefix,
        "asked": asked,
        "host": host_for(app),
        "is_guarding": outermost is not app or bool(getattr(app, "user_middleware", None)),
    }
    routing = importlib.import_module("fastapi.routing")
    for route in flat(routing, router.routes):
        inner = getattr(route, "app", None)
        path = getattr(route, "path", None)
        if path is not None and hasattr(inner, "openapi") and hasattr(inner, "build_middleware_stack"):
            yield from entrances_of(inner, inner, prefix + re.sub(r"/\{path(:path)?\}$", "", path))


def host_for(app):
    """A host that the application takes for its own."""
    for each in getattr(app, "user_middleware", []):
        options = getattr(each, "kwargs", None) or getattr(each, "options", None) or {}
        for host in options.get("allowed_hosts") or []:
            return "localhost" if host == "*" else host.replace("*.", "api.")
    return "localhost"


async def answer_of(entrance, route, number):
    """`in` where the handler would have been called, the status of a refusal, or nothing where neither is seen."""
    path = re.sub(r"\{[^}]*\}", "1", route["path"])
    is_whole = hasattr(importlib.import_module("starlette._utils"), "get_route_path")
    said = {}
    headers = {"host": entrance["host"], "accept": "application/json", "content-type": "application/json"}

    async def receive():
        return {"type": "http.request", "body": b"{}", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            said["status"] = message["status"]

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": route["method"].upper(),
        "scheme": "https",
        "path": path if is_whole else path[len(entrance["prefix"]) :],
        "raw_path": path.encode(),
        "root_path": entrance["prefix"],
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        # Of no private network, and another one each time: those who ask too often are refused, too.
        "client": ("203.0.113.{}".format(number % 250 + 1), 40000 + number),
        "server": (entrance["host"], 443),
        "state": {},
    }
    entrance["asked"].clear()
    try:
        await asyncio.wait_for(entrance["call"](scope, receive, send), PATIENCE)
    except Exception:
        return None
    if entrance["asked"]:
        return "in"
    status = said.get("status")
    return status if status in IS_REFUSAL or status in range(300, 400) else None


# --- tables


def tables():
    """Every table of the metadata of every mapped class, and the classes that are mapped to it."""
    found = {}
    known = set()
    for mapper, owner in MAPPERS:
        table = getattr(mapper, "local_table", None)
        metadata = getattr(table, "metadata", None)
        if metadata is None:
            continue
        if id(metadata) not in known:
            known.add(id(metadata))
            for each in metadata.tables.values():
                entry = found.setdefault(str(each.fullname), {"columns": [], "classes": []})
                entry["columns"] = sorted(set(entry["columns"]) | {column.name for column in each.columns})
        source = getattr(sys.modules.get(owner.__module__), "__file__", None)
        entry = found.setdefault(str(table.fullname), {"columns": [], "classes": []})
        entry["classes"].append({"name": owner.__name__, "file": source and os.path.abspath(source)})
    return found


def dangling():
    """Foreign keys to tables that nobody has defined."""
    found = set()
    for table in {id(each): each for mapper, _ in MAPPERS for each in [mapper.local_table] if each is not None}.values():
        for key in getattr(table, "foreign_keys", ()):
            try:
                key.column
            except Exception:
                found.add("{} refers to {}".format(table.fullname, key.target_fullname.rpartition(".")[0]))
    return sorted(found)


def migrated_tables():
    """The tables that Alembic's env.py hands on, which is run without Alembic's own context."""
    from unittest import mock

    context = mock.MagicMock()
    context.is_offline_mode.return_value = True
    context.config.config_file_name = None
    context.config.get_main_option.return_value = "sqlite://"
    context.config.get_section.return_value = {"sqlalchemy.url": "sqlite://"}
    alembic = importlib.import_module("alembic")
    alembic.context = context
    sys.modules["alembic.context"] = context
    for path in JOB["environments"]:
        spec = importlib.util.spec_from_file_location("env", path)
        module = importlib.util.module_from_spec(spec)
        sys.path.append(os.path.dirname(path))
        spec.loader.exec_module(module)
    names = set()
    calls = [call.kwargs.get("target_metadata") for call in context.configure.call_args_list]
    for each in calls:
        for metadata in each if isinstance(each, (list, tuple)) else [each]:
            names.update(getattr(metadata, "tables", ()))
    return sorted(map(str, names))


# --- tests


def first_words(message):
    """Its first line, with the one after it where that is what the first announces."""
    lines = message.splitlines()
    return " ".join(line.strip() for line in lines[: 1 + lines[0].endswith(":")])[:400]


class Results:
    def __init__(self):
        self.passed = 0
        self.failed = []

    def pytest_exception_interact(self, node, call):
        """Comes after the report of the same test."""
        error = call.excinfo.value
        sql = sys.modules.get("sqlalchemy.exc")
        kinds = [getattr(sql, name, ()) for name in ("DBAPIError", "CompileError")]
        is_of_database = isinstance(error, tuple(filter(None, kinds))) and type(error).__name__ != "IntegrityError"
        said = told(error)
        for each in self.failed:
            if each["test"] == node.nodeid:
                each.update(within=said["at"], isElsewhere=said["isRefused"] or is_of_database)

    def pytest_runtest_logreport(self, report):
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            self.failed.append(
                {
                    "test": report.nodeid,
                    "error": first_words(getattr(crash, "message", str(report.longrepr))),
                    "at": crash and {"path": os.path.abspath(crash.path), "line": crash.lineno},
                }
            )
        elif report.when == "call" and report.passed:
            self.passed += 1

    def pytest_collectreport(self, report):
        if report.failed:
            last = str(report.longrepr).strip().splitlines()[-1:]
            self.failed.append({"test": report.nodeid, "error": "".join(last)[:400], "at": None})


def tests():
    try:
        pytest = importlib.import_module("pytest")
        with contextlib.suppress(ImportError):
            watch_overrides(importlib.import_module("fastapi").FastAPI)
        if JOB["isOwn"]:
            lead_to_tests()
        results = Results()
        # A few failures tell what is wrong, and each is long to print.
        few = "--maxfail={}".format(3 if JOB["isOwn"] else 10)
        arguments = ["-q", "-p", "no:cacheprovider", "--no-header", "--tb=short", few, *JOB["tests"]]
        # Tests of one package cover too little of an application for --cov-fail-under.
        if importlib.util.find_spec("pytest_cov") is not None:
            arguments.append("--no-cov")
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors):
            status = int(pytest.main(arguments, plugins=[results]))
        lines = [line.strip() for line in errors.getvalue().splitlines() if line.strip()]
        # Of a traceback the lines that begin with an E say what went wrong, of options that are not known one line.
        raised_lines = [line[1:].strip() for line in reversed(lines) if line.startswith("E ")]
        unknown = [line.split("error: ", 1)[1] for line in lines if ": error: " in line]
        said = next(iter(raised_lines + unknown), "".join(lines[-1:]))
        ended = {"status": status, "passed": results.passed, "failed": results.failed, "said": said[:400]}
        return dict(ended, kind="tested", sessions=sorted(REPLACED))
    except BaseException as error:
        return dict(told(error), kind="stopped", stage="tests")


REPLACED = set()


def watch_overrides(application):
    """Sees which session dependencies tests put something in the place of; with `isOwn` each is left as it is."""

    class Asked(dict):
        def __init__(self, given):
            super().__init__(given)
            self.given = given

        def get(self, call, default=None):
            found = self.given.get(call, default)
            if found is default or not gives_session(found):
                return found
            REPLACED.add(named(call))
            return call if JOB["isOwn"] else found

    def read(app):
        given = app.__dict__["dependency_overrides"]
        is_asked = str(sys._getframe(1).f_globals.get("__name__")).startswith("fastapi.")
        return Asked(given) if is_asked and given else given

    def write(app, given):
        app.__dict__["dependency_overrides"] = given

    application.dependency_overrides = property(read, write)


def gives_session(call):
    try:
        returned = inspect.signature(call).return_annotation
    except (TypeError, ValueError):
        return False
    return bool(re.search(r"Session\b", str(returned)))


def lead_to_tests():
    """Every session of the host is one of the database that a test has made last; its other engines connect to nothing."""
    from sqlalchemy import event
    from sqlalchemy.engine import Engine
    from sqlalchemy.orm import Session

    made = []
    get_bind = Session.get_bind

    def create(owner, *_, **__):
        engine = object.__new__(owner)
        at = place(walk_stack(sys._getframe()))
        if at is not None and any(same_file(each, at["path"]) for each in JOB["files"]):
            made.append(engine)
        return engine

    def bind_of(self, *args, **kwargs):
        is_test = not made or getattr(self.bind, "engine", self.bind) in made
        return get_bind(self, *args, **kwargs) if is_test else made[-1]

    def connect(dialect, *_):
        if not any(each.dialect is dialect for each in made):
            refuse("database", "the database that the application is configured for")

    # Its `__init__` is asked for its parameters by what makes engines.
    Engine.__new__ = create
    Session.get_bind = bind_of
    event.listen(Engine, "do_connect", connect)


def same_file(one, other):
    return os.path.realpath(one) == os.path.realpath(other)


main()
