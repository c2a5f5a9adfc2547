// The direction of dependencies, checked. Each rule was seen to fail: server/test/architecture.test.ts breaks every one on purpose.
const TIERS = [
  ['identity', 'directory', 'audit', 'text-search'],
  ['time-limits'],
  ['matters', 'papers'],
  ['intake', 'sealed', 'assignment', 'closing', 'reviewing', 'notifications'],
  ['desk', 'importing', 'portal', 'auditor', 'analysis'],
]
function allowedSideways(name) {
  // Inside a tier an import needs a line here.
  const table = { identity: ['audit'], directory: ['audit', 'identity'], intake: ['sealed', 'assignment', 'reviewing'], papers: ['matters'], closing: ['assignment'], reviewing: ['assignment', 'closing'], portal: [], importing: [] }
  return (table[name] ?? []).map((other) => `^server/src/modules/${other}/`)
}
const tierRules = TIERS.flatMap((modules, tier) => modules.map((name) => ({
  name: `tier-of-${name}`, severity: 'error', comment: `${name} stands in tier ${tier} and may import lower tiers only (and its own)`,
  from: { path: `^server/src/modules/${name}/` },
  to: { path: '^server/src/modules/', pathNot: [`^server/src/modules/${name}/`, ...TIERS.slice(0, tier).flat().map((lower) => `^server/src/modules/${lower}/`), ...allowedSideways(name)] },
})))

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'other-modules-only-through-index', severity: 'error', from: { path: '^server/src/modules/([^/]+)/' }, to: { path: '^server/src/modules/([^/]+)/', pathNot: ['^server/src/modules/$1/', '^server/src/modules/[^/]+/index[.]ts$'] } },
    { name: 'rules-are-pure', severity: 'error', from: { path: '(rules|policy)[.]ts$', pathNot: '[.]test[.]ts$' }, to: { path: ['store[.]ts$', '^server/src/platform/(database|jobs|migrate|embedded-postgres|files)', '^node:(fs|net|http|child_process)', 'node_modules/(pg|kysely|hono|pg-boss)/'], dependencyTypesNot: ['type-only'] } },
    { name: 'sql-only-in-store', severity: 'error', from: { path: '^server/src/modules/', pathNot: ['store[.]ts$', '[.]db[.]test[.]ts$', '^server/src/modules/identity/sign-in'] }, to: { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] } },
    { name: 'http-only-in-routes', severity: 'error', from: { path: '^server/src/modules/', pathNot: ['routes[.]ts$', '^server/src/modules/(portal|identity)/', '[.]test[.]ts$'] }, to: { path: 'node_modules/(hono|@hono)/', dependencyTypesNot: ['type-only'] } },
    { name: 'platform-knows-no-module', severity: 'error', from: { path: '^server/src/platform/' }, to: { path: '^server/src/modules/', dependencyTypesNot: ['type-only'] } },
    { name: 'contract-stands-alone', severity: 'error', from: { path: '^contract/' }, to: { path: '^(server|web|kinship|text)/' } },
    { name: 'libraries-stand-alone', severity: 'error', from: { path: '^(kinship|text)/src/' }, to: { path: ['^(server|web|contract)/', 'node_modules/'] } },
    { name: 'web-features-are-apart', severity: 'error', from: { path: '^web/src/features/([^/]+)/' }, to: { path: '^web/src/features/', pathNot: '^web/src/features/$1/' } },
    { name: 'product-never-reads-shared', severity: 'error', from: { path: '^(server|contract|web|kinship|text)/src/' }, to: { path: '^[.][.]/shared' } },
    ...tierRules,
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] } },
}
