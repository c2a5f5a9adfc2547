import { parseArgs } from 'node:util'
import { decodeModel, encodeModel, evaluateCategories, InputError, suggestCategories, trainCategories } from '@hejie/text'
import { labelledMessages, readJsonLines, textField } from './json-lines.ts'
import { onlyFile } from './terminal.ts'
import type { TextIo } from './terminal.ts'

const round = (_: string, value: unknown): unknown => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(4)) : value)
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

export const trainHelp = `hejie text train FILE.jsonl --out MODEL [--json]
  分类训练 Learns categories from labelled matters, one {"text","category","title"?} a line; levels of a category are apart by "/".
  At least 500 of them. The model keeps its version, its categories, how it was measured, and a check sum.`

export async function trainCommand(args: string[], io: TextIo): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { out: { type: 'string' }, json: { type: 'boolean' } } })
  const file = onlyFile(positionals, 'FILE.jsonl')
  if (!values.out) throw new InputError('arguments', '--out', 'it is missing', 'Say where to write the model: --out MODEL')
  const started = performance.now()
  const model = trainCategories(labelledMessages(await io.read(file), file), { trainedAt: io.now() })
  io.write(values.out, encodeModel(model))
  const { version, rows, classes, paths, quality, prefill } = model.card
  const seconds = (performance.now() - started) / 1000
  if (values.json) io.print(JSON.stringify({ version, rows, classes: classes.length, paths: paths.length, quality, prefill, seconds }, round))
  else io.print(`${values.out}: version ${version}, ${rows} texts, ${classes.length} categories, ${seconds.toFixed(1)} s; on unseen texts macro-F1 ${quality.macroF1.toFixed(3)}, first three ${percent(quality.top3)}, prefilled ${percent(prefill.coverage)} at ${percent(prefill.accuracy)} right`)
  return 0
}

export const evaluateHelp = `hejie text evaluate MODEL FILE.jsonl [--json]
  模型评测 Measures a model on labelled texts it was not trained on: macro-F1, accuracy, first three, each class, the share that
  could be written into the form with 97 % right.`

export async function evaluateCommand(args: string[], io: TextIo): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  const [path = '', ...rest] = positionals
  const file = onlyFile(rest, 'FILE.jsonl')
  const result = evaluateCategories(decodeModel(await io.read(path), path), labelledMessages(await io.read(file), file))
  if (values.json) {
    io.print(JSON.stringify(result, round))
    return 0
  }
  io.print(`${result.n} texts: macro-F1 ${result.macroF1.toFixed(3)}, right ${percent(result.accuracy)}, among the first three ${percent(result.top3)}; ${percent(result.coverageAt97)} can be prefilled with 97 % right`)
  for (const { category, n, precision, recall, f1 } of result.perClass) io.print(`  ${category}  ${n} texts, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`)
  return 0
}

export const suggestHelp = `hejie text suggest MODEL [FILE.jsonl|-] [--tree TREE.txt]
  分类建议 For each {"text","title"?} a line with the three likeliest categories and the words that speak for each. "prefill" is
  set only above the margin measured in training. With --tree (one path a line) no category outside today's tree is named.`

export async function suggestCommand(args: string[], io: TextIo): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { tree: { type: 'string' } } })
  const [path, file = '-', ...more] = positionals
  if (path === undefined || more.length > 0) throw new InputError('arguments', 'MODEL', path === undefined ? 'it is missing' : `there is one argument too many: ${more[0]}`, 'See --help')
  const model = decodeModel(await io.read(path), path)
  const tree = values.tree === undefined ? undefined : (await io.read(values.tree)).toString('utf8').split('\n').map((line) => line.trim()).filter(Boolean)
  for (const line of readJsonLines(await io.read(file), file)) {
    const answer = suggestCategories(model, { title: textField(line, 'title', file, false), text: textField(line, 'text', file, true) }, tree)
    io.print(JSON.stringify({ id: line.value.id ?? line.line, ...answer }, round))
  }
  return 0
}
