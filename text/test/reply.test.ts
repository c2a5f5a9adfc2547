import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkReply } from '../src/index.ts'
import type { ReplyToCheck } from '../src/index.ts'

const good: ReplyToCheck = {
  message: '小区电梯停运三个月了,要求物业公司修好电梯。另外请公开维修资金的账目。谢谢!',
  reply: '您反映的电梯停运一事,宁波市鄞州区住房和城乡建设局于2026年3月10日到现场检查,物业公司已修好电梯。维修资金的账目已在公告栏公开。依据《物业管理条例》第三十五条办理。如不服本意见,可以自收到之日起30日内请求复查。联系电话:0574-88886666。',
  route: 'petition', unit: '宁波市鄞州区住房和城乡建设局', receivedOn: '2026-03-01', repliedOn: '2026-03-20',
}
const remarks = (changed: Partial<ReplyToCheck>) => checkReply({ ...good, ...changed })
const codes = (changed: Partial<ReplyToCheck>): string[] => remarks(changed).map(({ code }) => code)
const without = (part: string | RegExp, put = ''): Partial<ReplyToCheck> => ({ reply: good.reply.replace(part, put) })

describe('the check before signing', () => {
  test('has nothing to say about a reply that answers', () => {
    expect(checkReply(good)).toEqual([])
  })
  test('shows the demand that nobody answered, where it stands in the message', () => {
    const [one] = remarks(without('维修资金的账目已在公告栏公开。'))
    expect(one).toMatchObject({ code: 'demand-unanswered', text: '另外请公开维修资金的账目。' })
    expect(good.message.slice(one.where?.start, one.where?.end)).toBe(one.text)
  })
  test('takes a demand that was declared out of scope as answered', () => {
    expect(codes(without('维修资金的账目已在公告栏公开', '维修资金事项不属于本机关职责,请向街道办事处提出'))).toEqual([])
  })
  test('misses unit, contact, basis and remedy', () => {
    expect(codes(without('宁波市鄞州区住房和城乡建设局', '我们'))).toEqual(['unit-missing'])
    expect(codes(without(/联系电话.*$/))).toEqual(['contact-missing'])
    expect(codes(without('依据《物业管理条例》第三十五条办理。'))).toEqual(['basis-missing'])
    expect(codes(without(/如不服.*?复查。/))).toEqual(['remedy-missing'])
  })
  test('names the law that stands in place of a repealed one, and the title no list has', () => {
    expect(remarks(without('《物业管理条例》', '《信访条例》'))).toMatchObject([{ code: 'basis-repealed', text: '信访条例', instead: '信访工作条例' }])
    expect(remarks(without('《物业管理条例》', '《电梯维修大法》'))).toMatchObject([{ code: 'basis-unknown', text: '电梯维修大法' }])
    expect(codes(without('《物业管理条例》', '《物业管理条例》和《2026年工作通知》'))).toEqual([])
  })
  test('knows which remedy each route has', () => {
    expect(codes(without('请求复查', '申请行政复议'))).toEqual(['remedy-wrong'])
    expect(codes(without('30日内', '15日内'))).toEqual(['remedy-wrong'])
    expect(codes({ route: 'petition-review' })).toEqual(['remedy-wrong'])
    expect(codes({ route: 'petition-final' })).toEqual(['remedy-not-due'])
    expect(codes({ route: 'enquiry' })).toEqual(['remedy-not-due'])
    expect(codes({ ...without('请求复查', '申请行政复议'), route: 'administrative' })).toEqual([])
  })
  test('finds what was done after the reply was written, and leaves promises alone', () => {
    expect(remarks(without('2026年3月10日', '2026年5月10日'))).toMatchObject([{ code: 'date-in-future', text: '2026年5月10日' }])
    expect(codes(without('物业公司已修好电梯', '物业公司已修好电梯,二期将于2026年5月10日前完成'))).toEqual([])
    expect(codes(without('您反映的', '您于2026年1月2日来信反映的'))).toEqual(['date-before-matter'])
  })
  test('marks empty words', () => {
    expect(codes({ reply: '您的留言已收悉,我们高度重视。', message: '您好', route: 'enquiry' })).toEqual(['unit-missing', 'contact-missing', 'brush-off', 'brush-off'])
    expect(codes(without('办理。', '办理,特此函复。'))).toEqual(['officialese'])
    expect(codes({ reply: '  \n' })).toEqual(['empty'])
  })
  test('answers for any two texts, with spans that hold what they name', () => {
    const any = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('《合同法》', '２０２６年５月１日', '请问', '请求复查', '。', '已收悉'))).map((parts) => parts.join(''))
    fc.assert(fc.property(any, any, (message, reply) => {
      for (const { where, text } of checkReply({ ...good, message, reply })) {
        if (where?.in === 'message') expect(message.slice(where.start, where.end)).toBe(text)
      }
    }), { numRuns: 300 })
  })
})
