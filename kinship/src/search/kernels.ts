import { KERNELS_BASE64 } from './kernels-bytes.ts'
import { plainKernels } from './plain-kernels.ts'
import type { StoreMemory } from './store-memory.ts'
import type { WasmModule } from './web-assembly.ts'
import { wasmPlatform } from './web-assembly.ts'

/**
 * The inner loops of a scan over one block. Addresses are byte offsets in the store's memory;
 * wasm/kernels.ts says what each does. All return how many slots they wrote.
 */
export interface Kernels {
  readonly name: 'wasm-simd' | 'plain'
  scanTwo(program: number, steps: number, checkFrom: number, set: number, block: number, tolerance: number, out: number): number
  scanCounted(program: number, steps: number, checkFrom: number, set: number, block: number, tolerance: number, out: number): number
  boundBlock(program: number, loci: number, block: number, start: number, out: number): number
  scoreBlock(program: number, loci: number, rows: number, rowBytes: number, count: number, floor: number, slots: number, ratios: number): number
}

/** Which kernels to use: WebAssembly SIMD where the platform has it (`auto`), or plain TypeScript. */
export type KernelChoice = 'auto' | 'plain'

let compiled: WasmModule | null = null

/** The kernels for a store's memory. */
export function kernelsFor(memory: StoreMemory, choice: KernelChoice = 'auto'): Kernels {
  if (choice === 'plain' || memory.wasm === null || wasmPlatform === null) return plainKernels(memory)
  const bytes = kernelBytes()
  if (!wasmPlatform.validate(bytes)) return plainKernels(memory)
  compiled ??= new wasmPlatform.Module(bytes)
  const { scanTwo, scanCounted, boundBlock, scoreBlock } = new wasmPlatform.Instance(compiled, { env: { memory: memory.wasm } }).exports
  return { name: 'wasm-simd', scanTwo, scanCounted, boundBlock, scoreBlock }
}

/** The built kernels. */
export function kernelBytes(): Uint8Array {
  return Uint8Array.from(atob(KERNELS_BASE64), (character) => character.charCodeAt(0))
}
