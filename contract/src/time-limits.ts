import { CivilDate, COMMON_PROBLEMS, createRoute, Instant, json, MatterCode, ok, RegionCode, z } from './common.ts'
import { CalendarDay } from './directory.ts'

const tags = ['time-limits']
const Bilingual = z.object({ zh: z.string(), en: z.string() })
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/).openapi({ description: 'HH:MM on China’s clock.' })
const RuleCode = z.string().regex(/^DL\d\d$/).openapi({ description: 'Code of a limit (T27).', example: 'DL05' })

export const UNITS = ['naturalDay', 'workingDay', 'month', 'year', 'minute'] as const
export const STARTS = [
  'received', 'forwardReceived', 'accepted', 'signed', 'replyReceived', 'replyServed', 'reviewRequested', 'reviewOpinionReceived', 'rereviewRequested', 'applicationReceived', 'agreementEffective', 'actKnown',
  'infringementKnown', 'reported', 'documentServed', 'created',
] as const
export const EXTENDERS = ['agencyHead', 'bodyHead', 'courtPresident', 'commissionDirector', 'bothParties', 'justCause'] as const
const Length = z.union([z.number().int().min(1).max(36_500), z.record(z.string().max(20), z.number().int().min(1).max(36_500))])
const Extension = z.object({ by: z.enum(EXTENDERS), atMost: z.number().int().min(1).max(3650).nullable(), times: z.number().int().min(1).max(20).nullable(), reasonTold: z.boolean() })

/** One row of the table of limits, with the days on which a clock may start under it. */
export const TimeLimitRule = z.object({
  code: RuleCode, zh: z.string(), en: z.string(), startsAt: z.enum(STARTS), length: Length, unit: z.enum(UNITS), bound: z.enum(['atMost', 'atLeast']), extension: Extension.nullable(),
  pausedBy: z.array(z.enum(['hearing', 'appraisal'])), basis: z.string(), force: z.enum(['law', 'optional', 'internal']), isOn: z.boolean(), beside: z.array(RuleCode), warnDays: z.number().int(),
  validFrom: CivilDate, validTo: CivilDate.nullable(), note: z.string().nullable(), doubt: z.string().nullable(), isShipped: z.boolean(), version: z.number().int(),
}).openapi('TimeLimitRule')
export type TimeLimitRule = z.infer<typeof TimeLimitRule>

const RuleCard = z.object({
  code: RuleCode, now: TimeLimitRule.nullable(), planned: TimeLimitRule.nullable(), past: z.array(TimeLimitRule), running: z.number().int().openapi({ description: 'Clocks that run under the code now; a change leaves them as they are.' }),
})

export const RuleChange = z.object({
  /** The version of the row in force that the editor saw. */
  version: z.number().int(), validFrom: CivilDate, zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(120), length: Length, unit: z.enum(UNITS), extension: Extension.nullable(),
  pausedBy: z.array(z.enum(['hearing', 'appraisal'])).max(2), basis: z.string().trim().min(1).max(200), isOn: z.boolean(), warnDays: z.number().int().min(0).max(365), note: z.string().trim().max(500).nullable(),
}).openapi('TimeLimitRuleChange')

/** How a date was found: every day counted or not, with its reason and article. */
export const Explanation = z.object({
  rule: z.object({ code: z.string(), zh: z.string(), en: z.string(), basis: z.string(), force: z.enum(['law', 'optional', 'internal']), validFrom: CivilDate, note: z.string().nullable(), startsAt: Bilingual, lengthText: Bilingual }),
  startedOn: CivilDate, extendedDays: z.number().int(), pausedDays: z.number().int(), endedOn: CivilDate.nullable(), phase: z.enum(['waiting', 'running', 'paused', 'ended']),
  strict: CivilDate.nullable(), legal: CivilDate.nullable(), notBefore: CivilDate.nullable(), provisional: z.boolean(), uncounted: z.number().int(), result: Bilingual,
  events: z.array(z.object({ on: CivilDate, kind: z.string(), zh: z.string(), en: z.string(), article: z.string().nullable() })),
  steps: z.array(z.object({
    from: CivilDate, to: CivilDate, days: z.number().int(), counted: z.boolean(), code: z.string(), zh: z.string(), en: z.string(), article: z.string().nullable(),
    nth: z.number().int().nullable().openapi({ description: 'Place of the first day of the run in the count, from 1; null where it is not counted.' }),
  })),
  closing: z.object({ counter: Time, counterEnds: Instant, onlineEnds: Instant, zh: z.string(), en: z.string(), article: z.string() }).nullable().openapi({ description: 'When the last day ends: with business hours at the counter, at 24:00 online.' }),
}).openapi('DeadlineExplanation')
export type Explanation = z.infer<typeof Explanation>

export const ClockExplanation = Explanation.extend({
  seq: z.number().int(), matter: z.object({ code: MatterCode, title: z.string() }), warnedOn: CivilDate.nullable(), overdueOn: CivilDate.nullable(), isLate: z.boolean(),
  unit: z.object({ name: z.string(), endedOn: CivilDate.nullable(), successor: z.string().nullable() }).nullable().openapi({ description: 'Whose clock it is; where the unit was dissolved, who answers for it now.' }),
}).openapi('ClockExplanation')
export type ClockExplanation = z.infer<typeof ClockExplanation>

