import { IMPORT_TARGETS } from '@hejie/contract/importing'
import type { ImportTarget } from '@hejie/contract/importing'

/** Headers by which each kind of column is known, folded as `foldHeader` does; what stands first is taken first. */
const NAMES: Readonly<Record<ImportTarget, readonly string[]>> = {
  externalId: ['留言编号', '来源编号', '信访编号', '信访件编号', '工单编号', '工单号', '登记编号', '受理编号', '事项编号', '编号', '件号', '流水号', 'externalid', 'id', 'code'],
  title: ['留言主题', '事项标题', '工单标题', '诉求标题', '信访标题', '标题', '主题', 'title', 'subject'],
  body: ['留言详情', '诉求内容', '信访内容', '反映内容', '反映问题', '事项内容', '工单内容', '投诉内容', '来信内容', '主要内容', '问题描述', '内容', '详情', '正文', 'body', 'text', 'content'],
  receivedAt: ['留言时间', '收到时间', '收到日期', '接收时间', '信访时间', '信访日期', '来信日期', '来访日期', '来访时间', '来电时间', '提交时间', '受理时间', '登记时间', '登记日期', '日期', '时间', 'receivedat', 'date', 'time'],
  sender: ['留言用户', '用户编号', '用户名', '用户', '网友', 'sender', 'user'],
  name: ['信访人姓名', '信访人', '来信人', '来访人', '来电人', '反映人', '投诉人', '姓名', '联系人', '当事人', 'petitioner', 'name'],
  phone: ['联系电话', '手机号码', '手机号', '手机', '电话号码', '电话', '联系方式', '来电号码', 'phone'],
  address: ['信访人住址', '家庭住址', '联系地址', '通讯地址', '住址', '地址', 'address'],
  idNumber: ['身份证号码', '身份证号', '身份证', '证件号码', '证件号', 'idnumber'],
  place: ['问题属地', '属地', '问题发生地', '事发地', '发生地', '所属区域', '区域', '区划代码', '属地代码', 'regioncode', 'place'],
  placeDetail: ['详细地点', '事发地点', '发生地点', '详细地址', '地点', 'placedetail'],
  peopleCount: ['信访人数', '涉及人数', '人数', 'peoplecount'],
  form: ['信访形式', '形式', 'form'],
  category: ['信访事项类别', '事项类别', '类别', 'category'],
  purpose: ['信访目的', '目的', 'purpose'],
  class1: ['一级分类', '内容分类', '问题分类', '问题类别', '分类', 'class1', 'classname', 'class'],
  class2: ['二级分类', 'class2'],
  respondentName: ['被反映单位', '被投诉单位', '被反映人', '反映对象', 'respondentname'],
  reply: ['答复意见', '答复内容', '回复内容', '办理结果', '处理结果', '答复', '回复', 'reply'],
  repliedAt: ['答复时间', '答复日期', '回复时间', '办结时间', '办结日期', 'repliedat'],
}

/** Every name that helps to tell a header from a row. */
export const KNOWN_HEADERS: readonly string[] = Object.values(NAMES).flat()

/**
 * What each column probably is; null for what is not known. No meaning is given to two columns: the more telling name has it.
 * @param headers folded
 */
export function suggestMapping(headers: readonly string[]): (ImportTarget | null)[] {
  const mapping = headers.map((): ImportTarget | null => null)
  for (const target of IMPORT_TARGETS) {
    const at = NAMES[target].map((name) => headers.indexOf(name)).find((index) => index >= 0 && mapping[index] === null)
    if (at !== undefined) mapping[at] = target
  }
  return mapping
}

/** What is wrong with a mapping, by code and facts; null when rows can be read by it. */
export function mappingFault(headers: readonly string[], mapping: readonly (ImportTarget | null)[]): { code: string; facts: Record<string, string | number> } | null {
  if (mapping.length !== headers.length) return { code: 'importing/mapping-length', facts: { expected: headers.length, got: mapping.length } }
  for (const [index, target] of mapping.entries()) {
    const other = mapping.indexOf(target)
    if (target !== null && other !== index) return { code: 'importing/target-twice', facts: { first: headers[other] ?? '', second: headers[index] ?? '' } }
  }
  return mapping.includes('body') ? null : { code: 'importing/body-not-mapped', facts: { headers: headers.filter((header) => header !== '').join('、') } }
}
