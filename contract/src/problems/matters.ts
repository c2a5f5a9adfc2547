import type { ProblemText } from '../problems.ts'

export const MATTER_PROBLEMS = {
  'matter/not-found': { status: 404, zh: '没有这个事项，或者您无权查看。请核对编号。', en: 'No such matter, or not yours to see. Check the code.' },
  'matter/not-your-part': { status: 403, zh: '这一步不由您的岗位办理。', en: 'This step is not for your post.' },
  'matter/changed-meanwhile': { status: 409, zh: '您打开之后，别人已经办理了这个事项（现在是{status}）。请看最新情况后再决定，您填写的内容仍然保留。', en: 'Somebody else acted on this matter after you opened it (now {status}). Look again before deciding; what you typed is kept.' },
  'matter/too-late': { status: 409, zh: '事项现在的状态（{status}）不能再做这一步，没有作任何改动。', en: 'In its present state ({status}) this step is no longer possible. Nothing was changed.' },
  'matter/missing': { status: 409, zh: '还缺少：{missing}。补齐后才能继续。', en: 'Still missing: {missing}. Complete it first.' },
  'matter/not-at-this-stage': { status: 409, zh: '现在的阶段', en: 'this stage' },
  'matter/action-unknown': { status: 404, zh: '没有"{action}"这一步。', en: 'There is no step "{action}".' },
  'matter/identity-hidden': { status: 403, zh: '信访人要求不向被反映单位公开身份，您不能查看。', en: 'The petitioner asked that their identity be hidden from the unit complained of.' },
  'search/personal-number': { status: 400, zh: '这像是电话或证件号码：请用“按人查找”，写明理由后再查。', en: 'This looks like a telephone or ID number: use the search by person, and give the reason.' },
  'desk/export-too-large': { status: 409, zh: '结果超过 {most} 行，请缩小筛选范围后再导出。', en: 'More than {most} rows. Narrow the filters, then export.' },
  'desk/view-name-taken': { status: 409, zh: '您已有名为“{name}”的视图，请换一个名称。', en: 'You have a view named "{name}". Choose another name.' },
  'desk/too-many-views': { status: 409, zh: '最多保存 {most} 个视图，请先删除不用的。', en: 'At most {most} views can be kept. Remove one you no longer use first.' },
  'desk/not-your-unit': { status: 400, zh: '只能共享给您任职的单位。', en: 'A view can be shared only with a unit in which you hold a post.' },
} as const satisfies Record<string, ProblemText>
