import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { PROJECT_ROOT } from './platform/config.ts'

export const CONSOLE_FOLDER = join(PROJECT_ROOT, 'web', 'dist')
const SOURCES = ['web/src', 'web/public', 'web/index.html', 'web/vite.config.ts', 'contract/src', 'package-lock.json']

/**
 * Builds the staff console when its sources changed since the last build; a fresh clone does so once. Two that build at
 * once do so in folders of their own, and the whole build of one of them is kept.
 *
 * @throws Error with what the bundler said
 */
export async function buildConsole(progress: (what: string) => void): Promise<void> {
  const wanted = digestOf(SOURCES)
  if (marked(CONSOLE_FOLDER) === wanted) return
  progress('console: building the staff pages (once)')
  const made = mkdtempSync(`${CONSOLE_FOLDER}-`)
  try {
    await runVite(made)
    for (const name of readdirSync(made, { recursive: true, encoding: 'utf8' })) {
      if (/\.(js|css|html|svg|json|webmanifest)$/.test(name)) compress(join(made, name))
    }
    writeFileSync(join(made, MARK), wanted)
    putInPlace(made, CONSOLE_FOLDER)
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

/** In a finished build: of which sources. */
const MARK = '.sources'

function marked(folder: string): string | null {
  const file = join(folder, MARK)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** Makes a finished build the one that is served, as a whole. Of several at once the last one stays, unless one of the same sources is there already. */
export function putInPlace(made: string, folder: string): void {
  for (let i = 0; i < 50 && marked(folder) !== marked(made); i++) {
    const old = mkdtempSync(`${folder}-`)
    try {
      // A folder can be moved onto an empty one; whoever was quicker has filled or taken it, and it is tried again.
      if (existsSync(folder)) renameSync(folder, old)
      renameSync(made, folder)
      return
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM'].includes(String(error.code)))) throw error
    } finally {
      rmSync(old, { recursive: true, force: true })
    }
  }
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

function runVite(folder: string): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(PROJECT_ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'web', '--logLevel', 'warn', '--outDir', folder, '--emptyOutDir'], { cwd: PROJECT_ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
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
