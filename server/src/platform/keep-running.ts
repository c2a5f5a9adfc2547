import { CannotStart } from './cannot-start.ts'

/** One run of a program that is meant not to end. */
export interface Launched {
  exited: Promise<void>
  /** Rejects when it ends before it is ready. */
  ready: Promise<void>
}

/** Tries of one restart, a little further apart each time: what a killed server leaves behind takes seconds to go. */
const TRIES = 8
const PAUSE_MS = 500
/** More endings than this in ten minutes are not bad luck: something is wrong that a restart does not mend. */
const MOST_ENDINGS = 5
const WITHIN_MS = 10 * 60_000

/**
 * Starts a program again whenever it ends by itself.
 *
 * @param onEnded told each time it ended and is to be started again
 */
export function keepRunning(first: Launched, launch: () => Launched, onEnded: () => void = () => undefined): { lost: Promise<CannotStart>; stop(ask: () => void): Promise<void> } {
  let current = first
  let isStopping = false
  const endings: number[] = []
  const restart = async (): Promise<void> => {
    let why = ''
    for (let i = 1; i <= TRIES; i++) {
      await new Promise((done) => setTimeout(done, PAUSE_MS * i))
      if (isStopping) break
      current = launch()
      try {
        return await current.ready
      } catch (error) {
        why = error instanceof Error ? error.message : String(error)
        await current.exited
      }
    }
    throw new CannotStart(`the database ended and did not start again (${why}): look at the disk and at what else runs on this machine, then start Hejie anew`)
  }
  const watching = (async (): Promise<CannotStart | null> => {
    for (;;) {
      await current.exited
      if (isStopping) return null
      endings.push(Date.now())
      if (endings.filter((at) => at > Date.now() - WITHIN_MS).length > MOST_ENDINGS) return new CannotStart(`the database ended ${MOST_ENDINGS + 1} times within ten minutes: look for what ends it (the system's log, memory), then start Hejie anew`)
      onEnded()
      try {
        await restart()
      } catch (error) {
        return isStopping || !(error instanceof CannotStart) ? null : error
      }
    }
  })()
  return {
    lost: new Promise((done) => void watching.then((why) => why && done(why))),
    stop: async (ask) => {
      isStopping = true
      // In the middle of a restart there is nobody to ask yet.
      await current.ready.catch(() => undefined)
      try {
        ask()
      } catch {
        // It is gone already.
      }
      await current.exited
    },
  }
}
