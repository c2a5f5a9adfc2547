/** What each class (T06) is about, in everyday words; a class added later shows its name alone. */
const PLAIN_TOPICS: Record<string, string> = {
  '01': '种地、承包、村里的账目', '02': '买东西、食品、药品、价格', '03': '征地、不动产证、山林', '04': '拆迁、违章建筑、水电气、施工', '05': '污水、油烟、噪声、垃圾',
  '06': '工资、工伤、社保、退休', '07': '公交、道路、出租车', '08': '医院、看病、公共卫生', '09': '买房、物业、租房', '10': '理财、借贷、税务、补助', '11': '旅游、健身卡、文物',
  '12': '办事窗口、政务公开、工作作风', '13': '招考、职称、工资待遇', '14': '电话宽带、快递、网络', '15': '退役军人、军属', '16': '低保、养老、殡葬、安全、消防', '17': '上学、培训班、教师',
  '18': '公安、法院、检察院、户口', '19': '干部违纪违法', '99': '上面都不是',
}

const ID_KINDS: Record<string, string> = { '': '不提供', I1: '居民身份证', I2: '护照', I3: '港澳居民来往内地通行证', I4: '台湾居民来往大陆通行证', I5: '外国人永久居留身份证' }

/** The words of the filing journey, one group a page. */
export const filingZh = {
  step: (at: number, of: number) => `第 ${at} 步，共 ${of} 步`, next: '继续', optional: '（可不填）', change: '修改', remove: '删除', none: '没有填写',
  start: {
    title: '提交之前，先看一看', lead: '大约需要 10 分钟。每一页写完都会自动保存，中途断网、关掉网页都不会丢，7 天内可以接着写。',
    needTitle: '请准备好', need: ['事情发生在哪里、什么时候、怎么回事', '您希望怎么解决', '联系电话和住址（不留名的除外）', '有照片、合同、通知书的，可以一起上传'],
    shared: '在网吧、单位等公用电脑上填写的，用完请按页面下方的“清除我填写的内容”。',
    go: '开始填写', resume: '接着上次的写', again: '重新写一份', guide: '不确定该不该在这里提交？先看“去哪里办”', help: '不方便自己填？家人可以代您填写，也可以到窗口或拨打 12345。',
    clear: '清除我填写的内容', clearTitle: '清除填写的内容吗？', clearText: '清除后，这台设备上就看不到了，也找不回来。已经提交的事项不受影响。', clearGo: '清除', clearBack: '不清除，接着写', 
  },
  kind: {
    title: '您想做什么？', legend: '请选一项', missing: '请选择您想做什么。',
    items: {
      request: { label: '请求解决问题', hint: '自己或大家的合法权益受到影响，希望有人管（求决）' },
      appeal: { label: '对已经作出的处理不服', hint: '有单位已经处理过，您认为不对（申诉）' },
      suggestion: { label: '提建议、提意见', hint: '对政策、管理、服务有想法（建议意见）' },
      accusation: { label: '检举、控告', hint: '举报公职人员或单位违纪违法。走保密通道，不会转给被检举的人和他的单位（检举控告）' },
      unsure: { label: '说不清是哪一种', hint: '没关系，照实写，由工作人员判断' },
    },
    court: '已经起诉、仲裁、行政复议，或者正打算走这些程序的，那边的结果有法律效力，请先看', courtLink: '去哪里办',
  },
  place: {
    title: '事情发生在哪里？', hint: '一级一级选，选得越细，转得越准。', searchLabel: '输入地名查找', searchHint: '例如：姜山、湾底村', search: '查找',
    chosen: '已选', below: (name: string) => `${name}下面的地方`, top: '选择所在的市', take: (name: string) => `就选这里：${name}`, restart: '重新选', orHere: (name: string) => `说不清是哪一处，就选${name}`,
    results: (count: number) => `找到 ${count} 个地方`, tooMany: '地方太多，只列出前 30 个，请把地名写得完整些。', nothing: (q: string) => `没有找到“${q}”。可以换个写法，或者从上面一级一级选。`,
    detailLabel: '具体位置', detailHint: '路名、门牌、小区、村民小组等', choose: '请从列表中选择地方，再按“就选这里”。',
    
  },
  words: {
    title: { request: '请写下这件事', appeal: '请写下这件事', suggestion: '请写下您的建议', accusation: '请写下您要检举、控告的事', unsure: '请写下这件事' },
    titleLabel: '一句话说清是什么事', titleHint: '例如：小区旁工地夜里施工太吵', bodyLabel: '详细经过和您的要求',
    bodyHint: '什么时候、什么地方、怎么回事、您希望怎么解决。照实写就行，不讲究文采。最多 10000 字。',
    bodyHintSuggestion: '现在有什么问题、您建议怎么做、有什么好处。最多 10000 字。',
    aboutLabel: '反映的是哪个单位', aboutHint: '知道名称就写，不知道可以空着', accusedLabel: '检举、控告谁', accusedHint: '姓名、单位、职务，知道多少写多少。这些内容走保密通道',
    counter: '还可以写 {left} 字', counterOver: '超出 {over} 字，请缩短',
  },
  topic: {
    title: '这件事和什么有关？', legend: '选最接近的一项', unsure: '说不清，由工作人员判断', missing: '请选择这件事和什么有关。', secondTitle: (name: string) => `${name}：具体是哪一种？`, secondUnsure: '都不是，或说不清',
    plain: PLAIN_TOPICS,
  },
  who: {
    title: '您以什么身份提交？', legend: '请选一项', missing: '请选择您以什么身份提交。',
    items: {
      self: { label: '我自己', hint: '留下姓名和联系方式，书面答复会寄给您' },
      agent: { label: '替家人或别人提交', hint: '例如替老人、残疾人、不会上网的人' },
      organisation: { label: '代表单位', hint: '公司、合作社、业主委员会等' },
      anonymous: { label: '不留姓名', hint: '也会登记和转办，您凭编号和查询码查进度。但没法联系您核实，也没法寄书面答复' },
    },
  },
  you: {
    title: { self: '怎么联系您？', agent: '您替谁提交？', organisation: '是哪个单位？' }, about: '只用来办这件事。谁看过，系统都有记录。',
    petitioner: '他（她）的信息', agentPart: '您自己的信息', agentHint: '工作人员可能向您核实是否受托。',
    name: '姓名', orgName: '单位名称', phone: '电话', phoneHint: '手机，或带区号的固定电话，例如 0574-88101234', orgPhone: '单位电话', address: '住址', orgAddress: '单位地址', addressHint: '书面答复寄到这里，请写到门牌号',
    idPart: '身份证件', idHint: '填了可以免去以后核对身份，号码加密保存', idKind: '证件类型', idNumber: '证件号码', idKinds: ID_KINDS,
    creditCode: '统一社会信用代码', creditHint: '营业执照上的 18 位号码', contactName: '联系人姓名', contactPhone: '联系人电话', agentName: '您的姓名', agentPhone: '您的电话',
  },
  together: {
    title: '这是几个人共同的事吗？', legend: '请选一项', missing: '请选择是不是几个人共同的事。', alone: '只有我（或我家）', several: '好几个人', severalHint: '大家推选代表，由代表提交和联系',
    count: '一共多少人', countHint: '连您在内', rule: (max: number) => `代表最多 ${max} 人，连您在内（信访工作条例第二十条）。`, representatives: '已填的代表', you: '您', addTitle: '再添一位代表', add: '添加这位代表', name: '代表姓名', phone: '代表电话', address: '代表住址', listHint: '其余人员的名单，可以在下一步作为附件上传。',
  },
  privacy: {
    title: '哪些内容可以让别人知道？', publicLegend: '办理结果可以公开吗？', publicHint: '公开时会去掉姓名、电话、住址等个人信息。', publicYes: '可以公开', publicNo: '不公开', publicMissing: '请选择办理结果可不可以公开。',
    hideLegend: '让被反映的单位知道您是谁吗？', hideHint: '选“不让知道”的，系统不向被反映的单位显示您的姓名和联系方式。', hideNo: '可以知道', hideYes: '不让知道', hideMissing: '请选择让不让被反映的单位知道您是谁。',
  },
  files: {
    title: '有照片或材料要上传吗？', hint: (megabytes: number, most: number) => `可以上传照片、PDF、Word、Excel、录音、录像。每个不超过 ${megabytes} MB，最多 ${most} 个。没有就直接按“继续”。`,
    choose: '选择文件', upload: '上传选中的文件', list: '已经上传', empty: '还没有上传文件。', notAdded: (name: string, why: string) => `“${name}”没有上传：${why}`, pick: '请先选择文件，再按“上传选中的文件”。',
    
  },
  check: {
    title: '请核对，没有问题再提交', send: '确认，提交', sendNote: '按下后就正式登记，当场给您编号和查询码。连按两次也只登记一件。',
    rows: { kind: '想做什么', place: '地点', words: '什么事', body: '详细经过和要求', about: '反映的单位', accused: '检举、控告谁', topic: '和什么有关', who: '身份', name: '姓名', orgName: '单位名称', phone: '电话', address: '地址', id: '证件', agent: '代办人', contact: '联系人', together: '人数', representatives: '代表', isPublic: '公开办理结果', hides: '被反映的单位', files: '附件' },
    hidesYes: '不让知道您是谁', hidesNo: '可以知道您是谁', alone: '一人（一家）', people: (count: number) => `${count} 人共同提出`, unsent: '上次提交没有收到结果。请再按一次“确认，提交”，不会重复登记。', law: '请如实填写。捏造事实、诬告陷害要承担法律责任。', anonymous: '不留姓名',
    sending: '正在登记，请稍等几秒，再按“看结果”。', look: '看结果',
  },
  sent: {
    title: '已经收到', code: '编号', pin: '查询码', keep: '请记下编号和查询码', keepText: '以后查询、补材料、评价、撤回，都要用这两样。查询码只在这里显示一次，丢了要带身份证到窗口补办。',
    nextTitle: '接下来', at: (moment: string) => `收到时间：${moment}`, notice: (day: string) => `我们会在${day}前转给该办的单位，并告诉您由谁办理。`, noticeProvisional: '这一天是暂定的：那年的放假安排还没有公布，公布后如果要顺延，会重新告诉您。',
    notice2: '承办单位收到后，15 天内书面告诉您是否受理、怎么办。', reply: '受理后，一般 60 天内给您书面答复。', sealed: '您检举、控告的内容走保密通道，按管理权限转送有关机关。其他人看不到，也查不到。',
    follow: '现在就查看进度', done: '记好了，清除本机记录', another: '再提交一件', anonymous: '您没有留姓名，请务必记下编号和查询码，不然没法查到结果。', printHint: '可以用浏览器的“打印”功能打印本页。', 
  },
}
