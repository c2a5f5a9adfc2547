import type { ProblemText } from '../problems.ts'

export const ASSIGNMENT_PROBLEMS = {
  'assignment/not-classified': { status: 409, zh: '事项分类（先确认是建议意见、申诉求决还是检举控告）', en: 'the classification (suggestion, request, or accusation)' },
  'assignment/unit-unknown': { status: 400, zh: '目录中没有这个单位，请重新选择。', en: 'There is no such unit in the directory. Choose again.' },
  'assignment/unit-abolished': { status: 400, zh: '“{unit}”已撤销，且没有登记承接单位，请改选现有单位。', en: '{unit} was abolished and no successor is recorded. Choose a unit in force.' },
  'assignment/outside-region': { status: 400, zh: '“{unit}”不在本级管辖范围内：转送、交办只能给本级或者下级单位（信访工作条例第二十二条）；需要上级处理的，请用“报告”。', en: '{unit} is outside your region. Transfer and assign go to your own level or below (article 22); use “report up” otherwise.' },
  'assignment/unit-named-twice': { status: 400, zh: '“{unit}”选了两次：牵头单位不能同时是协办单位，协办单位也不能重复。', en: '{unit} was named twice: the lead cannot be a co-unit too.' },
  'assignment/term-required': { status: 400, zh: '交办应当规定办结期限（信访工作条例第二十二条第三项），请选择日期。', en: 'An assignment sets a term (article 22(3)). Choose a date.' },
  'assignment/term-not-ahead': { status: 400, zh: '办结期限必须晚于今天（{today}）。', en: 'The term must lie after today ({today}).' },
  'assignment/recusal-not-declared': { status: 409, zh: '回避声明（签收时声明与该事项及信访人没有直接利害关系；有利害关系的应当回避，由他人签收）', en: 'the declaration that you have no interest in this matter (whoever has one steps back and somebody else signs)' },
  'assignment/nothing-to-sign': { status: 409, zh: '您的单位没有待签收的任务', en: 'something for your unit to sign for' },
  'assignment/not-signed': { status: 409, zh: '承办单位签收', en: 'the unit\'s signature' },
  'assignment/no-objection-left': { status: 409, zh: '可以提出异议的期限（异议只能在收到后提出一次；经裁定的不能再提）', en: 'a right to object (once, after receipt; never after a ruling)' },
  'assignment/objection-too-late': { status: 409, zh: '收到后五个工作日的异议期限已于 {dueOn} 届满（信访工作条例第二十三条），请依法办理。', en: 'The five working days to object ended on {dueOn} (article 23). The matter stays with you.' },
  'assignment/contacts-too-few': { status: 409, zh: '与信访人联系的记录（以要素不全提出异议，应当已联系两次以上）', en: 'two recorded contacts with the petitioner (needed to object for want of information)' },
  'assignment/second-objection': { status: 409, zh: '管辖裁定（这是第二次异议，不再由本机关决定，请提请裁定）', en: 'a ruling on competence (this is the second objection; ask for the ruling)' },
  'assignment/nobody-above': { status: 409, zh: '目录中没有登记承办单位的上一级单位，不能提级，请联系管理员设置，或者改用“报告上级”。', en: 'The directory names no unit above the handling unit. Tell the administrator, or report up.' },
  'assignment/no-ruling-organ': { status: 409, zh: '目录中没有能够裁定的共同上级或者联席会议办公室（ZR14），请联系管理员设置。', en: 'The directory names no common superior or joint-meeting office (ZR14) that could rule. Tell the administrator.' },
  'assignment/not-common-superior': { status: 409, zh: '您的单位不是各方的共同上级：“{unit}”不在您的管辖范围内，或者您的单位就是争议一方（信访工作条例第二十四条）。', en: 'Your unit is not the common superior of all parties: {unit} lies outside your region or is your own (article 24).' },
  'assignment/not-a-co-unit': { status: 409, zh: '您的单位不是这件事项的协办单位', en: 'a part as co-handling unit' },
  // What the officer is told though the step is done.
  'assignment/is-respondent': { status: 409, zh: '“{unit}”就是被反映单位：信访人身份已默认对其保密。也可以考虑交由其上级“{superior}”办理。', en: '{unit} is the unit complained of: the petitioner\'s identity is now hidden from it. Its superior {superior} could handle it instead.' },
  'assignment/successor-used': { status: 409, zh: '“{unit}”已撤销，已改由承接单位“{successor}”办理（信访工作条例第二十四条）。', en: '{unit} was abolished; its successor {successor} was used instead (article 24).' },
} as const satisfies Record<string, ProblemText>