export const explainMatterClock = createRoute({
  method: 'get', path: '/api/matters/{code}/clocks/{seq}', operationId: 'explainMatterClock', tags, summary: 'How a date of a matter was found: every day counted or skipped with its reason, under which rule and article.',
  request: { params: z.object({ code: MatterCode, seq: z.coerce.number().int().min(1).max(32_767) }) }, responses: { 200: ok(ClockExplanation), ...COMMON_PROBLEMS },
})
export const explainLimit = createRoute({
  method: 'get', path: '/api/time-limits/explanation', operationId: 'explainLimit', tags, summary: 'The same for any start: under a limit of the table, or for a length and unit of one’s own.',
  request: {
    query: z.object({
      start: CivilDate, rule: RuleCode.optional(), variant: z.string().max(20).optional(), length: z.coerce.number().int().min(1).max(36_500).optional(), unit: z.enum(['naturalDay', 'workingDay', 'month', 'year']).optional(),
      extension: z.coerce.number().int().min(0).max(3650).default(0), region: RegionCode.optional(), unitId: z.uuid().optional().openapi({ description: 'Whose business hours end the last day.' }),
      filedAt: Instant.optional(), door: z.enum(['counter', 'online']).default('online').openapi({ description: 'By which door it was filed at `filedAt`.' }),
    }),
  },
  responses: { 200: ok(Explanation.extend({ filed: z.object({ inTime: z.boolean(), zh: z.string(), en: z.string() }).nullable().openapi({ description: 'Whether what was filed at `filedAt` came in time; null where it was not asked or cannot be known.' }) })), ...COMMON_PROBLEMS },
})

export const listTimeLimits = createRoute({
  method: 'get', path: '/api/time-limits/rules', operationId: 'listTimeLimits', tags, summary: 'The table of statutory and house limits (T27): in force, planned and past.',
  responses: { 200: ok(z.object({ items: z.array(RuleCard), mayEdit: z.boolean(), today: CivilDate })), ...COMMON_PROBLEMS },
})
export const changeTimeLimit = createRoute({
  method: 'post', path: '/api/time-limits/rules/{code}/changes', operationId: 'changeTimeLimit', tags, summary: 'Plans another row for a limit from a later day on. Clocks that run keep the row they started under.',
  request: { params: z.object({ code: RuleCode }), body: json(RuleChange) }, responses: { 200: ok(RuleCard), ...COMMON_PROBLEMS },
})
export const withdrawTimeLimit = createRoute({
  method: 'post', path: '/api/time-limits/rules/{code}/withdrawal', operationId: 'withdrawTimeLimit', tags, summary: 'Takes back a planned row before its first day.',
  request: { params: z.object({ code: RuleCode }), body: json(z.object({ validFrom: CivilDate, version: z.number().int() })) }, responses: { 200: ok(RuleCard), ...COMMON_PROBLEMS },
})

const Dates = z.object({ strict: CivilDate.nullable(), legal: CivilDate.nullable(), provisional: z.boolean() })
export const CalendarEdit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('year'), year: z.number().int().min(1990).max(2100), source: z.string().trim().min(1).max(500), days: z.array(CalendarDay.omit({ closesAt: true }).extend({ kind: z.enum(['holiday', 'workday']) })).min(1).max(120) }),
  z.object({ kind: z.literal('local-day'), regionCode: RegionCode, day: CalendarDay }),
  z.object({ kind: z.literal('local-day-removal'), regionCode: RegionCode, date: CivilDate }),
])
export type CalendarEdit = z.infer<typeof CalendarEdit>
export const CalendarPreview = z.object({
  looked: z.number().int().openapi({ description: 'Running clocks that look at one of the days.' }), matters: z.number().int(), moved: z.number().int(), becomeSure: z.number().int(),
  items: z.array(z.object({ code: MatterCode, rule: z.string(), zh: z.string(), en: z.string(), before: Dates, after: Dates })).openapi({ description: 'The first hundred, by their new dates.' }),
}).openapi('CalendarPreview')
export const previewCalendar = createRoute({
  method: 'post', path: '/api/time-limits/calendar-preview', operationId: 'previewCalendar', tags, summary: 'Which matters’ dates an edit of the calendar would move. Changes nothing.',
  request: { body: json(CalendarEdit) }, responses: { 200: ok(CalendarPreview), ...COMMON_PROBLEMS },
})

const hours = { opensAt: Time, closesAt: Time, noonFrom: Time.nullable(), noonTo: Time.nullable() }
export const BusinessHours = z.object({ unitId: z.uuid(), unitName: z.string(), regionName: z.string(), ...hours, version: z.number().int(), mayEdit: z.boolean() }).openapi('BusinessHours')
const HoursList = z.object({ usual: z.object(hours), items: z.array(BusinessHours) })
export const listBusinessHours = createRoute({
  method: 'get', path: '/api/time-limits/business-hours', operationId: 'listBusinessHours', tags, summary: 'Business hours of agencies that differ from the usual ones; a day at the counter ends with them.',
  responses: { 200: ok(HoursList), ...COMMON_PROBLEMS },
})
export const saveBusinessHours = createRoute({
  method: 'put', path: '/api/time-limits/business-hours/{unitId}', operationId: 'saveBusinessHours', tags, summary: 'Sets the business hours of an agency.',
  request: { params: z.object({ unitId: z.uuid() }), body: json(z.object({ ...hours, version: z.number().int().nullable().openapi({ description: 'The version seen; null where the agency has none yet.' }) })) }, responses: { 200: ok(HoursList), ...COMMON_PROBLEMS },
})
export const removeBusinessHours = createRoute({
  method: 'post', path: '/api/time-limits/business-hours/{unitId}/removal', operationId: 'removeBusinessHours', tags, summary: 'The usual hours hold again.',
  request: { params: z.object({ unitId: z.uuid() }) }, responses: { 200: ok(HoursList), ...COMMON_PROBLEMS },
})
