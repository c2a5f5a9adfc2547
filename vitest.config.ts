import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'pure', include: ['{contract,kinship,text,web,server}/**/*.test.ts'], exclude: ['**/node_modules/**', '**/*.db.test.ts', '**/*.process.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'database', include: ['server/**/*.db.test.ts'], exclude: ['**/node_modules/**'],
          globalSetup: ['server/test/global-setup.ts'], testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: true, maxWorkers: 2,
        },
      },
      // Real server processes, killed and started again.
      { test: { name: 'process', include: ['server/**/*.process.test.ts'], exclude: ['**/node_modules/**'], testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false } },
    ],
  },
})
