/** An article of 信访工作条例 (2022), or several in a row, and what it makes the software do, in our own words. */
export interface Article {
  from: number
  to?: number
  zh: string
  what: string
  /** Actions, limits and machines that carry it although they cite another article. */
  also?: readonly string[]
  /** What is not built yet; said in the table for as long as something is lacking. */
  gap?: string
  /** Only to be read: liability, prohibited conduct. */
  isText?: true
}

/** The articles that become code, in order. */
export const ARTICLES: readonly Article[] = [
  { from: 5, zh: '属地管理、分级负责，谁主管谁负责', what: 'A matter has a lead unit by competence and co-units by place; both may be assigned.' },
  { from: 13, zh: '信访工作联席会议', what: 'The joint-meeting office rules on competence, supervises and lists.', also: ['rule', 'supervise'] },
  { from: 15, zh: '矛盾纠纷化解在基层', what: 'The lowest level first; lifted when its term is over, the lower level staying jointly responsible.' },
  { from: 17, zh: '信访形式', what: 'Every form of petition is registered with its form and channel (T01, T02).', also: ['submit', 'register'] },
  { from: 18, zh: '公开渠道、领导接访包案', what: 'A public page of channels and times; reception, case leaders.', gap: 'the public page of channels stands; the rota of leaders and their cases do not' },
  { from: 19, zh: '书面形式、如实记录、不重复受理', what: 'Required fields; the clerk’s record read back; the same matter pending is not accepted again.' },
  { from: 20, zh: '走访到有权机关；代表不超过五人', what: 'Joint petitions name representatives, five at most.' },
  { from: 21, zh: '信息系统登记、网上流转、查询评价', what: 'One register for every channel; the petitioner follows and evaluates with code and PIN.' },
  { from: 22, zh: '登记、转送、交办、报告，十五日', what: 'Route within 15 days; urgent ones are reported; assignments carry a term.' },
  { from: 23, zh: '告知十五日；五个工作日内提出异议', what: 'Written notice in 15 days; an objection in 5 working days, returned only once the sender agrees.' },
  { from: 24, zh: '受理争议；机构撤并', what: 'Disputes go to the common superior, then the joint meeting; a dissolved unit’s successor answers.' },
  { from: 25, zh: '重大、紧急信访信息报告', what: 'A major or urgent matter is reported up, on record.' },
  { from: 26, zh: '信访人行为规范', what: 'Told in the public guide; no mark is ever set on a person.', isText: true },
  { from: 27, zh: '四到位', what: 'A matter closes only with the four parts filled in.' },
  { from: 28, zh: '诉访分离、回避', what: 'Whoever signs declares that there is no reason to stand aside.' },
  { from: 29, zh: '建议意见', what: 'Class A has its own course and limit.' },
  { from: 30, zh: '检举控告', what: 'Class B goes behind a wall of its own and never reaches the accused.' },
  { from: 31, zh: '申诉求决六类途径', what: 'Class C is told apart into six routes, each with its own organ, limit and remedy.' },
  { from: 32, zh: '处理意见的内容与落实', what: 'A decision has every required part; a supported one is carried out and followed.' },
  { from: 33, zh: '调解、和解', what: 'Handling may go over to mediation with both sides’ consent.' },
  { from: 34, zh: '六十日办结，可延长三十日', what: '60 days from acceptance; 30 more in all once the head approves; the petitioner is told the reason.' },
  { from: 35, zh: '复查', what: 'Asked within 30 days, decided within 30 by the organ one level above.' },
  { from: 36, zh: '复核；听证时间不计入；不再受理', what: 'As review; only its hearings stop the clock; the same facts are not accepted again.' },
  { from: 37, zh: '多元化解、救助帮扶', what: 'Assistance and care after the end.', gap: 'assistance and care after the end are not kept yet' },
  { from: 38, to: 39, zh: '督查、考核', what: 'Inspections, assessment, interviews, listed supervision.', gap: 'inspection, assessment, interviews and listed supervision are not kept yet' },
  { from: 40, zh: '督办、三项建议', what: 'Supervision of what is shirked or delayed; proposals are answered in writing.' },
  { from: 41, zh: '年度报告', what: 'The yearly report is made out of the register.', gap: 'the yearly report is not made yet' },
  { from: 42, to: 47, zh: '法律责任', what: 'Reference text; a late matter names the article that its lateness may fall under.', isText: true },
]
