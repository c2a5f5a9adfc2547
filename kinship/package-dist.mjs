// Makes dist/ a package of its own, with compiled JavaScript: `npm run build && npm publish ./dist`.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'

const { scripts, devDependencies, exports, ...described } = JSON.parse(readFileSync('package.json', 'utf8'))
const entry = (name) => ({ types: `./${name}.d.ts`, default: `./${name}.js` })
const published = { ...described, exports: { '.': entry('index'), './data/*': './data/*' } }
writeFileSync('dist/package.json', `${JSON.stringify(published, null, 2)}\n`)
for (const name of ['README.md', 'data', 'docs', 'examples']) cpSync(name, `dist/${name}`, { recursive: true })
