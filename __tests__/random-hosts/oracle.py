"""Judges host files for the property test, as JSON lines: a job in, what the file did out.

Nothing here reads Python: CPython compiles the text and runs it in a made-up world of modules. FastAPI, SQLAlchemy and
alembic are stubs that write down what is done with them. `include_router` copies the routes that are there when it is
called, as FastAPI did before 0.137.
"""

import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import sys
import types

record = None
flag = True


class Record:
    """What one run did. `known` are the modules of models that were imported by now."""

    def __init__(self):
        self.phase = 0
        self.made = {}
        self.inclusions = []
        self.creations = []
        self.known = []

    def create(self, base, how):
        self.creations.append([self.phase, base, how, sorted(self.known)])


class Thing:
    """Stands for whatever the test has no opinion on."""

    def __init__(self, label):
        self.__dict__["label"] = label

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Thing(f"{self.label}.{name}")

    def __setattr__(self, name, value):
        pass

    def __call__(self, *args, **kwargs):
        if self.label.endswith(".run_sync"):
            return Thing(f"{self.label}()") if args[0](Thing("connection")) is None else None
        if self.label.endswith("context.configure"):
            args[0:] or record.create(kwargs["target_metadata"].label, "configure")
        if len(args) == 1 and isinstance(args[0], types.FunctionType):
            return args[0]
        return Thing(f"{self.label}({', '.join(map(repr, args))})")

    def __repr__(self):
        return self.label

    def __bool__(self):
        return flag

    def __await__(self):
        return self
        yield

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        return None


class Metadata:
    def __init__(self, label):
        self.label = label

    def create_all(self, *args, **kwargs):
        record.create(self.label, [repr(each) for each in args] + [f"{key}={kwargs[key]!r}" for key in sorted(kwargs)])


class Base:
    def __init__(self, label):
        self.label = label
        self.metadata = Metadata(label)


class Depends:
    def __init__(self, dependency):
        self.label = getattr(dependency, "__name__", None) or repr(dependency)

    def __repr__(self):
        return f"Depends({self.label})"


class APIRouter:
    def __init__(self, *, label=None, **kwargs):
        if label is None:
            # Named after the function that makes it, and numbered in each of its calls.
            frame = sys._getframe(1)
            while frame.f_code.co_name == "__init__":
                frame = frame.f_back
            number = record.made[frame] = record.made.get(frame, -1) + 1
            label = f"{type(self).__name__} {number} of {frame.f_code.co_name}"
        self.label = label
        self.routes = []
        self.startup = []
        self.dependencies = list(kwargs.get("dependencies", ()))
        self.lifespan = kwargs.get("lifespan")

    def include_router(self, router, **kwargs):
        if not isinstance(router, APIRouter):
            raise TypeError(f"no router: {router!r}")
        for key in kwargs:
            if key not in ("prefix", "tags", "dependencies", "responses", "include_in_schema"):
                raise TypeError(f"unknown argument {key}")
        others = {key: repr(value) for key, value in kwargs.items()} | {"own dependencies": repr(router.dependencies)}
        step = [self.label, router.label, others]
        record.inclusions.append([record.phase, *step, sorted({route[0] for route in router.routes})])
        self.routes += [[*route, step] for route in router.routes]

    def route(self, *_, **__):
        return lambda function: function

    get = post = middleware = exception_handler = route

    def add_middleware(self, *_, **__):
        pass

    def mount(self, *_, **__):
        pass

    def on_event(self, _):
        return lambda function: self.startup.append(function) or function

    def add_event_handler(self, _, function):
        self.startup.append(function)


class FastAPI(APIRouter):
    pass


def make(kind, label):
    if kind == "router":
        router = APIRouter(label=label)
        router.routes.append([label])
        return router
    return Base(label) if kind == "base" else Thing(label)


class World(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """The modules that exist in a job, each with its names and their kinds, and the packages around them."""

    modules = {}

    def find_spec(self, name, path=None, target=None):
        isPackage = any(each.startswith(f"{name}.") for each in self.modules)
        if name not in self.modules and not isPackage:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=isPackage)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        for name, kind in self.modules.get(module.__name__, {}).items():
            if kind == "module":
                importlib.import_module(f"{module.__name__}.{name}")
                continue
            if kind == "router":
                # The handlers need the models, so that whoever imports the router has both.
                with contextlib.suppress(ImportError, TypeError):
                    importlib.import_module(f"{module.__name__.rpartition('.')[0]}.models")
            setattr(module, name, make(kind, f"{module.__name__}.{name}"))
        if "base" in self.modules.get(module.__name__, {}).values() and not module.__name__.endswith(("db", "database")):
            record.known.append(module.__name__)


world = World()
sys.meta_path.insert(0, world)


def stub(name, **names):
    module = types.ModuleType(name)
    module.__dict__.update(names)
    module.__path__ = []
    sys.modules[name] = module


stub("fastapi", FastAPI=FastAPI, APIRouter=APIRouter, Depends=Depends)
stub("fastapi.middleware")
stub("fastapi.middleware.cors", CORSMiddleware=Thing("CORSMiddleware"))
stub("sqlalchemy", create_engine=Thing("create_engine"))
stub("alembic", context=Thing("context"))


def finish(value):
    """Runs a coroutine of which nothing ever waits."""
    try:
        value.send(None)
    except StopIteration as stop:
        return stop.value
    raise RuntimeError("something waits")


async def start(app):
    """What happens when a server starts the application."""
    for function in app.startup:
        value = function()
        if isinstance(value, types.CoroutineType):
            await value
    if app.lifespan is not None:
        async with app.lifespan(app):
            pass


HELPERS = {"start": lambda app: finish(start(app)), "finish": finish, "Root": lambda: APIRouter(label="root")}


def labelled(value):
    return getattr(value, "label", None) or getattr(value, "__name__", None) or repr(value)


def run(job, source, flags):
    global record, flag
    record, flag = Record(), flags
    world.modules = {**job["world"], job["module"]: {}}
    tops = {name.split(".")[0] for name in [*world.modules, job["module"]]}
    for name in [name for name in sys.modules if name.split(".")[0] in tops]:
        del sys.modules[name]
    code = compile(source.encode("utf-8"), "host.py", "exec", dont_inherit=True)
    module = types.ModuleType(job["module"])
    parent = job["module"].rpartition(".")[0]
    module.__package__ = job["module"] if job["isPackage"] else parent
    if job["isPackage"]:
        module.__path__ = []
    if parent:
        importlib.import_module(parent)
    sys.modules[job["module"]] = module
    names = module.__dict__
    exec(code, names)
    roots = []
    for number, text in enumerate(job["drive"]):
        record.phase = number + 1
        value = eval(text, {**names, **HELPERS})
        if isinstance(value, APIRouter):
            roots += value.routes
    exported = [labelled(names[name]) for name in names.get("__all__", [])]
    return {
        "inclusions": record.inclusions,
        "creations": record.creations,
        "known": sorted(record.known),
        "routes": roots,
        "exported": exported,
    }


for line in sys.stdin:
    job = json.loads(line)
    answers = []
    for source in job["sources"]:
        for flags in (True, False):
            try:
                with contextlib.redirect_stdout(sys.stderr):
                    answers.append(run(job, source, flags))
            except Exception as error:
                answers.append({"error": f"{type(error).__name__}: {error}"})
    sys.stdout.write(json.dumps({"id": job["id"], "answers": answers}) + "\n")
    sys.stdout.flush()
