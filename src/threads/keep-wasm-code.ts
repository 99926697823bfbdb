// Against a crash of V8: it may free the code of a wrapper twice that threads share, when one of them has ended.
import { setFlagsFromString } from 'node:v8'

/**
 * To be called before a thread is started; it counts for the whole process.
 *
 * Each thread runs WebAssembly: the database, the kernels, in a checkout what makes JavaScript of TypeScript too. Calls
 * from there to JavaScript go through wrappers that V8 13.6 compiles once for all threads and frees as garbage; now and
 * then it frees one that is gone, and the process ends with SIGSEGV in NativeModule::FreeCode, below
 * Runtime_TierUpWasmToJSWrapper (https://github.com/nodejs/node/issues/64500): seen in one run in thirty of the tests
 * that end threads. Without this collection what was compiled stays, a few megabytes for the life of the process.
 */
export function keepWasmCode(): void {
  setFlagsFromString('--no-wasm-code-gc')
}
