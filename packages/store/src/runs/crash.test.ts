import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSegment } from '../../test/changes.ts'
import { installations } from '../../test/installations.ts'
import { expectNothingTorn, type RunSetup, setUpRuns } from '../../test/run-setup.ts'
import { startWorkerProcess, type WorkerMessage } from '../../test/start-worker-process.ts'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import type { WorkerOrder } from '../../test/worker-process.ts'
import { verifyAudit } from '../audit/read-audit.ts'
import { sweepMembershipFiles } from '../memberships/retain-memberships.ts'
import { readSegment } from '../segments/read-segment.ts'
import { readDefinition } from '../segments/save-definition.ts'
import { FAILPOINTS, type Failpoint } from './failpoint.ts'
import { claimRun } from './lease.ts'
import { readRun } from './read-runs.ts'
import { recoverRuns } from './recover-runs.ts'
import { workRun } from './work-run.ts'

const LEASE_MS = 600
/** Tasks that do not touch each other: more at once use the time better that a starting process waits. */
const SEPARATE = { atOnce: 4, maxHits: Number.POSITIVE_INFINITY }
/** Tasks that look after everything there is: how much that is, and so the later hits, depends on what was before. */
const TOGETHER = { atOnce: 1, maxHits: 1 }
/** Repeats the whole list; the release runs use more. */
const { COTERIE_KILL_ROUNDS = '1' } = process.env
const ROUNDS = Number(COTERIE_KILL_ROUNDS)

type Kill = NonNullable<WorkerOrder['at']>

