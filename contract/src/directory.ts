import { CivilDate, COMMON_PROBLEMS, createRoute, IdempotencyHeader, json, ok, page, PageQuery, RegionCode, z } from './common.ts'
import { ROLE_CODES } from './lifecycle.ts'

const tags = ['directory']
const Uuid = z.uuid()
const text = (max: number) => z.string().trim().min(1).max(max)
const orNull = (max: number) => text(max).nullable().default(null)
/** The version the administrator saw; another one means somebody was faster. */
const version = z.number().int().min(1)
/** Last day in force. */
const lastDay = CivilDate
const byId = z.object({ id: Uuid })

// Places

export const Region = z.object({
  code: RegionCode, name: z.string(), nameEn: z.string().nullable(), level: z.number().int().openapi({ description: '1 province, 2 city, 3 county, 4 town, 5 village, 6 grid' }),
  parentCode: z.string().nullable(), path: z.string(), fullName: z.string(), validFrom: CivilDate, validTo: CivilDate.nullable(), successorCode: z.string().nullable(), version,
  hasChildren: z.boolean(), allowed: z.array(z.enum(['edit', 'abolish', 'add-region', 'add-unit'])),
}).openapi('Region')
export type Region = z.infer<typeof Region>

export const RegionQuery = PageQuery.extend({
  parent: RegionCode.optional().openapi({ description: 'Children of this place; without it and without q, the top.' }),
  q: z.string().trim().max(50).optional().openapi({ description: 'Words of the full name, in any order: 鄞州 湾底.' }),
  under: RegionCode.optional().openapi({ description: 'With q: only within this place.' }),
  abolished: z.enum(['yes', 'no']).default('no'),
})
export const RegionInput = z.object({ code: RegionCode, name: text(60), nameEn: orNull(120), parentCode: RegionCode, level: z.number().int().min(2).max(6).optional(), validFrom: CivilDate.optional() }).openapi('RegionInput')
export const RegionEdit = z.object({ version, name: text(60), nameEn: orNull(120) }).openapi('RegionEdit')
export const Abolition = z.object({ version, on: lastDay, successor: z.string().max(36).nullable().default(null).openapi({ description: 'Code of the place, or id of the unit, that takes over.' }) }).openapi('Abolition')
const byCode = z.object({ code: RegionCode })

export const listRegions = createRoute({
  method: 'get', path: '/api/directory/regions', operationId: 'listRegions', tags, summary: 'Places below a place, or found by name.',
  request: { query: RegionQuery }, responses: { 200: ok(page(Region)), ...COMMON_PROBLEMS },
})
export const readRegion = createRoute({
  method: 'get', path: '/api/directory/regions/{code}', operationId: 'readRegion', tags, summary: 'A place with the way down to it and, if it was abolished, the place that took over.',
  request: { params: byCode },
  responses: { 200: ok(Region.extend({ ancestors: z.array(z.object({ code: z.string(), name: z.string(), level: z.number().int() })), successor: z.object({ code: z.string(), fullName: z.string() }).nullable(), message: z.string().nullable() })), ...COMMON_PROBLEMS },
})
export const createRegion = createRoute({
  method: 'post', path: '/api/directory/regions', operationId: 'createRegion', tags, summary: 'Adds a place.',
  request: { headers: IdempotencyHeader, body: json(RegionInput) }, responses: { 201: ok(Region, 'Added.'), ...COMMON_PROBLEMS },
})
export const editRegion = createRoute({
  method: 'patch', path: '/api/directory/regions/{code}', operationId: 'editRegion', tags, summary: 'Renames a place; full names below follow.',
  request: { params: byCode, body: json(RegionEdit) }, responses: { 200: ok(Region), ...COMMON_PROBLEMS },
})
export const abolishRegion = createRoute({
  method: 'post', path: '/api/directory/regions/{code}/abolition', operationId: 'abolishRegion', tags, summary: 'Ends a place with its own units on a day; the code leads to the successor from then on.',
  request: { params: byCode, body: json(Abolition) }, responses: { 200: ok(Region), ...COMMON_PROBLEMS },
})

// Units

