#!/usr/bin/env node
// Entry of every command, for any Node ≥ 20: installs what is missing, then runs on the project's own Node.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const stamp = join(root, 'node_modules', '.hejie-installed')
const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : ''

if (installed !== wanted || !existsSync(own)) {
  console.error('Hejie: installing what it needs (first time or after an update; about a minute) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const done = spawnSync(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (done.status !== 0) {
    console.error('Hejie: npm could not install the packages (see above). Check the network and that this folder can be written, then try again.')
    process.exit(1)
  }
  if (!existsSync(own)) spawnSync(npm, ['rebuild', 'node'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  writeFileSync(stamp, wanted + '\n')
}

const child = spawn(existsSync(own) ? own : process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'server', 'src', 'cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