// One version: what is killed here is our process, not the server; the runs' own tests cover both.
describe('a process that is killed at any failpoint', () => {
  let database: TestDatabase
  let setup: RunSetup
  const seen = new Set<Failpoint>()

  beforeAll(async () => {
    const [installation] = installations
    if (installation === undefined) throw new Error('the bundled PostgreSQL is missing')
    database = await createTestDatabase(installation)
    setup = await setUpRuns(database)
  })
  afterAll(async () => {
    await setup.close()
    await database.close()
  })

  /** Carries out a task once undisturbed, then once for every hit of every failpoint with a kill there. */
  async function killEverywhere(
    prepare: () => Promise<WorkerOrder['task']>,
    check: (task: WorkerOrder['task'], messages: readonly WorkerMessage[], kill: Kill) => Promise<void>,
    { atOnce, maxHits }: { readonly atOnce: number; readonly maxHits: number },
  ): Promise<number> {
    const worker = await startWorkerProcess(database.url, setup.folder)
    const { messages } = await worker.order({ task: await prepare() })
    await worker.stop()
    const hits = messages.at(-1)?.hits ?? {}
    const kills = FAILPOINTS.flatMap((failpoint) => {
      if (hits[failpoint] !== undefined) seen.add(failpoint)
      // Heartbeats come by the clock, so only the first is sure to come again.
      const times = Math.min(hits[failpoint] ?? 0, failpoint === 'run.heartbeat-sent' ? 1 : maxHits)
      return Array.from({ length: times }, (_, index): Kill => ({ failpoint, hit: index + 1, signal: 'SIGKILL' }))
    })
    const open = Array.from({ length: ROUNDS }, () => kills).flat()
    const total = open.length
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let kill = open.shift(); kill !== undefined; kill = open.shift()) {
          const task = await prepare()
          const process = await startWorkerProcess(database.url, setup.folder)
          const outcome = await process.order({ task, at: kill })
          expect(outcome.killed, `${kill.failpoint} ${kill.hit}`).toBe(true)
          await check(task, outcome.messages, kill)
        }
      }),
    )
    return total
  }

  it('leaves a run that another worker brings to its end, whole and once', { timeout: 600_000 }, async () => {
    const segmentsOf = new Map<string, readonly string[]>()
    const kills = await killEverywhere(
      async () => {
        const segments = [await makeSegment(database.db), await makeSegment(database.db)]
        // One that has members, one that has none yet.
        expect(await workRun(setup.worker, await setup.enqueue(segments.slice(0, 1), { asOfMicros: 1_000_000 }))).toBe(
          'succeeded',
        )
        const runId = await setup.enqueue(segments, { asOfMicros: 2_000_000 })
        segmentsOf.set(runId, segments)
        return { kind: 'run', runId, leaseMs: LEASE_MS, evaluateMs: LEASE_MS / 2 }
      },
      async (task, _, kill) => {
        if (task.kind !== 'run') throw new Error('a run was prepared')
        const { runId } = task
        const segments = segmentsOf.get(runId) ?? []
        const asOf = async () =>
          (await Promise.all(segments.map((id) => readSegment(database.db, id)))).map(
            (segment) => segment.members?.asOfMicros,
          )
        // All of the run's segments show the old members, or all show the new ones.
        const published = (await readRun(database.db, runId)).state === 'succeeded'
        expect(await asOf(), kill.failpoint).toEqual(published ? [2_000_000, 2_000_000] : [1_000_000, undefined])
        for (let tries = 0; (await readRun(database.db, runId)).state !== 'succeeded'; tries += 1) {
          expect(tries, `${kill.failpoint} ${kill.hit}`).toBeLessThan(20)
          await sleep(LEASE_MS / 3)
          await recoverRuns(database.db, setup.jobs)
          await workRun(setup.worker, runId)
        }
        expect(await asOf()).toEqual([2_000_000, 2_000_000])
        const versions = await database.db
          .selectFrom('membership_versions')
          .select('segment_id')
          .where('run_id', '=', runId)
          .execute()
        expect(versions.map((version) => version.segment_id).sort()).toEqual([...segments].sort())
      },
      SEPARATE,
    )
    expect(kills).toBeGreaterThan(20)
    await expectNothingTorn(database, setup.files)
  })

  it('keeps every change that was acknowledged, with its audit record and its job', { timeout: 600_000 }, async () => {
    const kills = await killEverywhere(
      () => Promise.resolve({ kind: 'change' }),
      async (_, messages) => {
        for (const { made, saved, queued } of messages) {
          if (made !== undefined) expect((await readSegment(database.db, made)).tags).toHaveLength(1)
          if (saved !== undefined)
            expect(await readDefinition(database.db, saved, 2)).toMatchObject({ definition: '{"second":true}' })
          if (queued !== undefined) {
            const { rows } = await sql`SELECT FROM coterie_jobs.job WHERE singleton_key = ${queued}`.execute(
              database.db,
            )
            expect(rows).toHaveLength(1)
          }
        }
      },
      SEPARATE,
    )
    expect(kills).toBe(6 * ROUNDS)
    await verifyAudit(database.db)
    // A queued run and its job come and go together, acknowledged or not.
    const { rows } = await sql`
      SELECT FROM runs FULL JOIN (SELECT singleton_key FROM coterie_jobs.job WHERE state = 'created') AS job ON job.singleton_key = runs.id::text
      WHERE runs.state = 'queued' AND job.singleton_key IS NULL
    `.execute(database.db)
    expect(rows).toEqual([])
  })

  it('can be killed while it recovers from a kill', { timeout: 600_000 }, async () => {
    const lapsed: string[] = []
    await killEverywhere(
      async () => {
        const runId = await setup.enqueue([await makeSegment(database.db)])
        await claimRun(database.db, runId, 'gone', 1)
        await sleep(10)
        lapsed.push(runId)
        return { kind: 'recover' }
      },
      () => Promise.resolve(),
      TOGETHER,
    )
    await recoverRuns(database.db, setup.jobs)
    for (const runId of lapsed) expect(await workRun(setup.worker, runId)).toBe('succeeded')
    await expectNothingTorn(database, setup.files)
  })

  it('can be killed while it gives up old members and sweeps files', { timeout: 600_000 }, async () => {
    await killEverywhere(
      async () => {
        const id = await makeSegment(database.db)
        for (const asOfMicros of [1_000_000, 2_000_000]) {
          expect(await workRun(setup.worker, await setup.enqueue([id], { asOfMicros }))).toBe('succeeded')
        }
        return { kind: 'retain' }
      },
      () => Promise.resolve(),
      TOGETHER,
    )
    await expectNothingTorn(database, setup.files)
    // Nothing that was left behind by all these kills stays.
    await sweepMembershipFiles(database.db, setup.files, { minAgeMs: 0 })
    const needed = await database.db.selectFrom('membership_slices').select('file').distinct().execute()
    const present = (await setup.files.list()).map((file) => file.name)
    expect(present.sort()).toEqual(needed.map((row) => row.file).sort())
  })

  it('was killed at every failpoint there is', () => {
    expect([...seen].sort()).toEqual([...FAILPOINTS].sort())
  })
})