export const UNIT_KINDS = ['petition-office', 'centre', 'agency', 'government', 'village', 'discipline', 'mediation', 'other'] as const
export const Line = z.object({ code: z.string(), zh: z.string(), en: z.string() }).openapi('Line')
export const Unit = z.object({
  id: Uuid, code: z.string(), name: z.string(), nameEn: z.string().nullable(), shortName: z.string().nullable(), lineCode: z.string(), regionCode: z.string(),
  regionPath: z.string(), level: z.number().int(), kind: z.enum(UNIT_KINDS), superiorId: Uuid.nullable(), creditCode: z.string().nullable(), address: z.string().nullable(),
  paperWord: z.string().nullable().openapi({ description: 'What begins the numbers of its papers (发文机关代字); null: derived from place and line.' }),
  phone: z.string().nullable(), validFrom: CivilDate, validTo: CivilDate.nullable(), successorId: Uuid.nullable(), version, allowed: z.array(z.enum(['edit', 'abolish', 'add-post'])),
}).openapi('Unit')
export type Unit = z.infer<typeof Unit>

export const PostHolder = z.object({ accountId: Uuid, name: z.string(), username: z.string(), validFrom: CivilDate, validTo: CivilDate.nullable(), mayEnd: z.boolean() }).openapi('PostHolder')
export const Post = z.object({
  id: Uuid, unitId: Uuid, name: z.string(), nameEn: z.string().nullable(), roles: z.array(z.enum(ROLE_CODES)), validFrom: CivilDate, validTo: CivilDate.nullable(), version,
  holders: z.array(PostHolder), allowed: z.array(z.enum(['edit', 'abolish', 'appoint'])),
}).openapi('Post')
export type Post = z.infer<typeof Post>

export const UnitQuery = PageQuery.extend({
  region: RegionCode.optional(), below: z.enum(['yes', 'no']).default('no').openapi({ description: 'Also of the places below the region.' }),
  line: z.string().max(10).optional(), kind: z.enum(UNIT_KINDS).optional(), level: z.coerce.number().int().min(1).max(6).optional(), q: z.string().trim().max(50).optional(), abolished: z.enum(['yes', 'no']).default('no'),
  near: z.enum(['yes', 'no']).default('no').openapi({ description: 'One page, those of your own county first, then its city, then the rest.' }),
})
const unitFields = { name: text(100), nameEn: orNull(200), shortName: orNull(50), superiorId: Uuid.nullable().default(null), creditCode: orNull(18), address: orNull(200), phone: orNull(50), paperWord: orNull(10) }
export const UnitInput = z.object({ regionCode: RegionCode, lineCode: text(10), kind: z.enum(UNIT_KINDS), validFrom: CivilDate.optional(), ...unitFields }).openapi('UnitInput')
export const UnitEdit = z.object({ version, ...unitFields }).openapi('UnitEdit')

