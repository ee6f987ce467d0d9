import { type Kysely, sql, type Transaction } from 'kysely'
import { verifySlice } from '../memberships/checksum.ts'
import type { MembershipFiles, Slice } from '../memberships/membership-files.ts'
import type { RunState, Schema } from '../schema.ts'
import { closeRun, markStale } from './close-run.ts'
import { endCanceled } from './fail-run.ts'
import { failpoint } from './failpoint.ts'
import { fenced, type Lease } from './lease.ts'
import { printFailure, type RunFailure } from './run-failure.ts'

/** What came of one segment in a run. */
export type SegmentOutcome =
  | {
      readonly kind: 'members'
      readonly segmentId: string
      /** The version the difference was taken from; null for the first. */
      readonly previousId: string | null
      readonly members: Slice
      readonly entered: Slice
      readonly left: Slice
      readonly inspection: string | null
    }
  | { readonly kind: 'failed' | 'skipped'; readonly segmentId: string; readonly failure: RunFailure }

/**
 * Makes a run's members the current ones: reads every slice back and compares count and checksum, then writes the versions,
 * flips the pointers of all finished segments and ends the run in one transaction that only the lease's holder can commit.
 * A cancel request that came before wins. Refuses with `lease-lost`, `member-file-missing`, `member-file-damaged`.
 */
export async function publishRun(
  db: Kysely<Schema>,
  files: MembershipFiles,
  lease: Lease,
  dataVersion: string | null,
  outcomes: readonly SegmentOutcome[],
  newId: () => string,
): Promise<RunState> {
  for (const outcome of outcomes) {
    if (outcome.kind !== 'members') continue
    for (const slice of [outcome.members, outcome.entered, outcome.left]) await verifySlice(files, slice)
  }
  failpoint('run.verified')
  return fenced(db, lease, async (transaction, run) => {
    if (run.isCancelRequested) return endCanceled(transaction, lease.runId)
    const { data_version: _, ...facts } = await transaction
      .updateTable('runs')
      .set({ data_version: dataVersion })
      .where('id', '=', lease.runId)
      .returning(['as_of_micros', 'catalog_version', 'data_version'])
      .executeTakeFirstOrThrow()
    for (const outcome of outcomes) {
      if (outcome.kind === 'members') {
        await publishMembers(transaction, lease, { ...facts, data_version: dataVersion }, outcome, newId())
        failpoint('run.segment-published')
      } else {
        await closeSegment(transaction, lease.runId, outcome)
      }
    }
    const kinds = new Set(outcomes.map((outcome) => outcome.kind))
    const state = !kinds.has('failed') ? 'succeeded' : kinds.has('members') ? 'partial' : 'failed'
    await closeRun(transaction, lease.runId, state)
    return state
  })
}

async function publishMembers(
  db: Transaction<Schema>,
  lease: Lease,
  facts: {
    readonly as_of_micros: number
    readonly catalog_version: number | null
    readonly data_version: string | null
  },
  outcome: Extract<SegmentOutcome, { kind: 'members' }>,
  versionId: string,
): Promise<void> {
  const { segmentId, previousId, members, entered, left } = outcome
  const segment = await db
    .updateTable('run_segments')
    .set({
      status: 'successful',
      is_open: false,
      finished_at: sql<Date>`clock_timestamp()`,
      member_count: members.memberCount,
      entered_count: entered.memberCount,
      left_count: left.memberCount,
      inspection: outcome.inspection,
      error: null,
    })
    .where('run_id', '=', lease.runId)
    .where('segment_id', '=', segmentId)
    .where('is_open', '=', true)
    .returning('definition_version')
    .executeTakeFirst()
  // Purged while it was being refreshed: there is nothing left to publish to.
  if (segment === undefined) return
  const { published_at } = await db
    .insertInto('membership_versions')
    .values({
      id: versionId,
      segment_id: segmentId,
      run_id: lease.runId,
      ...facts,
      definition_version: segment.definition_version,
      previous_id: previousId,
      member_count: members.memberCount,
      checksum: members.checksum,
      entered_count: entered.memberCount,
      left_count: left.memberCount,
      epoch: lease.epoch,
      published_at: sql<Date>`clock_timestamp()`,
    })
    .returning('published_at')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('membership_slices')
    .values(
      (
        [
          ['members', members],
          ['entered', entered],
          ['left', left],
        ] as const
      ).map(([part, slice]) => ({
        version_id: versionId,
        part,
        file: slice.file,
        byte_offset: slice.byteOffset,
        byte_length: slice.byteLength,
        member_count: slice.memberCount,
        checksum: slice.checksum,
      })),
    )
    .execute()
  await db
    .updateTable('run_segments')
    .set({ version_id: versionId })
    .where('run_id', '=', lease.runId)
    .where('segment_id', '=', segmentId)
    .execute()
  await flipPointer(db, segmentId, previousId, versionId, published_at)
}

/** Moves a pointer from the version the difference was taken from; anywhere else it must not be, and nothing is published. */
async function flipPointer(
  db: Transaction<Schema>,
  segmentId: string,
  previousId: string | null,
  versionId: string,
  publishedAt: Date,
): Promise<void> {
  const fresh = {
    version_id: versionId,
    published_at: publishedAt,
    stale_since: null,
    stale_run_id: null,
    stale_reason: null,
  }
  const { numChangedRows } = await (previousId === null
    ? db
        .insertInto('segment_pointers')
        .values({ segment_id: segmentId, ...fresh })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow()
        .then((result) => ({ numChangedRows: result.numInsertedOrUpdatedRows ?? 0n }))
    : db
        .updateTable('segment_pointers')
        .set(fresh)
        .where('segment_id', '=', segmentId)
        .where('version_id', '=', previousId)
        .executeTakeFirstOrThrow()
        .then((result) => ({ numChangedRows: result.numUpdatedRows })))
  if (numChangedRows !== 1n) throw new Error(`the pointer of segment ${segmentId} moved during its refresh`)
}

async function closeSegment(
  db: Transaction<Schema>,
  runId: string,
  outcome: Extract<SegmentOutcome, { kind: 'failed' | 'skipped' }>,
): Promise<void> {
  await db
    .updateTable('run_segments')
    .set({
      status: outcome.kind === 'failed' ? 'failed-permanent' : 'skipped',
      is_open: false,
      finished_at: sql<Date>`clock_timestamp()`,
      error: printFailure(outcome.failure),
    })
    .where('run_id', '=', runId)
    .where('segment_id', '=', outcome.segmentId)
    .execute()
  await markStale(db, runId, [outcome.segmentId], outcome.failure)
}
