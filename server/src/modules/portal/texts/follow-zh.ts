import type { Status } from '@hejie/contract/lifecycle'
const GRADES: Record<string, string> = { '0': '满意', '1': '基本满意', '3': '不满意' }
const ACTIONS: Record<string, string> = { supply: '回答工作人员的提问', 'add-material': '补充材料', evaluate: '评价', withdraw: '撤回', 'ask-review': '申请复查', 'ask-rereview': '申请复核', 'report-reprisal': '反映打击报复' }
/** What comes next, by where it stands; nothing where nothing is owed. */
const NEXT: Partial<Record<Status, string>> = {
  SUBMITTED: '登记，转给该办的单位，并告诉您由谁办理', REGISTERED: '转给该办的单位，并告诉您由谁办理', NEED_INFO: '等您补充情况', ROUTED: '承办单位签收', OBJECTED: '核实由哪个单位办理', JURIS: '裁定由哪个单位办理',
  SIGNED: '书面告诉您是否受理、怎么办理', HANDLING: '查清事实，作出书面答复', MEDIATING: '调解有结果后告诉您', HEARING: '听证后作出书面答复', REVIEWING_DRAFT: '作出书面答复', SIGNING: '作出书面答复', SERVING: '把书面答复送给您',
  SERVED: '请看答复。您可以评价；不服的，可以在期限内申请复查', IN_REVIEW: '上一级机关作出复查意见', IN_REREVIEW: '作出复核意见', EXECUTING: '把答应的事办好',
}

