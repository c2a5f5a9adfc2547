export { openStoreFile, withStoreLock, writeStoreChange, writeStoreFile } from './store-files.ts'
export { createPool, createThreadPool } from './thread-pool.ts'
export type { ThreadPoolOptions } from './thread-pool.ts'
