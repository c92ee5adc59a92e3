/** Settings for WebAssembly, made before any of it is loaded. */
import { setFlagsFromString } from 'node:v8';

let prepared = false;

/**
 * Call before any WASM is compiled. V8 keeps the process alive until its background compilation of hot functions is
 * done, which costs more than all the parsing; another runtime than V8 just does without.
 */
export function prepareWasm(): void {
  if (prepared) return;
  prepared = true;
  try {
    setFlagsFromString('--wasm-tiering-budget=2000000000');
  } catch {}
}