export const listLines = createRoute({
  method: 'get', path: '/api/directory/lines', operationId: 'listLines', tags, summary: 'Branches of administration (条).',
  responses: { 200: ok(z.object({ items: z.array(Line) })), ...COMMON_PROBLEMS },
})
export const Role = z.object({ code: z.enum(ROLE_CODES), zh: z.string(), en: z.string(), can: z.string() }).openapi('Role')
export const listRoles = createRoute({
  method: 'get', path: '/api/directory/roles', operationId: 'listRoles', tags, summary: 'The 27 roles a post may carry.',
  responses: { 200: ok(z.object({ items: z.array(Role) })), ...COMMON_PROBLEMS },
})
export const listUnits = createRoute({
  method: 'get', path: '/api/directory/units', operationId: 'listUnits', tags, summary: 'Units by place, line, kind or name.',
  request: { query: UnitQuery }, responses: { 200: ok(page(Unit.extend({ regionName: z.string() }))), ...COMMON_PROBLEMS },
})
export const readUnit = createRoute({
  method: 'get', path: '/api/directory/units/{id}', operationId: 'readUnit', tags, summary: 'A unit with its posts and who holds them.',
  request: { params: byId }, responses: { 200: ok(Unit.extend({ regionName: z.string(), lineName: z.string(), superiorName: z.string().nullable(), successorName: z.string().nullable(), posts: z.array(Post) })), ...COMMON_PROBLEMS },
})
export const createUnit = createRoute({
  method: 'post', path: '/api/directory/units', operationId: 'createUnit', tags, summary: 'Adds a unit.',
  request: { headers: IdempotencyHeader, body: json(UnitInput) }, responses: { 201: ok(Unit, 'Added.'), ...COMMON_PROBLEMS },
})
export const editUnit = createRoute({
  method: 'patch', path: '/api/directory/units/{id}', operationId: 'editUnit', tags, summary: 'Changes names, superior, address and phone of a unit.',
  request: { params: byId, body: json(UnitEdit) }, responses: { 200: ok(Unit), ...COMMON_PROBLEMS },
})
export const abolishUnit = createRoute({
  method: 'post', path: '/api/directory/units/{id}/abolition', operationId: 'abolishUnit', tags, summary: 'Ends a unit and its posts on a day.',
  request: { params: byId, body: json(Abolition) }, responses: { 200: ok(Unit), ...COMMON_PROBLEMS },
})
export const Suggestion = z.object({
  unitId: Uuid, unitName: z.string(), level: z.number().int(), part: z.enum(['lead', 'co']), reason: z.string(),
  fellBack: z.boolean().openapi({ description: 'The level that usually handles it has no such unit here; the nearest one is given.' }),
}).openapi('UnitSuggestion')
export const suggestUnits = createRoute({
  method: 'get', path: '/api/directory/suggestions', operationId: 'suggestUnits', tags, summary: 'Who is competent for a class of matter at a place, with the reason. An officer decides.',
  request: { query: z.object({ classCode: z.string().regex(/^\d{2}(\d{2})?$/), region: RegionCode }) }, responses: { 200: ok(z.object({ items: z.array(Suggestion) })), ...COMMON_PROBLEMS },
})

// Posts and who holds them

const roles = z.array(z.enum(ROLE_CODES)).min(1).max(10)
export const PostInput = z.object({ name: text(50), nameEn: orNull(100), roles }).openapi('PostInput')
export const PostEdit = PostInput.extend({ version }).openapi('PostEdit')
export const createPost = createRoute({
  method: 'post', path: '/api/directory/units/{id}/posts', operationId: 'createPost', tags, summary: 'Adds a post to a unit.',
  request: { headers: IdempotencyHeader, params: byId, body: json(PostInput) }, responses: { 201: ok(Post, 'Added.'), ...COMMON_PROBLEMS },
})
export const editPost = createRoute({
  method: 'patch', path: '/api/directory/posts/{id}', operationId: 'editPost', tags, summary: 'Renames a post or changes its roles.',
  request: { params: byId, body: json(PostEdit) }, responses: { 200: ok(Post), ...COMMON_PROBLEMS },
})
export const abolishPost = createRoute({
  method: 'post', path: '/api/directory/posts/{id}/abolition', operationId: 'abolishPost', tags, summary: 'Ends a post; whoever holds it leaves it on that day.',
  request: { params: byId, body: json(z.object({ version, on: lastDay })) }, responses: { 200: ok(Post), ...COMMON_PROBLEMS },
})
export const appoint = createRoute({
  method: 'post', path: '/api/directory/posts/{id}/holders', operationId: 'appoint', tags, summary: 'Puts a person into a post.',
  request: { params: byId, body: json(z.object({ accountId: Uuid, from: CivilDate })) }, responses: { 200: ok(Post), ...COMMON_PROBLEMS },
})
export const endAppointment = createRoute({
  method: 'post', path: '/api/directory/posts/{id}/holders/{accountId}/end', operationId: 'endAppointment', tags, summary: 'A person leaves a post after a day.',
  request: { params: z.object({ id: Uuid, accountId: Uuid }), body: json(z.object({ on: lastDay })) }, responses: { 200: ok(Post), ...COMMON_PROBLEMS },
})
export const StaffPerson = z.object({ accountId: Uuid, name: z.string(), username: z.string(), isActive: z.boolean(), posts: z.array(z.object({ postId: Uuid, postName: z.string(), unitId: Uuid, unitName: z.string() })) }).openapi('StaffPerson')
export const listStaff = createRoute({
  method: 'get', path: '/api/directory/staff', operationId: 'listStaff', tags, summary: 'Members of staff with the posts they hold, for the administrator of their place.',
  request: { query: PageQuery.extend({ q: z.string().trim().max(50).optional() }) }, responses: { 200: ok(page(StaffPerson)), ...COMMON_PROBLEMS },
})

