/** A stand-in for a Python that has loaded FastAPI and SQLAlchemy already: importing them is most of what a probe takes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SERVER: string = join(import.meta.dirname, 'warm_python.py');

export type WarmPython = { readonly path: string; readonly stop: () => void };

/** What a fork runs is what the arguments say; the environment, the folder and the streams are those of the call. */
const client = (python: string, socket: string): string => `#!${python} -ISE
import array, json, os, socket, sys
request = {"arguments": sys.argv[2:], "folder": os.getcwd(), "env": dict(os.environ)}
data = json.dumps(request).encode()
with socket.socket(socket.AF_UNIX) as server:
    server.connect(${JSON.stringify(socket)})
    streams = array.array("i", [1, 2])
    server.sendmsg([b"%16d" % len(data)], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
    server.sendall(data)
    server.recv(1)
`;

/** `folder` is where its files go. */
export async function warmPython(python: string, folder: string): Promise<WarmPython> {
  const socket = join(folder, 'warm.sock');
  const path = join(folder, 'warm-python');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, client(python, socket), { mode: 0o755 });
  const env = { ...process.env, PYTHONHASHSEED: '0', PYTHONIOENCODING: 'utf-8' };
  const server = spawn(python, ['-B', SERVER, socket], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  await Promise.race([
    once(server.stdout, 'data'),
    once(server, 'close').then(() => Promise.reject(new Error('it ended'))),
  ]);
  return { path, stop: () => void server.stdin.end() };
}
