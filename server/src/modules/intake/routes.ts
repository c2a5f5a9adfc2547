import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import * as contract from '@hejie/contract/intake'
import { readAttachment as readAttachmentRoute } from '@hejie/contract/matters'
import type { Deps } from '../../deps.ts'
import { RuleBroken } from '../../platform/errors.ts'
import { downloadHeaders } from '../../platform/files/download.ts'
import { newRouter, requireActor } from '../../platform/http.ts'
import type { Env } from '../../platform/http.ts'
import { formsToDisk } from '../../platform/read-form.ts'
import { problemResponse } from '../../platform/problem.ts'
import { addMaterial, askWithdrawal, supplyInfo } from './citizen-steps.ts'
import { citizenView } from './citizen-view.ts'
import { fileMatter } from './file-matter.ts'
import { linkMatters } from './merge-matter.ts'
import { openByPin } from './open-by-pin.ts'
import { reissuePin } from './reissue-pin.ts'
import { readAttachment, requireFile, uploadFile } from './upload-file.ts'

/** What a multipart body adds around the file itself. */
const FORM_BYTES = 64 * 1024

/** Filing, files, and what petitioners do with code and PIN. */
export function intakeRoutes(deps: Deps): OpenAPIHono<Env> {
  const { maxAttachmentBytes } = deps.config
  const tooBig = new RuleBroken('intake/upload-too-big', { max: Math.floor(maxAttachmentBytes / 1024 / 1024) })
  const router = newRouter()
  // Before anything is read, and then to disk.
  router.use('/api/uploads', bodyLimit({ maxSize: maxAttachmentBytes + FORM_BYTES, onError: (c) => problemResponse(c, tooBig) }), formsToDisk(join(deps.config.dataFolder, 'incoming')))
  return router
    .openapi(contract.fileMatter, async (c) => {
      const actor = c.get('actor')
      const by = actor ? { kind: 'staff', actor } as const : { kind: 'citizen', clientAddress: c.get('clientAddress') } as const
      return c.json(await fileMatter(deps, by, c.req.valid('json'), c.req.valid('header')['idempotency-key']), 201)
    })
    .openapi(contract.uploadAttachment, async (c) => {
      const { file, matterCode } = c.req.valid('form')
      const sent = requireFile(file)
      const bytes = Buffer.from(await sent.arrayBuffer())
      return c.json(await uploadFile(deps, { actor: c.get('actor'), clientAddress: c.get('clientAddress') }, { name: sent.name, bytes }, { matterCode, key: c.req.valid('header')['idempotency-key'] }), 201)
    })
    .openapi(readAttachmentRoute, async (c) => {
      const { code, id } = c.req.valid('param')
      const file = await readAttachment(deps, requireActor(c), code, id)
      return c.body(Readable.toWeb(deps.files.read(file.digest)), 200, downloadHeaders(file))
    })
    .openapi(contract.reissuePin, async (c) => c.json(await reissuePin(deps, requireActor(c), c.req.valid('param').code, c.req.valid('json')), 200))
    .openapi(contract.linkMatters, async (c) => {
      await linkMatters(deps, requireActor(c), c.req.valid('param').code, c.req.valid('json'))
      return c.body(null, 204)
    })
    .openapi(contract.followMatter, async (c) => {
      const access = await openByPin(deps, { ...c.req.valid('json'), clientAddress: c.get('clientAddress') })
      return c.json(await citizenView(deps, access), 200)
    })
    .openapi(contract.supplyInfo, async (c) => {
      const { code, pin, ...input } = c.req.valid('json')
      const access = await openByPin(deps, { code, pin, clientAddress: c.get('clientAddress') })
      await supplyInfo(deps, access, input, c.req.valid('header')['idempotency-key'])
      return c.json(await citizenView(deps, access), 200)
    })
    .openapi(contract.addMaterial, async (c) => {
      const { code, pin, ...input } = c.req.valid('json')
      const access = await openByPin(deps, { code, pin, clientAddress: c.get('clientAddress') })
      await addMaterial(deps, access, input, c.req.valid('header')['idempotency-key'])
      return c.json(await citizenView(deps, access), 200)
    })
    .openapi(contract.askWithdrawal, async (c) => {
      const { code, pin, ...input } = c.req.valid('json')
      const access = await openByPin(deps, { code, pin, clientAddress: c.get('clientAddress') })
      await askWithdrawal(deps, access, input, c.req.valid('header')['idempotency-key'])
      return c.json(await citizenView(deps, access), 200)
    })
}
