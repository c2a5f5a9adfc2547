import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportOptions, ImportTarget } from '@hejie/contract/importing'
import { foldHeader } from '../../platform/documents/table.ts'
import { codeNames } from './code-names.rules.ts'
import { mappingFault, suggestMapping } from './columns.rules.ts'
import { draftOf, identityOf, targetOfField } from './draft.rules.ts'
import { placeFinder } from './place-match.rules.ts'
import { readInstant } from './read-date.rules.ts'

describe('dates', () => {
  test.each([
    ['2020/1/2 11:59:08', '2020-01-02T03:59:08.000Z'], ['2020-01-02', '2020-01-01T16:00:00.000Z'], ['2020-01-02T11:59:08', '2020-01-02T03:59:08.000Z'], ['2020-01-02T11:59:08Z', '2020-01-02T11:59:08.000Z'],
    ['2020-01-02T11:59:08.123+08:00', '2020-01-02T03:59:08.000Z'], ['2020.1.2', '2020-01-01T16:00:00.000Z'], ['2020年1月2日', '2020-01-01T16:00:00.000Z'], ['2020年1月2日11时59分', '2020-01-02T03:59:00.000Z'],
    ['2020年1月2日 11:59', '2020-01-02T03:59:00.000Z'], ['２０２０／１／２　１１：５９：０８', '2020-01-02T03:59:08.000Z'], ['20200102', '2020-01-01T16:00:00.000Z'], ['20200102115908', '2020-01-02T03:59:08.000Z'],
    ['43832', '2020-01-01T16:00:00.000Z'], ['43832.5', '2020-01-02T04:00:00.000Z'], ['  2020-1-2  ', '2020-01-01T16:00:00.000Z'],
  ])('%s is read', (text, instant) => {
    expect(readInstant(text)).toBe(instant)
  })
  test.each(['', '去年', '01/02/2020', '2020-13-01', '2021-02-29', '2020-01-02 25:00', '2020', '12345', '2020-01-02 abc'])('“%s” is not guessed', (text) => {
    expect(readInstant(text)).toBeNull()
  })
  test('what one program writes is the instant it meant, in every form', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1995-01-02'), max: new Date('2060-01-01'), noInvalidDate: true }), (date) => {
      const seconds = new Date(Math.floor(date.getTime() / 1000) * 1000)
      const china = new Date(seconds.getTime() + 8 * 3_600_000)
      const [y, m, d, h, min, s] = [china.getUTCFullYear(), china.getUTCMonth() + 1, china.getUTCDate(), china.getUTCHours(), china.getUTCMinutes(), china.getUTCSeconds()]
      for (const text of [`${y}/${m}/${d} ${h}:${min}:${s}`, `${y}年${m}月${d}日${h}时${min}分${s}秒`, china.toISOString().slice(0, 19), seconds.toISOString()]) expect(readInstant(text)).toBe(seconds.toISOString())
    }))
  })
})

describe('columns', () => {
  const suggest = (...headers: string[]) => suggestMapping(headers.map(foldHeader))
  test('the headers of public message boards are known', () => {
    expect(suggest('留言编号', '留言用户', '留言主题', '留言时间', '留言详情', '反对数', '点赞数', '答复意见', '答复时间'))
      .toEqual(['externalId', 'sender', 'title', 'receivedAt', 'body', null, null, 'reply', 'repliedAt'])
  })
  test('so are those of our own export, except what it says of handling', () => {
    expect(suggest('编号', '标题', '状态', '类别', '途径', '内容分类', '问题属地', '收到时间', '信访人', '人数', '责任单位', '当前单位', '期限', '法定到期日', '暂定'))
      .toEqual(['externalId', 'title', null, 'category', null, 'class1', 'place', 'receivedAt', 'name', 'peopleCount', null, null, null, null, null])
  })
  test('blanks, stars and full-width letters in a header do not matter', () => {
    expect(suggest(' 联 系 电 话 *', 'ＴＩＴＬＥ')).toEqual(['phone', 'title'])
  })
  test('no meaning is given twice: the more telling name has it', () => {
    expect(suggest('时间', '留言时间')).toEqual([null, 'receivedAt'])
    fc.assert(fc.property(fc.array(fc.constantFrom('编号', 'id', '标题', '主题', '时间', '日期', '内容', '姓名', '别的', '')), (headers) => {
      const targets = suggest(...headers).filter((one) => one !== null)
      expect(new Set(targets).size).toBe(targets.length)
    }))
  })
  test('a mapping needs a text, every column, and nothing twice', () => {
    expect(mappingFault(['a', 'b'], ['body', null])).toBeNull()
    expect(mappingFault(['a', 'b'], ['title', null])?.code).toBe('importing/body-not-mapped')
    expect(mappingFault(['a', 'b'], ['body'])?.code).toBe('importing/mapping-length')
    expect(mappingFault(['a', 'b'], ['body', 'body'])).toEqual({ code: 'importing/target-twice', facts: { first: 'a', second: 'b' } })
  })
})

