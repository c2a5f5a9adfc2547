import { parentPort, workerData } from 'node:worker_threads'
import { startJob } from '../jobs.ts'
import { kernelsFor } from '../kernels.ts'
import { createStore, growStore } from '../profile-store.ts'
import type { ScanContext } from '../scan-block.ts'
import { layoutOf } from '../store-layout.ts'
import { SCRATCH_BYTES, sharedMemory } from '../store-memory.ts'
import type { WorkOrder, WorkerStart } from './worker-messages.ts'
import { CANCELLED, NEXT_UNIT, packError } from './worker-messages.ts'

const { memory, shapes, sets, scanner, kernels }: WorkerStart = workerData
const store = createStore(layoutOf(shapes, sets), { memory: sharedMemory(memory) })
const context: ScanContext = { store, kernels: kernelsFor(store.memory, kernels), scratch: scanner * SCRATCH_BYTES }

parentPort?.on('message', (order: WorkOrder) => {
  try {
    parentPort?.postMessage({ number: order.number, outcome: carryOut(order), error: null })
  } catch (error) {
    parentPort?.postMessage({ number: order.number, outcome: null, error: packError(error) })
  }
})

function carryOut(order: WorkOrder): unknown {
  growStore(store, order.bytes)
  store.count = order.count
  order.alleles.forEach((alleles, index) => store.layout.loci[index].alleles.splice(0, Infinity, ...alleles))
  const job = startJob(order.kind, context, order.task)
  const control = new Int32Array(order.control)
  while (Atomics.load(control, CANCELLED) === 0) {
    const unit = Atomics.add(control, NEXT_UNIT, 1)
    if (unit >= order.to) break
    job.unit(unit)
  }
  return job.finish()
}
