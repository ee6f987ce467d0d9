import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { endSteps } from './close-run.ts'
import { fenced, type Lease } from './lease.ts'

/** Notes that a step of a run begins, and ends those of this attempt before it. Refuses with `lease-lost`. */
export async function beginStep(db: Kysely<Schema>, lease: Lease, place: number, name: string): Promise<void> {
  await fenced(db, lease, async (transaction) => {
    await endSteps(transaction, lease.runId, 'succeeded')
    await transaction
      .insertInto('run_steps')
      .values({
        run_id: lease.runId,
        attempt: lease.attempt,
        place,
        name,
        state: 'running',
        started_at: sql<Date>`clock_timestamp()`,
      })
      .execute()
  })
}
