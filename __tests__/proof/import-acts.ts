/** What applications do when they are imported, one line each: refused and said, or let be where it stays in the copy. */
import type { Defect } from './defects.js';

const MAIN = 'app/main.py';
const DATABASE = 'app/core/db.py';
const first = (code: string): NonNullable<Defect['theirs']> => [
  { path: MAIN, from: 'app = FastAPI', to: `${code}\napp = FastAPI` },
];
const last = (code: string): NonNullable<Defect['theirs']> => [{ path: DATABASE, to: `\n\n${code}\n` }];

export const IMPORT_ACTS: readonly Defect[] = [
  {
    name: 'a host that forks when it is imported',
    theirs: first('import os\n\nos.fork()'),
    says: ['not proven', 'starts another program: os.fork (app/main.py:'],
  },
  {
    name: 'a host that starts a process of Python when it is imported',
    theirs: first('import multiprocessing\n\nmultiprocessing.Process(target=print).start()'),
    says: ['not proven', 'starts another program'],
  },
  {
    name: 'a host that becomes another program when it is imported',
    theirs: first('import os\n\nos.execv("/bin/true", ["true"])'),
    says: ['not proven', 'starts another program: /bin/true'],
  },
  {
    name: 'a host that ends a process when it is imported',
    theirs: first('import os\n\nos.kill(os.getppid(), 15)'),
    says: ['not proven', 'starts another program: os.kill'],
  },
  {
    name: 'a host that exits when it is imported',
    theirs: first('raise SystemExit("no settings here")'),
    says: ['not proven', 'the application does not start as it is: SystemExit: no settings here'],
  },
  {
    name: 'a host that sends a datagram when it is imported',
    theirs: first(
      'import socket\n\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9999))',
    ),
    says: ['not proven', 'opens a connection: 127.0.0.1 9999'],
  },
  {
    name: 'a host that listens when it is imported',
    theirs: first('import socket\n\nsocket.create_server(("127.0.0.1", 0))'),
    says: ['not proven', 'opens a connection: 127.0.0.1 0'],
  },
  {
    name: 'a host that removes a file elsewhere when it is imported',
    theirs: first('import os\n\nos.remove("/var/tmp/shop.lock")'),
    says: ['not proven', 'writes to a file outside of it: /var/tmp/shop.lock'],
  },
  {
    name: 'a host that asserts an environment variable',
    theirs: first('import os\n\nassert os.getenv("SHOP_SECRET"), "SHOP_SECRET is not set"'),
    says: ['not proven', 'AssertionError: SHOP_SECRET is not set'],
  },
  // A server listens at SHOP_PORT, and hears nothing.
  {
    name: 'a host that opens a web page when it is imported',
    theirs: first(
      `import os, urllib.request\n\nurllib.request.urlopen(f"http://127.0.0.1:{os.environ['SHOP_PORT']}/")`,
    ),
    says: ['not proven', 'opens a connection: 127.0.0.1'],
  },
  {
    name: 'a host that opens a connection of asyncio when it is imported',
    theirs: first(
      'import asyncio, os\n\nasyncio.run(asyncio.open_connection("127.0.0.1", int(os.environ["SHOP_PORT"])))',
    ),
    says: ['not proven', 'opens a connection: 127.0.0.1'],
  },
  {
    name: 'a host that asks a database server when it is imported',
    theirs: last(
      'create_engine(f"postgresql+psycopg://shop@127.0.0.1:{os.environ[\'SHOP_PORT\']}/shop", connect_args={"connect_timeout": 2}).connect()',
    ),
    says: ['not proven', 'opens a connection: the database (postgresql)'],
  },
  {
    name: 'a host that asks a database server by its driver when it is imported',
    theirs: last(
      'import psycopg\n\npsycopg.Connection.connect(host="127.0.0.1", port=os.environ["SHOP_PORT"], connect_timeout=2)',
    ),
    says: ['not proven', 'opens a connection: the database (psycopg)'],
  },
  {
    name: 'a host that sends by C when it is imported',
    theirs: first('import ctypes\n\nctypes.CDLL(None).puts(b"started")'),
    says: ['not proven', 'calls C by itself, where nothing can be seen: None (app/main.py:'],
  },
  {
    name: 'a host that calls C of Python when it is imported',
    theirs: first('from ctypes import pythonapi\n\npythonapi.Py_IsInitialized()'),
    says: ['not proven', 'calls C by itself, where nothing can be seen: Py_IsInitialized (app/main.py:'],
  },
  // What stays in the copy is nobody's matter.
  {
    name: 'a host whose library calls C when it is imported',
    theirs: first('import ctypes.util\nimport uuid\n\nctypes.util.find_library\nuuid.uuid1()'),
    says: ['proven', '+5 routes'],
  },
  {
    name: 'a host that asks the database of its own folder when it is imported',
    theirs: last('with engine.connect() as connection:\n    connection.exec_driver_sql("CREATE TABLE things (x INT)")'),
    says: ['proven', '+5 routes'],
  },
  {
    name: 'a host that asks a database elsewhere from a thread when it is imported',
    theirs: last(
      'import threading\n\nthreading.Thread(target=create_engine("sqlite:////var/tmp/shop.db").connect).start()',
    ),
    says: ['proven', '+5 routes'],
  },
  {
    name: 'a host whose thread never ends',
    theirs: last('import threading\n\nthreading.Thread(target=threading.Event().wait).start()'),
    says: ['proven', '+5 routes'],
  },
  {
    name: 'a host that prints an answer when it is imported',
    theirs: first('print("{\\"kind\\": \\"ran\\"}" * 20_000)'),
    says: ['proven', '+5 routes'],
  },
  {
    name: 'a host that writes elsewhere when it ends',
    theirs: first('import atexit\n\natexit.register(open, "/var/tmp/shop.log", "w")'),
    says: ['proven', '+5 routes'],
  },
  {
    name: 'a host that changes its own files when it is imported',
    theirs: first('open(__file__, "a").write("# started\\n")\nimport os\n\nos.chmod(__file__, 0o777)'),
    says: ['proven', '+5 routes'],
  },
  {
    name: 'a host that goes on without the service that it asks when it is imported',
    theirs: first(
      'import socket\n\ntry:\n    socket.create_connection(("127.0.0.1", 6379))\nexcept OSError:\n    pass',
    ),
    says: ['proven', '+5 routes'],
  },
  {
    name: 'a host that looks for a library of the system when it is imported',
    theirs: first('from ctypes.util import find_library\n\nassert find_library("c"), "no libc"'),
    says: ['proven', '+5 routes'],
  },
];