// Code tables

export const CodeColumn = z.object({ key: z.string(), zh: z.string(), en: z.string() })
export const CodeTable = z.object({ id: z.string(), zh: z.string(), en: z.string(), source: z.string(), columns: z.array(CodeColumn), rows: z.number().int(), isOpen: z.boolean().openapi({ description: 'Whether rows may be added and switched off; the others carry the procedure, only their wording changes.' }) }).openapi('CodeTable')
export const CodeRow = z.object({ code: z.string(), parent: z.string().nullable(), zh: z.string(), en: z.string().nullable(), more: z.record(z.string(), z.string()), position: z.number().int(), isActive: z.boolean(), version }).openapi('CodeRow')
export type CodeRow = z.infer<typeof CodeRow>
const tableId = z.string().regex(/^T\d\d$/)
export const CodeRowInput = z.object({ code: z.string().trim().regex(/^[A-Z]{0,3}\d{1,4}$/), parent: z.string().max(10).nullable().default(null), zh: text(60), en: orNull(120), more: z.record(z.string().max(40), z.string().max(500)).default({}), position: z.number().int().min(0).max(10_000).optional() }).openapi('CodeRowInput')
export const CodeRowEdit = CodeRowInput.omit({ code: true, parent: true }).extend({ version, isActive: z.boolean(), position: z.number().int().min(0).max(10_000) }).openapi('CodeRowEdit')

export const listCodeTables = createRoute({
  method: 'get', path: '/api/directory/code-tables', operationId: 'listCodeTables', tags, summary: 'The code tables T01–T30.',
  responses: { 200: ok(z.object({ items: z.array(CodeTable), mayEdit: z.boolean() })), ...COMMON_PROBLEMS },
})
export const readCodeTable = createRoute({
  method: 'get', path: '/api/directory/code-tables/{table}', operationId: 'readCodeTable', tags, summary: 'All rows of a table, in order.',
  request: { params: z.object({ table: tableId }) }, responses: { 200: ok(CodeTable.omit({ rows: true }).extend({ rows: z.array(CodeRow), mayEdit: z.boolean() })), ...COMMON_PROBLEMS },
})
export const addCodeRow = createRoute({
  method: 'post', path: '/api/directory/code-tables/{table}/rows', operationId: 'addCodeRow', tags, summary: 'Adds a row to an open table.',
  request: { headers: IdempotencyHeader, params: z.object({ table: tableId }), body: json(CodeRowInput) }, responses: { 201: ok(CodeRow, 'Added.'), ...COMMON_PROBLEMS },
})
export const editCodeRow = createRoute({
  method: 'patch', path: '/api/directory/code-tables/{table}/rows/{code}', operationId: 'editCodeRow', tags, summary: 'Changes wording and order of a row, or switches it off.',
  request: { params: z.object({ table: tableId, code: z.string().max(10) }), body: json(CodeRowEdit) }, responses: { 200: ok(CodeRow), ...COMMON_PROBLEMS },
})

// Who is competent for what

export const Duty = z.object({
  id: Uuid, classCode: z.string(), className: z.string().nullable(), regionPath: z.string(), regionCode: z.string(), regionName: z.string(), lineCode: z.string().nullable(), lineName: z.string().nullable(), unitId: Uuid.nullable(), unitName: z.string().nullable(),
  unitLevel: z.number().int().nullable(), coLines: z.array(z.string()), reason: z.string(), validFrom: CivilDate, validTo: CivilDate.nullable(), version, allowed: z.array(z.enum(['edit', 'end'])),
}).openapi('Duty')
export type Duty = z.infer<typeof Duty>
const dutyFields = { lineCode: orNull(10), unitId: Uuid.nullable().default(null), unitLevel: z.number().int().min(1).max(6).nullable().default(null), coLines: z.array(text(10)).max(10).default([]), reason: text(500) }
export const DutyInput = z.object({ classCode: z.string().regex(/^\d{2}(\d{2})?$/), regionCode: RegionCode, ...dutyFields }).openapi('DutyInput')
export const DutyEdit = z.object({ version, ...dutyFields }).openapi('DutyEdit')

