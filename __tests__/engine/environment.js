// Where a test file runs: Jest's, and the engine is outside of it, loaded once by each worker and warm for the next file.
import { pathToFileURL } from 'node:url';
import { TestEnvironment } from 'jest-environment-node';

/** What code on both sides makes and asks for: a test compares what the engine made with what it makes itself. */
const SHARED = ['Object', 'Map', 'Set', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'RegExp', 'Date'];

let modules;
let loaded;

/** The modules of the bundle by their paths, as `lib/refusal.ts`. */
export function modulesOfEngine() {
  if (modules === undefined) throw new Error('the engine is asked for before a test environment has loaded it');
  return modules;
}

export default class EngineEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    const file = process.env['TEST_ENGINE'];
    if (loaded !== file) {
      const { paths, ...exported } = await import(pathToFileURL(file).href);
      modules = Object.fromEntries(paths.map((path, index) => [path, exported[`m${index}`]]));
      loaded = file;
    }
    for (const name of SHARED) this.global[name] = globalThis[name];
    this.global[Symbol.for('engine')] = modules;
  }
}
