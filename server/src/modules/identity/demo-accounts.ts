import type { RoleCode } from '@hejie/contract/lifecycle'

/** The one password of all demo accounts. Demo accounts exist only where demo data are loaded. */
export const DEMO_PASSWORD = 'hejie-demo-2026'

export interface DemoPost {
  /** Code of the unit in the directory: division and line. */
  unit: string
  name: string
  roles: readonly RoleCode[]
}

export interface DemoAccount {
  username: string
  /** Invented. */
  name: string
  posts: readonly DemoPost[]
}

const OFFICE = '330212000000-B01'
const HOUSING = '330212000000-B09'
const ENFORCEMENT = '330212000000-B13'
const CENTRE = '330212000000-C01'
const DISCIPLINE = '330212000000-B02'
const TOWN = '330212110000-G01'

const clerkAt = (unit: string): DemoPost => ({ unit, name: '窗口受理员', roles: ['ZR04'] })
const triageAt = (unit: string): DemoPost => ({ unit, name: '分流研判员', roles: ['ZR05'] })
const handlerAt = (unit: string): DemoPost => ({ unit, name: '经办人', roles: ['ZR06'] })
const reviewerAt = (unit: string): DemoPost => ({ unit, name: '审核人', roles: ['ZR07'] })
const headAt = (unit: string): DemoPost => ({ unit, name: '负责人', roles: ['ZR08'] })
const supervisorAt = (unit: string): DemoPost => ({ unit, name: '督查员', roles: ['ZR11'] })

/** People of the demo: every name is invented, every post stands in the demo directory (鄞州区 and the levels above and below). */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'chen.clerk', name: '陈雨桐', posts: [clerkAt(OFFICE)] },
  { username: 'li.triage', name: '李文斌', posts: [triageAt(OFFICE)] },
  { username: 'zhao.triage', name: '赵丽娜', posts: [triageAt(OFFICE)] },
  { username: 'wang.handler', name: '王启航', posts: [handlerAt(HOUSING)] },
  { username: 'sun.reviewer', name: '孙慕清', posts: [reviewerAt(HOUSING)] },
  { username: 'zhou.head', name: '周定远', posts: [headAt(HOUSING)] },
  { username: 'hu.handler', name: '胡一舟', posts: [handlerAt(ENFORCEMENT)] },
  { username: 'ma.reviewer', name: '马书宁', posts: [reviewerAt(ENFORCEMENT)] },
  { username: 'guo.head', name: '郭长松', posts: [headAt(ENFORCEMENT)] },
  { username: 'lin.handler', name: '林小满', posts: [handlerAt(TOWN)] },
  { username: 'he.reviewer', name: '何采薇', posts: [reviewerAt(TOWN)] },
  { username: 'gao.head', name: '高为民', posts: [headAt(TOWN)] },
  { username: 'wu.grid', name: '吴阿田', posts: [{ unit: '330212001212-G02', name: '网格员', roles: ['ZR03'] }] },
  { username: 'ye.town', name: '叶初晴', posts: [handlerAt('330212001000-G01')] },
  { username: 'zheng.supervisor', name: '郑明察', posts: [supervisorAt(OFFICE)] },
  { username: 'qian.leader', name: '钱正心', posts: [{ unit: '330212000000-G01', name: '包案领导、接访领导', roles: ['ZR12', 'ZR13'] }] },
  { username: 'feng.joint', name: '冯和平', posts: [{ unit: '330200000000-B01', name: '联席会议办公室工作人员', roles: ['ZR14'] }] },
  { username: 'xu.review', name: '徐知秋', posts: [{ unit: '330200000000-B09', name: '复查复核员', roles: ['ZR15'] }] },
  { username: 'gu.reviewer', name: '顾平川', posts: [reviewerAt('330200000000-B09')] },
  { username: 'du.head', name: '杜明远', posts: [headAt('330200000000-B09')] },
  { username: 'luo.review', name: '罗一鸣', posts: [{ unit: '330212000000-G01', name: '复查复核员', roles: ['ZR15'] }] },
  { username: 'pan.reviewer', name: '潘听雨', posts: [reviewerAt('330212000000-G01')] },
  { username: 'jin.head', name: '金守正', posts: [headAt('330212000000-G01')] },
  { username: 'xie.review', name: '谢清源', posts: [{ unit: '330200000000-G01', name: '复查复核员', roles: ['ZR15'] }] },
  { username: 'cao.reviewer', name: '曹书航', posts: [reviewerAt('330200000000-G01')] },
  { username: 'tao.head', name: '陶知远', posts: [headAt('330200000000-G01')] },
  { username: 'tang.city', name: '唐远志', posts: [supervisorAt('330200000000-B01')] },
  { username: 'song.province', name: '宋之江', posts: [{ unit: '330000000000-B01', name: '督查员（兼联席会议办公室）', roles: ['ZR11', 'ZR14'] }] },
  { username: 'shen.town', name: '沈小桥', posts: [{ unit: '330212110000-C01', name: '分流研判员（兼督查）', roles: ['ZR05', 'ZR11'] }] },
  { username: 'jiang.discipline', name: '蒋静言', posts: [{ unit: DISCIPLINE, name: '检举控告专办员', roles: ['ZR16'] }] },
  { username: 'yang.analyst', name: '杨思远', posts: [{ unit: CENTRE, name: '研判员', roles: ['ZR17'] }] },
  { username: 'han.commander', name: '韩守夜', posts: [{ unit: CENTRE, name: '值班长', roles: ['ZR18'] }] },
  { username: 'admin', name: '管立新', posts: [{ unit: OFFICE, name: '系统管理员', roles: ['ZR25'] }] },
  { username: 'admin.province', name: '安之衡', posts: [{ unit: '330000000000-B01', name: '系统管理员', roles: ['ZR25'] }] },
  { username: 'auditor', name: '沈思平', posts: [{ unit: DISCIPLINE, name: '安全审计员', roles: ['ZR26'] }] },
  { username: 'dual.post', name: '朱两全', posts: [clerkAt(OFFICE), handlerAt(TOWN)] },
]