export const listDuties = createRoute({
  method: 'get', path: '/api/directory/duties', operationId: 'listDuties', tags, summary: 'Duty rules that hold for a place: its own and those of the places above and below.',
  request: { query: PageQuery.extend({ region: RegionCode.optional(), classCode: z.string().regex(/^\d{2}(\d{2})?$/).optional(), ended: z.enum(['yes', 'no']).default('no') }) },
  responses: { 200: ok(page(Duty)), ...COMMON_PROBLEMS },
})
export const createDuty = createRoute({
  method: 'post', path: '/api/directory/duties', operationId: 'createDuty', tags, summary: 'Adds a duty rule for a class at a place and below.',
  request: { headers: IdempotencyHeader, body: json(DutyInput) }, responses: { 201: ok(Duty, 'Added.'), ...COMMON_PROBLEMS },
})
export const editDuty = createRoute({
  method: 'patch', path: '/api/directory/duties/{id}', operationId: 'editDuty', tags, summary: 'Changes who is suggested, or the reason.',
  request: { params: byId, body: json(DutyEdit) }, responses: { 200: ok(Duty), ...COMMON_PROBLEMS },
})
export const endDuty = createRoute({
  method: 'post', path: '/api/directory/duties/{id}/end', operationId: 'endDuty', tags, summary: 'The rule no longer holds after a day.',
  request: { params: byId, body: json(z.object({ version, on: lastDay })) }, responses: { 200: ok(Duty), ...COMMON_PROBLEMS },
})

// Calendars

export const CalendarDay = z.object({ date: CivilDate, kind: z.enum(['holiday', 'workday', 'half-day']), name: text(40), closesAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/).nullable().default(null) }).openapi('CalendarDay')
export const CalendarYearSummary = z.object({ year: z.number().int(), source: z.string(), loadedAt: z.string(), holidays: z.number().int(), workdays: z.number().int() }).openapi('CalendarYearSummary')
const byYear = z.object({ year: z.coerce.number().int().min(1990).max(2100) })
const CalendarYear = z.object({ year: z.number().int(), source: z.string().nullable(), isPublished: z.boolean(), days: z.array(CalendarDay), local: z.array(CalendarDay.extend({ regionCode: z.string(), regionName: z.string(), mayEdit: z.boolean() })) }).openapi('CalendarYear')

export const listCalendars = createRoute({
  method: 'get', path: '/api/directory/calendars', operationId: 'listCalendars', tags, summary: 'The years whose holidays are loaded. A later year is provisional until its notice is loaded.',
  responses: { 200: ok(z.object({ items: z.array(CalendarYearSummary), mayLoad: z.boolean() })), ...COMMON_PROBLEMS },
})
export const readCalendar = createRoute({
  method: 'get', path: '/api/directory/calendars/{year}', operationId: 'readCalendar', tags, summary: 'Days of a year that are not what their weekday says, national and local.',
  request: { params: byYear }, responses: { 200: ok(CalendarYear), ...COMMON_PROBLEMS },
})
export const loadCalendar = createRoute({
  method: 'put', path: '/api/directory/calendars/{year}', operationId: 'loadCalendar', tags, summary: 'Loads or corrects the national days of a year; running clocks are computed again.',
  request: { params: byYear, body: json(z.object({ source: text(500), days: z.array(CalendarDay.omit({ closesAt: true }).extend({ kind: z.enum(['holiday', 'workday']) })).min(1).max(120) })) },
  responses: { 200: ok(CalendarYear), ...COMMON_PROBLEMS },
})
export const changeLocalDay = createRoute({
  method: 'put', path: '/api/directory/local-days', operationId: 'changeLocalDay', tags, summary: 'A province or county gives a day off, works on one, or closes early.',
  request: { body: json(CalendarDay.extend({ regionCode: RegionCode })) }, responses: { 200: ok(CalendarYear), ...COMMON_PROBLEMS },
})
export const removeLocalDay = createRoute({
  method: 'post', path: '/api/directory/local-days/removal', operationId: 'removeLocalDay', tags, summary: 'The day is again what the national calendar says.',
  request: { body: json(z.object({ regionCode: RegionCode, date: CivilDate })) }, responses: { 200: ok(CalendarYear), ...COMMON_PROBLEMS },
})
