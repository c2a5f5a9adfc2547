// Makes dist/ a package of its own, with compiled JavaScript: `npm run build && npm publish ./dist`.
import { cpSync, readFileSync, writeFileSync } from 'node:fs'

const described = JSON.parse(readFileSync('package.json', 'utf8'))
for (const unpublished of ['scripts', 'devDependencies', 'exports']) delete described[unpublished]
const entry = (name) => ({ types: `./${name}.d.ts`, default: `./${name}.js` })
const exports = { '.': entry('index'), './search': entry('search/index'), './search/node': entry('search/node/index'), './data/*': './data/*' }
writeFileSync('dist/package.json', `${JSON.stringify({ ...described, exports }, null, 2)}\n`)
for (const name of ['README.md', 'data', 'docs', 'examples']) cpSync(name, `dist/${name}`, { recursive: true })
