/** Headers that are understood without being told, for whoever writes a table afresh. */
const HEADERS = ['编号', '标题', '内容', '收到时间', '信访人姓名', '联系电话', '住址', '身份证号', '问题属地', '详细地点', '信访形式', '一级分类', '人数', '答复意见', '答复时间']

/** An empty table as CSV, with the mark by which Excel knows that it is UTF-8. */
export const sampleTable = (): Response => new Response(`\uFEFF${HEADERS.join(',')}\r\n`, { headers: { 'content-type': 'text/csv; charset=utf-8' } })
