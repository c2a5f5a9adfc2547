// Writes contract/openapi.json, the published description of the API, from the routes; with --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describeApi } from '../contract/src/openapi.ts'

const file = resolve(import.meta.dirname, '../contract/openapi.json')
const text = JSON.stringify(describeApi(), null, 1) + '\n'
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  console.error('contract/openapi.json is not up to date: run node scripts/openapi.ts with the project\'s Node')
  process.exitCode = 1
}
