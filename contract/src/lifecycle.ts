import { z } from '@hono/zod-openapi'

/** States of a petition matter (信访事项). */
export const STATUSES = [
  'DRAFT', 'SUBMITTED', 'REGISTERED', 'NEED_INFO', 'ROUTED', 'OBJECTED', 'JURIS', 'SIGNED', 'HANDLING', 'MEDIATING', 'HEARING',
  'REVIEWING_DRAFT', 'SIGNING', 'SERVING', 'SERVED', 'IN_REVIEW', 'IN_REREVIEW', 'EXECUTING', 'CLOSED', 'FINAL', 'ARCHIVED',
  'NOT_ACCEPTED', 'DIVERTED', 'WITHDRAWN', 'MERGED', 'SEALED',
] as const
export type Status = (typeof STATUSES)[number]
export const StatusSchema = z.enum(STATUSES).openapi('MatterStatus')

export const STATUS_NAMES: Record<Status, { zh: string; en: string; plain: string }> = {
  DRAFT: { zh: '草稿', en: 'Draft', plain: '还没有提交' },
  SUBMITTED: { zh: '已提交', en: 'Submitted', plain: '已经收到，等待登记' },
  REGISTERED: { zh: '已登记', en: 'Registered', plain: '已经登记，正在确定由谁办理' },
  NEED_INFO: { zh: '待补充', en: 'More information needed', plain: '需要您补充材料' },
  ROUTED: { zh: '待签收', en: 'Sent to unit', plain: '已经转给承办单位，等待签收' },
  OBJECTED: { zh: '异议待核', en: 'Objection being checked', plain: '承办单位提出异议，正在核实由谁办理' },
  JURIS: { zh: '管辖待裁', en: 'Jurisdiction being ruled', plain: '正在裁定由哪个单位办理' },
  SIGNED: { zh: '已签收待告知', en: 'Signed for', plain: '承办单位已经签收' },
  HANDLING: { zh: '办理中', en: 'Being handled', plain: '正在办理' },
  MEDIATING: { zh: '调解中', en: 'In mediation', plain: '正在调解' },
  HEARING: { zh: '听证中', en: 'Hearing', plain: '正在听证' },
  REVIEWING_DRAFT: { zh: '待审核', en: 'Draft under review', plain: '正在办理（意见审核中）' },
  SIGNING: { zh: '待签发', en: 'Awaiting signature', plain: '正在办理（等待签发）' },
  SERVING: { zh: '待送达', en: 'Awaiting service', plain: '已有处理意见，正在送达' },
  SERVED: { zh: '已送达', en: 'Served', plain: '处理意见已经送达' },
  IN_REVIEW: { zh: '复查中', en: 'In review', plain: '正在复查' },
  IN_REREVIEW: { zh: '复核中', en: 'In re-review', plain: '正在复核' },
  EXECUTING: { zh: '落实中', en: 'Being carried out', plain: '正在落实处理意见' },
  CLOSED: { zh: '办结', en: 'Closed', plain: '已经办结' },
  FINAL: { zh: '终结', en: 'Final', plain: '已经终结' },
  ARCHIVED: { zh: '归档', en: 'Archived', plain: '已经归档' },
  NOT_ACCEPTED: { zh: '不予（不再）受理', en: 'Not accepted', plain: '不予受理' },
  DIVERTED: { zh: '已导入法定途径', en: 'Led to the lawful route', plain: '请通过法定途径解决' },
  WITHDRAWN: { zh: '已撤回', en: 'Withdrawn', plain: '已经撤回' },
  MERGED: { zh: '已并案', en: 'Merged', plain: '已并入同一事项办理' },
  SEALED: { zh: '已按管理权限转送', en: 'Forwarded by competence', plain: '已按管理权限转送有关机关' },
}

/** Roles (T26). */
export const ROLE_CODES = [
  'ZR01', 'ZR02', 'ZR03', 'ZR04', 'ZR05', 'ZR06', 'ZR07', 'ZR08', 'ZR09', 'ZR10', 'ZR11', 'ZR12', 'ZR13', 'ZR14',
  'ZR15', 'ZR16', 'ZR17', 'ZR18', 'ZR19', 'ZR20', 'ZR21', 'ZR22', 'ZR23', 'ZR24', 'ZR25', 'ZR26', 'ZR27',
] as const
export type RoleCode = (typeof ROLE_CODES)[number]

/** Everything that can be done to a matter by staff; each is one request, one transaction, one line in the timeline. */
export const ACTIONS = [
  'register', 'ask-info', 'proceed-without-info', 'classify', 'seal', 'divert', 'propose-refusal', 'confirm-refusal', 'reject-refusal', 'merge',
  'transfer', 'assign', 'report-up', 'sign', 'object', 'agree-objection', 'refuse-objection', 'dispute', 'rule', 'accept', 'contact',
  'co-opinion', 'extend', 'save-draft', 'draft', 'return-draft', 'approve', 'return-for-signing', 'issue', 'serve', 'execute', 'close', 'archive',
  'confirm-withdrawal', 'decline-withdrawal', 'reopen', 'note', 'finish-task',
  'to-ordinary', 'to-mediation', 'mediation-done', 'hear', 'end-hearing', 'lift', 'supervise', 'answer-jointly', 'conclude',
  'review-accept', 'review-refuse', 'review-hear', 'review-heard', 'review-draft', 'review-return', 'review-approve', 'review-issue', 'review-serve',
] as const
export type ActionName = (typeof ACTIONS)[number]
/** What a petitioner does with code and PIN. */
export const CITIZEN_ACTIONS = ['submit', 'supply', 'add-material', 'evaluate', 'withdraw', 'ask-review', 'ask-rereview', 'report-reprisal'] as const
export type CitizenActionName = (typeof CITIZEN_ACTIONS)[number]
/** What the clock does by itself. */
export const SYSTEM_ACTIONS = ['finalise', 'info-overdue', 'escalate', 'raise', 'succeed'] as const
export type SystemActionName = (typeof SYSTEM_ACTIONS)[number]
