// Writes server/data/calendar-cn.json, the national working calendar that the product ships with.
//
//   node scripts/data/build-calendar.mjs YEARS...
//
// YEARS are JSON files: the year files of the holiday-cn project (2026.json: {year, papers, days: [{name, date, isOffDay}]})
// or a collection of years ({years: {"2026": {papers, holidays, makeUpWorkdays}}}).
//
// A notice that names days of another year (the December days of a New Year's holiday) is split by the year of the day.
// A later file wins over an earlier one for the same day, since a later notice amends an earlier one. Files are read in
// the order given, so give them by year. A year stands in the calendar only when a file is about it; a stray December
// day of the year before the first file is left out, because that year as a whole is unknown.
import { readFileSync, writeFileSync } from 'node:fs'

const TARGET = new URL('../../server/data/calendar-cn.json', import.meta.url)

const HEAD = {
  what: '全国法定节假日与调休上班日 national public holidays and make-up workdays, by year, for the mainland of China',
  source: '国务院办公厅关于部分节假日安排的通知 notices of the General Office of the State Council, named under papers; collected by NateScarlet/holiday-cn',
  licence: 'MIT, Copyright (c) 2019 NateScarlet; the dates themselves are facts published by the State Council',
  builtBy: 'scripts/data/build-calendar.mjs',
}

const fail = (message) => {
  console.error(`build-calendar: ${message}`)
  process.exit(2)
}

/** Every year of one file, in the shape of the year files. */
function yearsIn(file) {
  const content = JSON.parse(readFileSync(file, 'utf8'))
  if (Array.isArray(content.days)) return [content]
  if (!content.years) fail(`${file} is neither a year file (days) nor a collection (years)`)
  return Object.entries(content.years).map(([year, { papers, holidays, makeUpWorkdays }]) => ({
    year: Number(year),
    papers,
    days: [
      ...holidays.map((day) => ({ ...day, isOffDay: true })),
      ...makeUpWorkdays.map((day) => ({ ...day, isOffDay: false })),
    ],
  }))
}

/** A make-up workday that falls on a Monday to Friday changes nothing and would read oddly. */
const changesNothing = ({ date, isOffDay }) => !isOffDay && ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

const files = process.argv.slice(2)
if (files.length === 0) fail('name the files with the years, for example 2026.json 2027.json')
const sources = files.flatMap(yearsIn).filter((year) => year.days.length > 0)

const days = new Map()
for (const source of sources)
  for (const day of source.days) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day.date) || !day.name) fail(`${source.year}: a day without date or name`)
    days.set(day.date, day)
  }

const papers = new Map()
for (const { year, papers: names } of sources) papers.set(year, [...new Set([...(papers.get(year) ?? []), ...names])])

const inOrder = [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
const years = [...papers.keys()].sort().map((year) => {
  const own = inOrder.filter((day) => day.date.startsWith(`${year}-`) && !changesNothing(day))
  const named = (isOffDay) => own.filter((day) => day.isOffDay === isOffDay).map(({ date, name }) => ({ date, name }))
  return { year, papers: papers.get(year), holidays: named(true), makeUpWorkdays: named(false) }
})

const text = JSON.stringify({ ...HEAD, years }, null, 1).replace(/\{\s+("date": "[^"]+"),\s+("name": "[^"]+")\s+\}/g, '{ $1, $2 }')
writeFileSync(TARGET, `${text}\n`)
console.log(`${years.length} years (${years[0].year}–${years.at(-1).year}), ${inOrder.length} named days → ${TARGET.pathname}`)
