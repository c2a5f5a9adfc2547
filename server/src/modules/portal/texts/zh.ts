import { filingZh } from './filing-zh.ts'
import { followZh } from './follow-zh.ts'
import { guideZh } from './guide-zh.ts'

/** The frame around every page, the home page and what is said when something goes wrong. */
export const zh = {
  htmlLang: 'zh-CN',
  filing: filingZh, follow: followZh, guide: guideZh,
  frame: {
    site: '信访服务', skip: '跳到正文', home: '首页', file: '我要提交', followUp: '查询进度', guide: '去哪里办', staff: '工作人员入口',
    bigOn: '大字', bigOff: '标准字', contrastOn: '高对比', contrastOff: '标准颜色', otherLanguage: 'English', displayLabel: '显示方式', navLabel: '主要栏目',
    readAloud: '朗读', stopReading: '停止朗读', print: '打印本页',
    demo: '演示数据：这里的人物和事项都是编的。请不要填写真实的姓名、电话和证件号码。',
    emergency: '有人身危险、着火或急病，请马上拨打 110、119、120。',
    free: '提交和查询都不收费。网页不用登录，也不用下载。', hotline: '不会用网页？可以拨打 12345，或到窗口由工作人员帮您填写。',
    back: '返回上一步',
  },
  verify: {
    title: '文书核验', lead: '输入文书末尾的核验码，核对这份文书是不是本系统签发的、有没有被改动。',
    code: '核验码', codeHint: '16位，例如 4F2A-91C0-7D3E-B658，不分大小写，横线可以不填。', go: '核验', shown: '这里只显示文书的种类、文号、签发单位和日期，不显示内容，也不显示任何人的信息。',
    wrongForm: '核验码是16位数字和字母A至F。请对照文书末尾重新填写。',
    unknown: '没有找到这份文书', unknownText: '请对照文书再输入一次。如果仍然找不到，这份文书可能不是本系统签发的，请向落款单位核实。',
    genuine: '核验一致', genuineText: '这份文书由下面的单位签发，系统保存的内容与签发时一致。请核对种类、文号和日期与您手里的是否相同。',
    altered: '核验不一致', alteredText: '系统里的内容与签发时不同，这份文书不得使用。请联系签发单位。',
    kind: '文书种类', number: '文号', noNumber: '本种文书不编文号', issuer: '签发单位', day: '签发日期', demo: '这是演示数据，不是真实文书。',
  },
  home: {
    title: '有事要反映，从这里开始',
    lead: '建议、求助、投诉、检举，都在这里提交。一件事一个编号，由谁办、什么时候办好，随时可查。',
    doors: {
      file: { title: '我要提交', text: '写下事情，约 10 分钟。可以留名，也可以不留名。' },
      follow: { title: '查询进度', text: '用编号和查询码，看谁在办、什么时候答复，还可以补材料、评价、撤回。' },
      guide: { title: '去哪里办', text: '先看这件事归谁管：法院、仲裁、行政机关还是这里。附接待地点和时间。' },
    },
    stepsTitle: '提交之后会怎样',
    steps: [
      { title: '当场得到编号和查询码', text: '请记下来，以后凭它查询。' },
      { title: '15 天内转给该办的单位', text: '承办单位收到后，15 天内书面告诉您。' },
      { title: '一般 60 天内给您书面答复', text: '事情复杂的，经批准最多再延长 30 天，会告诉您原因。' },
      { title: '您来评价；不服还能申请复查', text: '收到答复后 30 天内，可以请上一级机关复查。' },
    ],
    stepsNote: '依据《信访工作条例》第二十二条、第二十三条、第三十四条、第三十五条。有的事要走诉讼、仲裁等法律程序，期限按那边的法律算。',
    promisesTitle: '请您放心',
    promises: ['不收任何费用', '检举控告的内容，绝不转给被检举的人和他的单位', '您可以不让被反映的单位知道您是谁', '谁看了您的个人信息，系统都有记录', '对您打击报复是违法的，可以再次向我们反映'],
    draftTitle: '您有一份没写完的内容', draftText: '上次填写的都还在。', draftGo: '接着写', draftSent: '看上次提交的编号',
  },
  errors: {
    prefix: '请修改：', summary: '有内容需要修改', 
    notFoundTitle: '没有这个网页', notFoundText: '网址可能打错了，或者网页已经搬走。', notFoundHint: '请从下面的栏目重新进入。',
    brokenTitle: '系统出了问题', 
    awayTitle: '系统暂时连不上，请稍后再试', awayText: '没有作任何改动。您填写的内容还在下面，没有丢。请过一两分钟，再按“再试一次”。', awayNothing: '没有作任何改动。请过一两分钟刷新本页。',
    awayFiles: '刚才选的文件要重新选一次。', tryAgain: '再试一次', kept: '您填写的内容',
    refusedTitle: '不能这样做', refusedHint: '没有作任何改动。',
    tooManyTitle: '尝试次数过多',
    expired: '网页放得太久了。您填写的内容还在，请再按一次下面的按钮。',
    otherSite: '这次提交不是从本网站的网页发出的，为安全起见没有接收。请从首页重新进入。',
    cookies: '浏览器没有保存 Cookie，写的内容没法保留。请在浏览器设置里允许 Cookie，再试一次。',
    unanswered: (title: string) => `这一页还没有填：${title}`, fillIn: (label: string) => `请填写“${label}”。`, labelled: (label: string, message: string) => `${label}：${message}`,
    filesTooBig: (megabytes: number) => `一次选的文件太大，没有接收。合计不能超过 ${megabytes} MB，请分几次上传。前面填写的内容都还在。`,
    tooBig: '内容太大，没有接收。文字请控制在 10000 字以内。',
  },
}

/** Every language says the same things. */
export type Texts = typeof zh
