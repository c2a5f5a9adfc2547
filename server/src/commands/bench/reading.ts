import { clientOf, quantile, signIn } from './client.ts'

export interface ReadingFigure {
  who: string
  name: string
  p50: number
  p95: number
}

/** What people open all day, for each level. */
const QUESTIONS: readonly [name: string, path: string][] = [
  ['list: to do', '/api/matters?scope=todo'], ['list: region by due date', '/api/matters?scope=region'], ['list: newest', '/api/matters?scope=region&sort=received'],
  ['list: overdue', '/api/matters?scope=region&due=overdue'], ['list: one state', '/api/matters?scope=region&status=ROUTED'], ['list: one class, newest', '/api/matters?scope=region&class=09&sort=received'],
  ['search: frequent word', '/api/matters?scope=region&text=物业'], ['search: common phrase', '/api/matters?scope=region&text=拖欠工资'], ['search: rare phrase', '/api/matters?scope=region&text=锦绣银杏家园17幢'],
  ['count: open', '/api/matters/count?scope=region&status=open'], ['count: all', '/api/matters/count?scope=region'], ['count: one class', '/api/matters/count?scope=region&class=09'],
  ['count: frequent word', '/api/matters/count?scope=region&text=物业'], ['overview', '/api/matters/overview'],
]
const PEOPLE = [['province', 'song.province'], ['city', 'tang.city'], ['county', 'li.triage'], ['town', 'shen.town'], ['handler', 'wang.handler']] as const
const TIMES = 25

/** Each question of each person, one after another, some times. */
export async function measureReading(base: string, password: string): Promise<ReadingFigure[]> {
  const figures: ReadingFigure[] = []
  for (const [who, username] of PEOPLE) {
    const client = clientOf(base, await signIn(base, username, password))
    for (const [name, path] of QUESTIONS) {
      const address = path.split('=').map((part) => (/[^\x00-\x7f]/.test(part) ? encodeURIComponent(part) : part)).join('=')
      const times: number[] = []
      await client.call('GET', address)
      for (let i = 0; i < TIMES; i++) {
        const started = performance.now()
        await client.call('GET', address)
        times.push(performance.now() - started)
      }
      figures.push({ who, name, p50: quantile(times, 0.5), p95: quantile(times, 0.95) })
    }
  }
  return figures
}
