// Installs what is missing, for any Node ≥ 20 with npm; everything after runs on the project's own Node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'

/** Makes sure the packages of the lock file are installed. Returns the path of the project's own Node. */
export function ensureInstalled() {
  const own = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
  const stamp = join(root, 'node_modules', '.hejie-installed')
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : ''
  if (installed === wanted && existsSync(own)) return own
  console.error('Hejie: installing what it needs (first time or after an update; about a minute) …')
  const run = (args) => spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows })
  if (run(['ci', '--no-fund', '--no-audit', '--loglevel=error']).status !== 0) {
    console.error('Hejie: npm could not install the packages (see above). Check the network and that this folder can be written, then try again.')
    process.exit(1)
  }
  // Where npm holds back install scripts, the runtime is fetched by asking for it.
  if (!existsSync(own)) run(['rebuild', 'node', '--foreground-scripts'])
  if (!existsSync(own)) {
    console.error('Hejie: the package "node" did not install its program. Run "npm rebuild node" and look at what it says.')
    process.exit(1)
  }
  writeFileSync(stamp, wanted + '\n')
  return own
}
