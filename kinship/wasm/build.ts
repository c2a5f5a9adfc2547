import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const SOURCE = new URL('./kernels.ts', import.meta.url)
const TARGET = new URL('../src/search/kernels-bytes.ts', import.meta.url)

const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536', '--enable', 'simd', '--enable', 'threads']

/** Builds the kernels to WebAssembly, the same bytes on every machine. */
export async function buildKernels(): Promise<Uint8Array> {
  const source = await readFile(SOURCE, 'utf8')
  const errors: string[] = []
  let wasm: Uint8Array | null = null
  const result = await asc.main(['kernels.ts', '--outFile', 'kernels.wasm', ...OPTIONS], {
    readFile: (name) => (name === 'kernels.ts' ? source : null),
    writeFile: (name, contents) => {
      if (name === 'kernels.wasm' && typeof contents !== 'string') wasm = contents
    },
    listFiles: () => [],
    stderr: { write: (text: string | Uint8Array) => errors.push(String(text)) },
    stdout: { write: () => undefined },
  })
  if (result.error !== null || wasm === null) throw new Error(`The kernels do not build:\n${errors.join('')}`, { cause: result.error })
  return wasm
}

/** The module that carries the bytes, so that browsers and Node load them alike, without a file. */
export function kernelsModule(wasm: Uint8Array): string {
  const lines = Buffer.from(wasm).toString('base64').match(/.{1,120}/g) ?? []
  return `// Built from wasm/kernels.ts by \`npm run build:kernels -w kinship\`; a test builds it again and compares.\nexport const KERNELS_BASE64 = [\n${lines.map((line) => `  '${line}',`).join('\n')}\n].join('')\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wasm = await buildKernels()
  await writeFile(TARGET, kernelsModule(wasm))
  process.stdout.write(`kernels: ${wasm.length} bytes\n`)
}
