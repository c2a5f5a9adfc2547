#!/usr/bin/env node
// Entry of every command: installs what is missing, then runs on the project's own Node.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, root } from '../scripts/install.mjs'

const node = ensureInstalled()
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, 'server', 'src', 'cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
// Ctrl-C reaches the whole group; a signal sent to this process alone is passed on.
process.on('SIGTERM', () => child.kill('SIGTERM'))
process.on('SIGINT', () => undefined)
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