const PLACES = [
  { code: '330212000000', name: '鄞州区', path: '33/3302/330212/', level: 3, fullName: '浙江省宁波市鄞州区' },
  { code: '330212110000', name: '姜山镇', path: '33/3302/330212/330212110/', level: 4, fullName: '浙江省宁波市鄞州区姜山镇' },
  { code: '330212111000', name: '云龙镇', path: '33/3302/330212/330212111/', level: 4, fullName: '浙江省宁波市鄞州区云龙镇' },
  { code: '330212110201', name: '狮山村', path: '33/3302/330212/330212110/330212110201/', level: 5, fullName: '浙江省宁波市鄞州区姜山镇狮山村' },
  { code: '330212110202', name: '新村', path: '33/3302/330212/330212110/330212110202/', level: 5, fullName: '浙江省宁波市鄞州区姜山镇新村' },
  { code: '330212110203', name: '前陈村', path: '33/3302/330212/330212110/330212110203/', level: 5, fullName: '浙江省宁波市鄞州区姜山镇前陈村' },
  { code: '330212111203', name: '前陈村', path: '33/3302/330212/330212111/330212111203/', level: 5, fullName: '浙江省宁波市鄞州区云龙镇前陈村' },
  { code: '330212111204', name: '山村', path: '33/3302/330212/330212111/330212111204/', level: 5, fullName: '浙江省宁波市鄞州区云龙镇山村' },
]
describe('places', () => {
  const { find } = placeFinder(PLACES)
  test.each([
    ['330212110201', '330212110201'], ['330212', '330212000000'], ['浙江省宁波市鄞州区姜山镇', '330212110000'], ['鄞州区姜山镇狮山村3组', '330212110201'], ['姜山镇狮山村村民委员会', '330212110201'],
    ['狮山村', '330212110201'], ['云龙镇前陈村', '330212111203'], ['姜 山 镇', '330212110000'], ['姜山镇新村东路', '330212110202'],
  ])('%s', (text, code) => {
    expect(find(text)).toBe(code)
  })
  test('what may be several places, or part of another word, is none; the place above it is', () => {
    expect(find('前陈村')).toBeNull()
    expect(find('新村')).toBeNull()
    expect(find('鄞州区前陈村')).toBe('330212000000')
    expect(find('杭州市')).toBeNull()
    expect(find('')).toBeNull()
  })
})

const codes = codeNames([
  { tableId: 'T01', code: '100', parent: null, zh: '来信', en: 'letter' }, { tableId: 'T03', code: 'C', parent: null, zh: '申诉求决类', en: null },
  { tableId: 'T06', code: '09', parent: null, zh: '城乡建设', en: null }, { tableId: 'T07', code: '0901', parent: '09', zh: '物业服务', en: null },
], new Map([['T01', '信访形式']]))
const options: ImportOptions = { officeId: '00000000-0000-7000-8000-000000000000', placeCode: '330212000000', form: '900', channel: 'Q20', source: 's', nameless: 'keep-sender', historic: true }
const draft = (row: Partial<Record<ImportTarget, string>>, over: Partial<ImportOptions> = {}, extra: string[] = []) =>
  draftOf({ row: 2, cells: [...Object.values(row), ...extra] }, { mapping: Object.keys(row) as ImportTarget[], options: { ...options, ...over }, codes, places: placeFinder(PLACES) })

