/** Memory that WebAssembly code and several threads share. */
export interface SharedWasmMemory {
  readonly buffer: SharedArrayBuffer
  grow(pages: number): number
}

/** Compiled code that can be sent to other threads. */
export interface WasmModule {
  readonly [Symbol.toStringTag]?: string
}

type WasmFunction = (...parameters: number[]) => number

interface WasmPlatform {
  readonly Memory: new (size: { initial: number; maximum: number; shared: true }) => SharedWasmMemory
  readonly Module: new (bytes: Uint8Array) => WasmModule
  readonly Instance: new (module: WasmModule, imports: { env: { memory: SharedWasmMemory } }) => { readonly exports: Readonly<Record<string, WasmFunction>> }
  validate(bytes: Uint8Array): boolean
}

// The part of the platform's WebAssembly that the search uses; it may be absent. Named here so that neither
// the browser's nor Node's type library is needed.
declare const WebAssembly: WasmPlatform | undefined

/** WebAssembly with shared memory, or null where the platform has none. */
export const wasmPlatform: WasmPlatform | null = typeof WebAssembly === 'undefined' || typeof SharedArrayBuffer === 'undefined' ? null : WebAssembly
