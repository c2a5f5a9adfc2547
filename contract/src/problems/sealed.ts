import type { ProblemText } from '../problems.ts'

export const SEALED_PROBLEMS = {
  'sealed/not-found': { status: 404, zh: '没有找到，或者不归您的岗位办理。', en: 'Not found, or not for your desk.' },
  'sealed/changed-meanwhile': { status: 409, zh: '您打开之后，别人已经办理了这件检举控告。请看最新情况后再决定。', en: 'Somebody else acted on this accusation after you opened it. Look again before deciding.' },
  'sealed/to-the-accused': { status: 409, zh: '不得把检举控告转给被检举控告的单位（信访工作条例第三十条）。请选择其上级或有管理权限的机关。', en: 'An accusation must not go to the unit it is about (article 30). Choose its superior, or the organ in charge.' },
  'sealed/not-competent': { status: 409, zh: '检举控告只能转给纪检监察机关或有管理权限的机关，不能转给这个单位。', en: 'An accusation goes to a discipline organ, or the organ in charge; not to this unit.' },
  'sealed/no-step-back': { status: 409, zh: '这件检举控告的状态（{status}）不能再做这一步。', en: 'In its present state ({status}) this is no longer possible.' },
  'sealed/unit-unknown': { status: 400, zh: '目录中没有这个机关，请重新选择。', en: 'There is no such organ in the directory. Choose again.' },
} as const satisfies Record<string, ProblemText>
