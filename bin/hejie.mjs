#!/usr/bin/env node
// Entry of every command: installs what is missing, then runs on the project's own Node.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, root } from '../scripts/install.mjs'

const node = ensureInstalled()
// Less garbage is kept before it is collected: a quarter less memory at the same speed. A gigabyte is four times what the server needs.
const flags = process.argv[2] === 'start' ? JSON.parse(readFileSync(join(root, 'scripts', 'server-flags.json'), 'utf8')) : []
const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...flags, join(root, 'server', 'src', 'cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
// Ctrl-C reaches the whole group; a signal sent to this process alone is passed on.
process.on('SIGTERM', () => child.kill('SIGTERM'))
process.on('SIGINT', () => undefined)
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
