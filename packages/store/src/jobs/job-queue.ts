import type { Kysely, Transaction } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import { withMigrationLock } from '../migrations/migrate.ts'
import type { Database } from '../postgres/open-database.ts'
import type { Schema } from '../schema.ts'

/** Jobs, delivered at least once. What a job does must be safe to do again; runs are, by their lease and epoch. */
export interface JobQueue {
  /** Adds a run's job within a transaction: it exists when and only when the transaction's changes do. A run waits once. */
  enqueueRun(transaction: Transaction<Schema>, runId: string, notBefore?: Date): Promise<void>
  /** Takes jobs until the queue is closed, `concurrency` at a time.. */
  workRuns(
    handler: (runId: string) => Promise<void>,
    options?: { readonly concurrency?: number; readonly pollingIntervalMs?: number },
  ): Promise<void>
  /** Stops taking jobs, waits for those at work, and ends its connections. */
  close(): Promise<void>
}

const RUNS = 'runs'
const QUEUE_SCHEMA = 'coterie_jobs'

/** Opens the job queue of a database, making its tables on first use. `onError` hears of what fails in the background. */
export async function openJobQueue(
  database: Pick<Database, 'db' | 'url'>,
  options: { readonly onError?: (error: Error) => void } = {},
): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: database.url,
    schema: QUEUE_SCHEMA,
    application_name: 'coterie-jobs',
    max: 4,
  })
  boss.on('error', (error) => options.onError?.(error))
  await startOnce(database.db, boss)
  return {
    enqueueRun: async (transaction, runId, notBefore) => {
      await boss.send(
        RUNS,
        { runId },
        {
          db: fromKysely(transaction),
          singletonKey: runId,
          ...(notBefore === undefined ? {} : { startAfter: notBefore }),
        },
      )
    },
    workRuns: async (handler, { concurrency = 1, pollingIntervalMs = 500 } = {}) => {
      await boss.work<{ runId: string }>(
        RUNS,
        { localConcurrency: concurrency, pollingIntervalSeconds: pollingIntervalMs / 1000 },
        async (jobs) => {
          for (const job of jobs) await handler(job.data.runId)
        },
      )
    },
    close: async () => {
      await boss.stop({ graceful: true, timeout: 30_000 })
    },
  }
}

/** Several processes may start at once; one makes the tables and the others find them. */
async function startOnce(db: Kysely<Schema>, boss: PgBoss): Promise<void> {
  await db.connection().execute((connection) =>
    withMigrationLock(connection, async () => {
      await boss.start()
      // `short` keeps one waiting job a run. A run that fails is queued again by its own rules, not by the job's.
      await boss.createQueue(RUNS, {
        policy: 'short',
        retryLimit: 0,
        expireInSeconds: 23 * 3600,
        deleteAfterSeconds: 24 * 3600,
      })
    }),
  )
}
