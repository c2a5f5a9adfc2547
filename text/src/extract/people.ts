/** The commonest 300 or so family names cover nearly everybody. */
const SURNAMES = new Set('王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔樊殷施牛翁俞章鲁葛柯毕聂焦凌霍翟甘景欧涂祝鲍柳纪裴单舒柴屈饶耿庞查喻项房詹辛管左祁柏宁冉岳盛尚娄靳路滕骆申苗游褚古卓温庄晏瞿宫童阮应蓝谷卜戚车')
const DOUBLE = new Set(['欧阳', '上官', '司马', '诸葛', '司徒', '东方', '夏侯', '皇甫', '尉迟', '公孙', '慕容', '令狐', '端木'])
/** Family names that are words of their own: with them the words around must say that a name stands there. */
const ALSO_WORDS = new Set('向谢于和应单管时安全成常方高左余关欧路明万连国师任白石段何陆汤毛马庄华贺祝章'.split(''))
/** What a given name never has in it. */
const NOT_GIVEN = /[的副正位您谢了是在有和与说我你他她们这那不没要也都就还被把给向从到对某等一二两三四五六七八九十百千万亿零个元年月日号省市县区镇乡村路街道组室栋楼院校局厅处科部会司厂店,。;:?!、()“”"'\s\d]/
const BEFORE = /(?:我叫|本人|我是|姓名[::]?|名叫|叫做?|人[::]|名字是|父亲|母亲|丈夫|妻子|老公|老婆|儿子|女儿|爱人|弟弟|哥哥|姐姐|妹妹|爷爷|奶奶|同事|邻居|村民|居民|业主|户主|法人|代表人?|经理|老板|董事长|总经理|书记|主任|村长|组长|局长|所长|科长|队长|校长|院长|医生|老师|律师|法官|民警|警官|员工|工人|职工|嫌疑人|被告人?|原告|申请人|联系人|包工头|开发商|老人)$/
const AFTER = /^(?:先生|女士|小姐|同志|书记|主任|局长|县长|市长|区长|镇长|乡长|村长|所长|科长|处长|厅长|院长|校长|经理|老板|董事长|律师|法官|警官|医生|老师|教授|师傅|夫妇|夫妻|一家|等人|等\d+人|[,,]?(?:男|女)[,,。\d]|[((](?:男|女|身份证|电话))/
const TITLE_ONLY = /^(?:先生|女士|小姐|同志|书记|主任|局长|县长|市长|区长|镇长|乡长|村长|所长|科长|处长|厅长|院长|校长|经理|老板|律师|法官|警官|医生|老师|教授|师傅|某某?)/

/** Names of people in a folded text, where the words around say that it is one. */
export function findPeople(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (let at = 0; at < text.length; at++) {
    const surname = DOUBLE.has(text.slice(at, at + 2)) ? 2 : SURNAMES.has(text[at]) ? 1 : 0
    if (surname === 0) continue
    const end = endOfName(text, at, at + surname)
    if (end === null) continue
    found.push({ start: at, end })
    at = end - 1
  }
  return found
}

function endOfName(text: string, start: number, given: number): number | null {
  const before = text.slice(Math.max(0, start - 5), start)
  // 张某, 李某某, 王先生: a family name alone.
  const alone = /^某{1,2}/.exec(text.slice(given))
  if (alone) return given + alone[0].length
  if (TITLE_ONLY.test(text.slice(given)) && (!/\p{Script=Han}$/u.test(before) || /(?:感谢|谢谢|请|向|找|给|跟|和|与|对|问|是|敬爱的|尊敬的)$/.test(before))) return given
  for (const length of [2, 1]) {
    const name = text.slice(given, given + length)
    if (name.length < length || !/^\p{Script=Han}+$/u.test(name) || NOT_GIVEN.test(name)) continue
    const rest = text.slice(given + length)
    const isWord = ALSO_WORDS.has(text.slice(start, given))
    // 向胡书记, 感谢唐局长: the family name is the second character.
    if (isWord && SURNAMES.has(name[0]) && TITLE_ONLY.test(text.slice(given + 1))) return null
    if (isWord && !AFTER.test(rest) && !/(?:我叫|姓名[::]?|名叫|[^\p{Script=Han}])$/u.test(before)) continue
    if (AFTER.test(rest) || (BEFORE.test(before) && /^(?:$|[^\p{Script=Han}]|[的是在于因和与等说称将被向男女]|一家)/u.test(rest))) return given + length
  }
  return null
}
