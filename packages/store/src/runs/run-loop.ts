import { setTimeout as sleep } from 'node:timers/promises'
import { sweepMembershipFiles } from '../memberships/retain-memberships.ts'
import { recoverRuns } from './recover-runs.ts'
import { type RunEnd, type RunWorker, workRun } from './work-run.ts'

/** A worker at work. */
export interface RunLoop {
  /** Takes no more runs, gives the present ones back to the queue, and waits for that. */
  stop(): Promise<void>
}

/** How a worker takes runs and looks after those of others. */
export interface RunLoopOptions {
  readonly concurrency?: number
  readonly pollingIntervalMs?: number
  readonly recoverEveryMs?: number
  readonly onEnd?: (runId: string, end: RunEnd) => void
  /** Hears of what goes wrong beside the runs themselves: a database that is away, a file that cannot be removed. */
  readonly onError?: (error: unknown) => void
}

/** Takes runs from the queue, and every 10 seconds recovers runs whose worker is gone and sweeps files nobody needs. */
export async function startRunLoop(worker: RunWorker, options: RunLoopOptions = {}): Promise<RunLoop> {
  const { concurrency = 1, pollingIntervalMs = 500, recoverEveryMs = 10_000 } = options
  const stopping = new AbortController()
  const underWay = new Set<Promise<unknown>>()

  const recover = async () => {
    while (!stopping.signal.aborted) {
      try {
        await recoverRuns(worker.db, worker.jobs)
        await sweepMembershipFiles(worker.db, worker.files)
      } catch (error) {
        options.onError?.(error)
      }
      // An aborted wait is how the loop is stopped.
      await sleep(recoverEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const recovering = recover()
  await worker.jobs.workRuns(
    async (runId) => {
      if (stopping.signal.aborted) return
      const working = workRun(worker, runId, stopping.signal).then(
        (end) => options.onEnd?.(runId, end),
        (error: unknown) => options.onError?.(error),
      )
      underWay.add(working)
      await working
      underWay.delete(working)
    },
    { concurrency, pollingIntervalMs },
  )
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all([recovering, ...underWay])
    },
  }
}
