import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { newId } from '../src/changes/new-id.ts'
import { type JobQueue, openJobQueue } from '../src/jobs/job-queue.ts'
import { verifySlice } from '../src/memberships/checksum.ts'
import { memberDifference } from '../src/memberships/difference.ts'
import { openLocalMembershipFiles } from '../src/memberships/local-membership-files.ts'
import type { MembershipFiles } from '../src/memberships/membership-files.ts'
import { readMembersOf } from '../src/memberships/read-memberships.ts'
import type { Database } from '../src/postgres/open-database.ts'
import { enqueueRun, type RunRequest } from '../src/runs/enqueue-run.ts'
import type { EvaluateSegments, RunWorker } from '../src/runs/work-run.ts'
import { change } from './changes.ts'
import { testMembers } from './test-members.ts'

/** A worker with its queue and folder of files, for one test file. */
export interface RunSetup {
  readonly jobs: JobQueue
  readonly files: MembershipFiles
  readonly folder: string
  readonly worker: RunWorker
  enqueue(segmentIds: readonly string[], request?: Partial<RunRequest>): Promise<string>
  close(): Promise<void>
}

export async function setUpRuns(database: Database): Promise<RunSetup> {
  const folder = await mkdtemp(join(tmpdir(), 'coterie-runs-'))
  const jobs = await openJobQueue(database)
  const files = await openLocalMembershipFiles(folder)
  const worker: RunWorker = {
    db: database.db,
    jobs,
    files,
    owner: 'test',
    newId,
    evaluate: evaluateTestMembers,
    leaseMs: 5000,
    retryAfterMs: 0,
  }
  return {
    jobs,
    files,
    folder,
    worker,
    enqueue: (segmentIds, request) =>
      change(database.db, (work) =>
        enqueueRun(work, jobs, { segmentIds, cause: 'manual', asOfMicros: Date.now() * 1000, ...request }),
      ),
    close: async () => {
      await jobs.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const evaluateTestMembers: EvaluateSegments = async function* (plan, control) {
  // What a real evaluation does: it waits, and is stopped meanwhile.
  await sleep(1, undefined, { signal: control.signal })
  control.usesData('data 1')
  for (const segment of plan.segments) {
    yield { kind: 'members', segmentId: segment.id, ordinals: testMembers(segment.id, plan.asOfMicros) }
  }
}

/**
 * What must hold at any moment, whoever was killed when: every pointer leads to a whole version, every kept version's
 * files have the members they should, and each follows from the one before by who entered and left.
 */
export async function expectNothingTorn(database: Database, files: MembershipFiles): Promise<void> {
  const { db } = database
  const versions = await db.selectFrom('membership_versions').selectAll().execute()
  const slices = await db.selectFrom('membership_slices').selectAll().execute()
  const byVersion = Map.groupBy(slices, (slice) => slice.version_id)
  const pointers = await db.selectFrom('segment_pointers').selectAll().execute()
  for (const pointer of pointers) expect(byVersion.get(pointer.version_id)).toHaveLength(3)
  for (const version of versions) {
    const own = byVersion.get(version.id)
    if (own === undefined) continue
    for (const slice of own) {
      await verifySlice(files, {
        file: slice.file,
        byteOffset: slice.byte_offset,
        byteLength: slice.byte_length,
        memberCount: slice.member_count,
        checksum: slice.checksum,
      })
    }
    const read = (part: 'members' | 'entered' | 'left') => readMembersOf(db, files, version.id, part)
    const members = await read('members')
    expect(members).toEqual(testMembers(version.segment_id, version.as_of_micros))
    const previous = version.previous_id
    if (previous !== null && !byVersion.has(previous)) continue
    const before = previous === null ? new Uint32Array(0) : await readMembersOf(db, files, previous, 'members')
    expect({ entered: await read('entered'), left: await read('left') }).toEqual(memberDifference(before, members))
  }
  const { rows } = await sql<{ lies: number }>`
    SELECT count(*) AS lies FROM run_segments
    WHERE (status = 'successful') <> (version_id IS NOT NULL) OR is_open <> (status IN ('queued', 'refreshing') OR
      (status = 'failure'))
  `.execute(db)
  expect(rows[0]?.lies).toBe(0)
}
