import type { Work } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import type { RunState } from '../schema.ts'
import { isUuid } from '../segments/read-segment.ts'
import { endCanceled } from './fail-run.ts'

/**
 * Asks for a run's end and returns its state: a waiting one is cancelled at once, a running one hears of it with its next
 * heartbeat, one that has ended stays as it is. Refuses with `run-missing`.
 */
export async function cancelRun(work: Work, runId: string): Promise<RunState> {
  const row = isUuid(runId)
    ? await work.db.selectFrom('runs').select(['state']).where('id', '=', runId).forNoKeyUpdate().executeTakeFirst()
    : undefined
  if (row === undefined) throw new StoreError('run-missing', { run: runId })
  if (row.state !== 'queued' && row.state !== 'running') return row.state
  await work.db
    .updateTable('runs')
    .set({ cancel_requested_at: work.change.at, cancel_requested_by: work.change.actor.id })
    .where('id', '=', runId)
    .where('cancel_requested_at', 'is', null)
    .execute()
  work.audit({ action: 'run.cancel', subject: { kind: 'run', id: runId } })
  return row.state === 'queued' ? endCanceled(work.db, runId) : row.state
}
