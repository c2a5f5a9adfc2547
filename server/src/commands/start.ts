import { readConfig } from '../platform/config.ts'
import { openDeps, startServer } from '../main.ts'

/** Starts the server and keeps it running until Ctrl-C. */
export async function startCommand(_args: string[]): Promise<number> {
  const config = readConfig()
  const opened = await openDeps(config, (what) => console.log(`  ${what}`))
  const server = await startServer(opened)
  console.log(`\nHejie 和解 is ready: http://localhost:${server.port}`)
  await new Promise<void>((stop) => {
    process.once('SIGINT', () => stop())
    process.once('SIGTERM', () => stop())
  })
  await server.close()
  return 0
}