describe('a row', () => {
  test('full-width digits and blanks are understood', () => {
    const { filing, externalId, faults } = draft({ body: '正文', externalId: ' １２３ ', peopleCount: '１２人', receivedAt: '２０２０-０１-０２' })
    expect({ externalId, count: filing.peopleCount, at: filing.receivedAt, faults }).toEqual({ externalId: '123', count: 12, at: '2020-01-01T16:00:00.000Z', faults: [] })
  })
  test('codes may stand by name, and a second-level class brings its first', () => {
    expect(draft({ body: 'x', form: '来信', category: '申诉求决类', class1: '物业服务' }).filing).toMatchObject({ form: '100', category: 'C', class1: '09', class2: '0901' })
    expect(draft({ body: 'x', class1: '09' }).filing).toMatchObject({ class1: '09', class2: null })
    expect(draft({ body: 'x', form: '飞鸽' }).faults).toEqual([{ field: 'form', code: 'importing/code-unknown', facts: { value: '飞鸽', table: '信访形式' } }])
  })
  test('a place that is known is its code, and the words stay beside it; one that is not leaves the default', () => {
    expect(draft({ body: 'x', place: '姜山镇狮山村3组' }).filing).toMatchObject({ placeCode: '330212110201', placeDetail: '姜山镇狮山村3组' })
    expect(draft({ body: 'x', place: 'A市A3区', placeDetail: '米兰春天' }).filing).toMatchObject({ placeCode: '330212000000', placeDetail: 'A市A3区 米兰春天' })
    expect(draft({ body: 'x', place: '330212110000' }).filing).toMatchObject({ placeCode: '330212110000', placeDetail: '' })
  })
  test('without a column of titles the first sentence is one', () => {
    expect(draft({ body: '路灯坏了。已经三天。' }).filing.title).toBe('路灯坏了')
    expect(draft({ body: '路'.repeat(100) }).filing.title).toHaveLength(60)
    expect(draft({ title: '', body: '路灯坏了' }).filing.title).toBe('')
  })
  test('whoever gives no name stays without one, whatever the source writes there', () => {
    expect(draft({ body: 'x', name: '匿名' }).filing).toMatchObject({ isAnonymous: true, people: [] })
    expect(draft({ body: 'x', name: '' }, { nameless: 'refuse' }).faults).toEqual([{ field: 'name', code: 'importing/name-missing' }])
    expect(draft({ body: 'x', name: '', phone: '13800000000' }).filing).toMatchObject({ isAnonymous: false, people: [{ name: '', phone: '13800000000' }] })
  })
  test('what cannot be understood is said, by column', () => {
    const { faults } = draft({ body: 'x', receivedAt: '前天', repliedAt: 'x', peopleCount: '几个', externalId: '1'.repeat(201) }, {}, ['', '多出来的'])
    expect(faults.map(({ field, code }) => [field, code])).toEqual([
      ['', 'importing/extra-cells'], ['externalId', 'importing/id-too-long'], ['repliedAt', 'importing/date-unclear'], ['peopleCount', 'importing/number-unclear'], ['receivedAt', 'importing/date-unclear'],
    ])
    expect(draft({ body: 'x', receivedAt: '' }).faults).toEqual([{ field: 'receivedAt', code: 'importing/date-missing' }])
  })
  test('an answer of the source keeps its day in China', () => {
    expect(draft({ body: 'x', reply: '已答复', repliedAt: '2020-01-02 00:30' }).reply).toEqual({ text: '已答复', on: '2020-01-02' })
    expect(draft({ body: 'x', reply: '' }).reply).toBeNull()
  })
  test('what makes it the same row elsewhere are its words, its time and its person', () => {
    const one = draft({ body: 'x', name: '张三', receivedAt: '2020-01-02' })
    expect(identityOf(one)).toBe(identityOf(draft({ receivedAt: '2020/1/2 0:00', body: ' x ', name: '张三' })))
    expect(identityOf(one)).not.toBe(identityOf(draft({ body: 'x', name: '李四', receivedAt: '2020-01-02' })))
  })
  test('faults of the registration rules are found under their column', () => {
    expect(['people.0.phone', 'people.0.idKind', 'people.0.name', 'people', 'isAnonymous', 'placeCode', 'body', 'attachmentIds'].map(targetOfField)).toEqual(['phone', 'idNumber', 'name', 'name', 'name', 'place', 'body', ''])
  })
})
