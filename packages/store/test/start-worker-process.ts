import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { waitUntil } from '../src/postgres/cluster-processes.ts'
import type { Failpoint } from '../src/runs/failpoint.ts'
import type { WorkerOrder } from './worker-process.ts'

/** What a worker process says. */
export interface WorkerMessage {
  readonly made?: string
  readonly saved?: string
  readonly queued?: string
  readonly end?: unknown
  readonly hits?: Partial<Record<Failpoint, number>>
}

/** Starts a worker process and waits until it can take orders. */
export async function startWorkerProcess(databaseUrl: string, folder: string) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./worker-process.ts', import.meta.url))], {
    // Started again and again: what was compiled once is kept in the temporary folder.
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: join(dirname(folder), 'coterie-compiled'),
      TEST_DATABASE_URL: databaseUrl,
      TEST_FOLDER: folder,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let hasEnded = false
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_, signal) => {
      hasEnded = true
      resolve(signal)
    }),
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await lines.next()
  return {
    /** Gives an order and collects what the process says until it has carried it out or has ended. */
    order: async (order: WorkerOrder): Promise<{ messages: readonly WorkerMessage[]; killed: boolean }> => {
      child.stdin.write(`${JSON.stringify(order)}\n`)
      const messages: WorkerMessage[] = []
      for (;;) {
        const { value, done } = await lines.next()
        if (done === true) return { messages, killed: (await ended) === 'SIGKILL' }
        const message = JSON.parse(value) as WorkerMessage
        messages.push(message)
        if ('end' in message) return { messages, killed: false }
      }
    },
    /** Waits until the process has frozen itself. */
    frozen: () =>
      waitUntil(async () => {
        const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => ') Z')
        return hasEnded || stat.slice(stat.lastIndexOf(')') + 2).startsWith('T')
      }, 20_000),
    thaw: () => child.kill('SIGCONT'),
    stop: async () => {
      child.stdin.end()
      child.kill('SIGCONT')
      await ended
    },
  }
}