/** The words of the follow-up: finding one's matter, its progress, and what can be done. */
export const followZh = {
  find: {
    title: '查询进度', lead: '输入提交时得到的编号和查询码。', code: '编号', codeHint: '16 位数字，中间有空格也可以', pin: '查询码', pinHint: '6 位数字', go: '查询',
    lost: '编号或查询码丢了？', lostText: '请带身份证到受理窗口，核对身份后可以补发查询码。不留姓名提交的没有办法补发。', codeMissing: '请填写编号。', pinMissing: '请填写查询码。', expired: '为了您的信息安全，30 分钟没有操作就自动退出了。请重新输入。', left: '已经退出，这台设备上不再显示您的事项。',
  },
  page: {
    title: '办理进度', code: '编号', received: (moment: string) => `${moment}收到`, now: '现在', holder: '现在由谁办', phone: '电话', address: '地址', until: '什么时候办到', nobody: '这件事现在没有要办的单位。',
    dueBy: (day: string) => `最晚${day}`, dueOver: (day: string) => `应在${day}前办，已经超期。您可以拨打 12345 或到窗口催办。`, dueProvisional: (day: string) => `暂定${day}。那年的放假安排还没有公布；如果那天休息，会往后顺延。`,
    why: '这一天是怎么算出来的', whyOf: (name: string, basis: string) => `期限：${name}。依据：${basis}。`, steps: '哪些天算，哪些天不算：', article: (name: string) => `（${name}）`, stepOf: (days: string, reason: string) => `${days}：${reason}`, span: (from: string, to: string, days: number) => `${from}至${to}，${days} 天`,
    ends: (strict: string, legal: string | null) => (legal === null ? `按天数算到${strict}；遇休息日是否顺延，等放假安排公布后确定。` : legal === strict ? `所以最后一天是${legal}。` : `按天数算到${strict}，遇休息日顺延到${legal}。`),
    timeline: '办理经过', messages: '给您的通知', mayDo: '您现在可以', nothingToDo: '现在没有需要您做的事。有新情况，请再来看。', sealed: '已按管理权限转送有关机关', sealedText: '检举、控告走保密通道。为了保护您，这里不显示由谁办理和办理经过。有关机关需要时会按规定与您联系。',
    leave: '退出查询', reply: '看答复', papers: '文书', files: '您提交的材料', withdrawalAsked: '您已申请撤回。会有承办单位以外的工作人员联系您，确认是您自己的意思。', next: '接下来', lastDay: (day: string) => `最后一天：${day}`, lastDayProvisional: '（暂定，放假安排公布后可能顺延）', notNow: '现在不能做这件事。下面是您现在可以做的。', back: '返回办理进度', lastDayOpen: '最后一天要等放假安排公布后确定。',
  },
  due: {
    title: '期限是怎么算的', lead: '每一项期限从哪天起算、哪天算、哪天不算、依据哪一条，都写在这里。可以打印。', none: '现在没有跟您有关的期限。', link: '看每一天怎么算（可打印）', basis: '依据', rule: '期限', from: '从哪天起算', fromDay: (what: string, day: string) => `${day}，${what}`, strict: '按天数算到', legal: '最后一天', open: '待定', ended: (day: string) => `已于${day}完成`,
    late: '已经超期', running: '正在计算', paused: '暂停计算', days: '日子', counted: '算不算', nth: '第几天', reason: '为什么', yes: '算', no: '不算', history: '中间发生的事', counter: '当天几点截止', provisional: '那年的放假安排还没有公布，日期是暂定的；公布以后会重新算。', dissolved: (unit: string, successor: string | null) => (successor ? `${unit}已撤并，由${successor}接着办；期限照算。` : `${unit}已撤销，期限照算，由受理的信访部门负责。`),
  },
  actions: ACTIONS, next: NEXT, filesHint: (megabytes: number) => `照片、PDF、Word、Excel、录音、录像都可以，每个不超过 ${megabytes} MB。`,
  supply: { title: '请补充说明', asked: '工作人员问您', by: (day: string) => `请在${day}前回答。过了这一天没有回答，就按现有材料办理。`, answer: '您的回答', files: '附上照片或材料', go: '提交回答', done: '已经收到您的回答。', },
  add: { title: '补充材料', hint: '有新的情况、照片、文件，可以在这里补充。', text: '想补充的话', files: '附上照片或材料', go: '提交材料', done: '已经收到您补充的材料。' },
  withdraw: { title: '要撤回这件事吗？', text: '撤回后，这件事就不再办理。会有承办单位以外的工作人员联系您，确认是您自己愿意的；确认之后才算撤回。', pressed: '如果有人逼您撤回，请不要撤，并告诉我们。', reason: '为什么撤回', go: '是的，申请撤回', back: '不撤回', done: '已经收到您的撤回申请。工作人员会联系您确认。' },
  reply: { title: '答复', number: '文号', unit: '答复单位', served: '送达时间', request: '您的请求', facts: '查明的事实', opinion: '处理意见', basis: '依据', commitments: '答应办的事', commitmentsDue: (day: string) => `${day}前办好`, remedy: '不服怎么办', none: '还没有答复。', paper: '看正式文书，可以打印', conclusion: '结论', kinds: { review: '复查意见', rereview: '复核意见' }, results: { uphold: '维持原意见', change: '变更原意见', redo: '撤销原意见，责令重新办理', correct: '维持结论，责令改正' }, refused: '没有受理', correction: '责令改正', waiting: (organ: string) => `${organ}正在审查，作出意见后在这里显示。` },
  evaluate: {
    title: '请您评价', hint: '信访部门和承办单位分开评价。怎么评，都不影响以后再来反映。', office: '信访部门（负责登记、转办、督促）', unit: '承办单位（负责办理、答复）', grade: '您对它', grades: GRADES, reasons: '哪里不满意', reasonsHint: '可以选多项', words: '还想说的话', go: '提交评价', done: '谢谢您的评价。', chooseGrade: '请选择满意、基本满意或不满意。', chooseReason: '请至少选一个不满意的原因。', 
  },
  review: {
    title: '申请复查', text: '复查由承办单位的上一级机关重新审查，收到申请后 30 天内书面答复。', last: (day: string) => `最后一天是${day}。`, reason: '为什么不服', reasonHint: '哪一点不对、希望怎么改。最多 3000 字。', go: '提交复查申请', done: '已经收到您的复查申请。',
    organ: '向哪个机关提出', organHint: '两个机关都是上一级机关，选一个就可以。', organIs: (name: string) => `由${name}复查。`, over: (day: string) => `${day}是最后一天，已经过了。有正当理由的，仍然可以提出，由上一级机关决定是否受理。`, late: '为什么没有按时提出', lateHint: '例如生病、灾害、没有收到答复。',
  },
  reprisal: {
    title: '反映打击报复', text: '因为信访受到威胁、刁难或者打击报复的，请写在这里。只有督查人员能看到，承办单位看不到，办理经过里也不显示。', urgent: '人身安全正受到威胁的，请马上拨打 110。', words: '发生了什么', hint: '什么时候、什么人、做了什么。最多 3000 字。', go: '提交给督查人员', done: '督查人员已经收到。承办单位不会知道。',
  },
  rereview: {
    title: '申请复核', text: '复核由复查机关的上一级机关再次审查，收到申请后 30 天内书面答复（听证的时间不算）。复核意见是终结意见，同一事实和理由以后不再受理。', last: (day: string) => `最后一天是${day}。`, reason: '为什么不服复查意见', reasonHint: '哪一点不对、希望怎么改。最多 3000 字。', go: '提交复核申请', done: '已经收到您的复核申请。',
    organ: '向哪个机关提出', organHint: '两个机关都是上一级机关，选一个就可以。', organIs: (name: string) => `由${name}复核。`, over: (day: string) => `${day}是最后一天，已经过了。有正当理由的，仍然可以提出，由上一级机关决定是否受理。`, late: '为什么没有按时提出', lateHint: '例如生病、灾害、没有收到复查意见。',
  },
}
