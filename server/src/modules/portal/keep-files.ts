import { Invalid, RuleBroken } from '../../platform/errors.ts'
import { problemText } from '../../platform/problem.ts'
import { uploadFile } from '../intake/index.ts'
import type { Draft } from './draft.ts'
import type { PageFault } from './form-parts.ts'
import type { Visit } from './visit.ts'

/** Keeps the files of a form, each for itself: one that is refused is named with the reason, the others stay. */
export async function keepFiles(visit: Visit, files: readonly File[]): Promise<{ files: Draft['files']; faults: PageFault[] }> {
  const { deps, c, language, t } = visit
  const kept: Draft['files'] = []
  const faults: PageFault[] = []
  for (const file of files) {
    try {
      const { id, name, bytes } = await uploadFile(deps, { actor: null, clientAddress: c.get('clientAddress') }, { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) })
      kept.push({ id, name, bytes })
    } catch (error) {
      if (!(error instanceof RuleBroken || error instanceof Invalid)) throw error
      const facts = error instanceof RuleBroken ? error.facts : {}
      faults.push({ field: 'file', message: t.filing.files.notAdded(file.name, problemText(error.code, facts, language)) })
    }
  }
  return { files: kept, faults }
}
