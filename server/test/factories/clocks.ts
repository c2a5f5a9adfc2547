import { lockMany, saveNextDues } from '../../src/modules/matters/index.ts'
import { recomputeClocks } from '../../src/modules/time-limits/index.ts'
import type { TestServer } from '../harness.ts'

/** What the job does after an edit of the calendar, at once. */
export const recompute = (server: TestServer, touched: Parameters<typeof recomputeClocks>[2]) => recomputeClocks(server.deps, { lockMany, saveNextDues }, touched)
