import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { PROJECT_ROOT } from './platform/config.ts'

export const CONSOLE_FOLDER = join(PROJECT_ROOT, 'web', 'dist')
const SOURCES = ['web/src', 'web/public', 'web/index.html', 'web/vite.config.ts', 'contract/src', 'package-lock.json']

/**
 * Builds the staff console when its sources changed since the last build; a fresh clone does so once.
 * @throws Error with what the bundler said
 */
export async function buildConsole(progress: (what: string) => void): Promise<void> {
  const mark = join(CONSOLE_FOLDER, '.sources')
  const wanted = digestOf(SOURCES)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  progress('console: building the staff pages (once)')
  await runVite()
  for (const name of readdirSync(CONSOLE_FOLDER, { recursive: true, encoding: 'utf8' })) {
    if (/\.(js|css|html|svg|json|webmanifest)$/.test(name)) compress(join(CONSOLE_FOLDER, name))
  }
  writeFileSync(mark, wanted)
}

function digestOf(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) {
    const at = join(PROJECT_ROOT, path)
    if (!existsSync(at)) continue
    const files = statSync(at).isDirectory() ? readdirSync(at, { recursive: true, encoding: 'utf8' }).sort().map((name) => join(at, name)).filter((file) => statSync(file).isFile()) : [at]
    for (const file of files) hash.update(file.slice(PROJECT_ROOT.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function runVite(): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(PROJECT_ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--logLevel', 'warn'], { cwd: PROJECT_ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', fail)
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`the console could not be built:\n${said}`))))
  })
}

/** Compressing once here costs seconds; compressing at every request would cost every reader. */
function compress(file: string): void {
  const bytes = readFileSync(file)
  if (bytes.length < 1024) return
  writeFileSync(file + '.br', brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  writeFileSync(file + '.gz', gzipSync(bytes, { level: 9 }))
}
