import { describe, expect, test } from 'vitest'
import { ARTICLES } from '../../scripts/law/articles.ts'
import { articlesIn, citationsIn, numberOf } from '../../scripts/law/citations.ts'

describe('numbers of articles', () => {
  test.each([['五', 5], ['十', 10], ['十三', 13], ['二十', 20], ['三十四', 34], ['八十八', 88], ['一百', 100], ['二百零三', 203]] as const)('%s is %i', (written, number) => {
    expect(numberOf(written)).toBe(number)
  })
})

describe('citations', () => {
  test('belong to the Regulation where no law is named, or where it is', () => {
    expect([...articlesIn('延长期限。信访工作条例第三十四条 and 《信访工作条例》（2022）第二十三条第三款; 第十九条、第三十六条; 条例第四十条')]).toEqual([34, 23, 19, 36, 40])
  })

  test('belong to the law named before them, also those joined on', () => {
    expect(citationsIn('民法典第二百条至第二百零三条，行政复议法第二十条')).toEqual([{ law: '民法典', article: 200 }, { law: '民法典', article: 203 }, { law: '行政复议法', article: 20 }])
    expect([...articlesIn('《物业管理条例》第五十三条; 浙江省信访条例第二十条; 人民调解法第三十三条，民事诉讼法第二百零五条; 网络安全法（2025年修正）第二十三条第三项')]).toEqual([])
  })

  test('are read in English too', () => {
    expect([...articlesIn('the 60 days of article 34; articles 42–44')]).toEqual([34, 42, 43, 44])
  })
})

test('the articles are in order and stand once', () => {
  const numbers = ARTICLES.flatMap(({ from, to }) => [from, to ?? from])
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  expect(new Set(ARTICLES.map((one) => one.from)).size).toBe(ARTICLES.length)
})
