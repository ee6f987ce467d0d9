import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeSegment } from '../../test/changes.ts'
import { evaluateTestMembers, expectNothingTorn, type RunSetup, setUpRuns } from '../../test/run-setup.ts'
import { startWorkerProcess } from '../../test/start-worker-process.ts'
import { describeOnPostgres } from '../../test/test-database.ts'
import type { Failpoint } from './failpoint.ts'
import { recoverRuns } from './recover-runs.ts'
import { type RunWorker, workRun } from './work-run.ts'

const LEASE_MS = 450
/** How often each worker is frozen; the release runs use more. */
const { COTERIE_FREEZE_ROUNDS = '10' } = process.env
const ROUNDS = Number(COTERIE_FREEZE_ROUNDS)

/** Where a worker can be paused past its lease: between any two of its writes, and in the middle of a transaction. */
const FREEZE_AT: readonly Failpoint[] = [
  'run.claimed',
  'run.segment-published',
  'members.file-created',
  'run.fenced-before-commit',
  'run.verified',
  'run.fenced-committed',
  'members.slice-written',
  'members.before-rename',
  'members.renamed',
  'members.before-sync',
]

// A frozen process is one that its machine or its garbage collector paused: it does not know that time has passed.
describeOnPostgres('a worker that was frozen past its lease', (database) => {
  let setup: RunSetup
  beforeAll(async () => {
    setup = await setUpRuns(database())
  })
  afterAll(() => setup.close())

  it(`writes nothing that counts, in ${ROUNDS} rounds`, { timeout: 600_000 }, async () => {
    const { db, url } = database()
    const worker = await startWorkerProcess(url, setup.folder)
    for (let round = 0; round < ROUNDS; round += 1) {
      const failpoint = FREEZE_AT[round % FREEZE_AT.length] ?? 'run.claimed'
      const segments = [await makeSegment(db), await makeSegment(db)]
      const runId = await setup.enqueue(segments)
      const order = worker.order({
        task: { kind: 'run', runId, leaseMs: LEASE_MS, evaluateMs: 0 },
        at: { failpoint, hit: 1, signal: 'SIGSTOP' },
      })
      expect(await worker.frozen()).toBe(true)
      // Thawed while the other worker is at work, when only the epoch tells them apart, or after it has ended.
      const thawsAmidst = Math.floor(round / 2) % 2 === 0
      let thawedEnd: unknown
      const thaw = async () => {
        worker.thaw()
        thawedEnd = (await order).messages.at(-1)?.end
      }
      const other: RunWorker = {
        ...setup.worker,
        evaluate: async function* (...given) {
          if (thawsAmidst) await thaw()
          yield* evaluateTestMembers(...given)
        },
      }
      let end = 'not-claimed'
      for (let tries = 0; end === 'not-claimed'; tries += 1) {
        expect(tries, failpoint).toBeLessThan(50)
        await sleep(LEASE_MS / 5)
        await recoverRuns(db, setup.jobs)
        end = await workRun(other, runId)
      }
      expect(end).toBe('succeeded')
      const before = await everythingOf(runId, segments)
      if (!thawsAmidst) await thaw()
      expect(thawedEnd, failpoint).toBe('lost')
      expect(new Set(before.versions.map((version) => version.epoch))).toEqual(
        new Set(before.run.map((run) => run.epoch)),
      )
      expect(await everythingOf(runId, segments), failpoint).toEqual(before)
    }
    await worker.stop()
    await expectNothingTorn(database(), setup.files)
  })

  async function everythingOf(runId: string, segments: readonly string[]) {
    const { db } = database()
    return {
      run: await db.selectFrom('runs').selectAll().where('id', '=', runId).execute(),
      steps: await db
        .selectFrom('run_steps')
        .selectAll()
        .where('run_id', '=', runId)
        .orderBy('attempt')
        .orderBy('place')
        .execute(),
      outcomes: await db.selectFrom('run_segments').selectAll().where('run_id', '=', runId).orderBy('place').execute(),
      versions: await db
        .selectFrom('membership_versions')
        .selectAll()
        .where('run_id', '=', runId)
        .orderBy('id')
        .execute(),
      pointers: await db
        .selectFrom('segment_pointers')
        .selectAll()
        .where('segment_id', 'in', segments)
        .orderBy('segment_id')
        .execute(),
    }
  }
})
