import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { change, makeSegment } from '../../test/changes.ts'
import { evaluateTestMembers, expectNothingTorn, type RunSetup, setUpRuns } from '../../test/run-setup.ts'
import { describeOnPostgres } from '../../test/test-database.ts'
import { testMembers } from '../../test/test-members.ts'
import {
  currentMembership,
  membershipAt,
  membershipHistory,
  readMembersOf,
  readMembersPage,
} from '../memberships/read-memberships.ts'
import { retireMemberships, sweepMembershipFiles } from '../memberships/retain-memberships.ts'
import { changeSegment } from '../segments/change-segment.ts'
import { readSegment } from '../segments/read-segment.ts'
import { saveDefinition } from '../segments/save-definition.ts'
import { cancelRun } from './cancel-run.ts'
import { type HeldLease, holdLease } from './hold-lease.ts'
import { claimRun, fenced } from './lease.ts'
import { readRun, readRunSteps } from './read-runs.ts'
import { recoverRuns } from './recover-runs.ts'
import { startRunLoop } from './run-loop.ts'
import { type RunEnd, workRun } from './work-run.ts'

describeOnPostgres('runs', (database) => {
  let setup: RunSetup
  beforeAll(async () => {
    setup = await setUpRuns(database())
  })
  afterAll(async () => {
    await expectNothingTorn(database(), setup.files)
    await setup.close()
  })
  const refresh = async (ids: readonly string[], asOfMicros = Date.now() * 1000) => {
    const runId = await setup.enqueue(ids, { asOfMicros })
    expect(await workRun(setup.worker, runId)).toBe('succeeded')
    return runId
  }
  const refreshFailing = async (ids: readonly string[]) => {
    const runId = await setup.enqueue(ids, { maxAttempts: 1 })
    const evaluate = () => {
      throw new Error('the source is away')
    }
    expect(await workRun({ ...setup.worker, evaluate }, runId)).toBe('failed')
    return runId
  }

  it('publish members, who entered and who left, and keep every version readable', async () => {
    const { db } = database()
    const id = await makeSegment(db)
    expect((await readSegment(db, id)).state).toBe('draft')
    for (const asOf of [1_000_000, 2_000_000, 3_000_000]) await refresh([id], asOf)
    const segment = await readSegment(db, id)
    const now = testMembers(id, 3_000_000)
    expect(segment).toMatchObject({
      state: 'active',
      refresh: { status: 'successful', error: null },
      members: { count: now.length, asOfMicros: 3_000_000, definitionVersion: 1, stale: null },
    })
    const current = await currentMembership(db, id)
    expect(current).toMatchObject({ id: segment.members?.versionId, dataVersion: 'data 1' })
    const past = await membershipAt(db, id, 2_500_000)
    expect(past).toMatchObject({ asOfMicros: 2_000_000, id: current.previousId })
    expect(await readMembersOf(db, setup.files, past.id, 'members')).toEqual(testMembers(id, 2_000_000))
    const page = { from: 100, limit: 50 }
    expect(await readMembersPage(db, setup.files, current.id, 'members', page)).toEqual(now.slice(100, 150))
    await expect(membershipAt(db, id, 999_999)).rejects.toMatchObject({ code: 'membership-version-missing' })
    const history = await membershipHistory(db, id, { fromMicros: 2_000_000, toMicros: 3_000_000 })
    expect(history.map((version) => version.count)).toEqual([past.count, now.length])
    expect(past.count + current.entered - current.left).toBe(now.length)
    expect(current.entered).toBeGreaterThan(0)
  })

  it('are queued in the transaction that causes them, or not at all', async () => {
    const { db } = database()
    const id = await makeSegment(db)
    const jobs = async () => {
      const { rows } = await sql<{ jobs: number }>`SELECT count(*) AS jobs FROM coterie_jobs.job`.execute(db)
      return rows[0]?.jobs
    }
    const before = await jobs()
    await expect(
      change(db, async (work) => {
        const { enqueueRun } = await import('./enqueue-run.ts')
        await enqueueRun(work, setup.jobs, { segmentIds: [id], cause: 'manual', asOfMicros: 1 })
        throw new Error('the change fails')
      }),
    ).rejects.toThrow('the change fails')
    expect(await jobs()).toBe(before)
    expect(await readSegment(db, id)).toMatchObject({ state: 'draft', refresh: { status: 'not-started' } })
    await setup.enqueue([id])
    expect(await jobs()).toBe((before ?? 0) + 1)
  })

  it('keep the last good members when they fail, marked stale with the reason, until one succeeds', async () => {
    const { db } = database()
    const id = await makeSegment(db)
    await refresh([id])
    const good = await currentMembership(db, id)
    const failed = await refreshFailing([id])
    const stale = await readSegment(db, id)
    expect(stale).toMatchObject({
      refresh: { status: 'failed-permanent', runId: failed },
      members: { versionId: good.id },
    })
    expect(JSON.parse(stale.members?.stale?.reason ?? '')).toMatchObject({ message: 'the source is away' })
    const since = stale.members?.stale?.since
    await refreshFailing([id])
    expect((await readSegment(db, id)).members?.stale?.since).toEqual(since)
    await refresh([id])
    expect((await readSegment(db, id)).members?.stale).toBeNull()
  })

  it('are tried again while that may help', async () => {
    const { db } = database()
    const id = await makeSegment(db)
    const runId = await setup.enqueue([id])
    let calls = 0
    const worker = {
      ...setup.worker,
      evaluate: (...given: Parameters<typeof evaluateTestMembers>) => {
        calls += 1
        if (calls < 3) throw new Error('away')
        return evaluateTestMembers(...given)
      },
    }
    expect(await workRun(worker, runId)).toBe('will-retry')
    expect(await readSegment(db, id)).toMatchObject({ refresh: { status: 'failure', runId } })
    expect(await workRun(worker, runId)).toBe('will-retry')
    expect(await workRun(worker, runId)).toBe('succeeded')
    expect(await workRun(worker, runId)).toBe('not-claimed')
    expect(await readRun(db, runId)).toMatchObject({ state: 'succeeded', attempt: 3, error: null })
    expect((await readRunSteps(db, runId)).map((step) => `${step.attempt} ${step.name} ${step.state}`)).toEqual([
      '1 evaluate failed',
      '2 evaluate failed',
      '3 evaluate succeeded',
      '3 publish succeeded',
    ])
  })

  it('publish what succeeded when one segment fails, is skipped, or is forgotten', async () => {
    const { db } = database()
    const [good, bad, left, forgotten] = [
      await makeSegment(db),
      await makeSegment(db),
      await makeSegment(db),
      await makeSegment(db),
    ]
    const ids = [good, bad, left, forgotten]
    const runId = await setup.enqueue(ids)
    const failure = { code: 'too-complex', params: {}, message: 'Too complex.' }
    const end = await workRun(
      {
        ...setup.worker,
        evaluate: async function* (plan) {
          await sleep(1)
          yield { kind: 'members', segmentId: good, ordinals: testMembers(good, plan.asOfMicros) }
          yield { kind: 'failed', segmentId: bad, failure }
          yield { kind: 'skipped', segmentId: left, failure }
        },
      },
      runId,
    )
    expect(end).toBe('partial')
    const statuses = await Promise.all(ids.map(async (id) => (await readSegment(db, id)).refresh.status))
    expect(statuses).toEqual(['successful', 'failed-permanent', 'skipped', 'failed-permanent'])
    expect(JSON.parse((await readSegment(db, forgotten)).refresh.error ?? '')).toMatchObject({ code: 'not-evaluated' })
  })

  it('leave everything as it was when they are cancelled, waiting or running', async () => {
    const { db } = database()
    const id = await makeSegment(db)
    await refresh([id])
    const before = await currentMembership(db, id)
    const waiting = await setup.enqueue([id])
    expect(await change(db, (work) => cancelRun(work, waiting))).toBe('canceled')
    expect(await workRun(setup.worker, waiting)).toBe('not-claimed')

    const running = await setup.enqueue([id])
    const end = await workRun(
      {
        ...setup.worker,
        leaseMs: 300,
        evaluate: async function* (plan, control) {
          expect(await change(db, (work) => cancelRun(work, running))).toBe('running')
          await new Promise((resolve) => control.signal.addEventListener('abort', resolve))
          yield { kind: 'members', segmentId: id, ordinals: testMembers(id, plan.asOfMicros) }
        },
      },
      running,
    )
    expect(end).toBe('canceled')
    // A request that comes when everything is evaluated still wins over the publication.
    const late = await setup.enqueue([id])
    const lateEnd = await workRun(
      {
        ...setup.worker,
        evaluate: async function* (plan, control) {
          yield* evaluateTestMembers(plan, control)
          await change(db, (work) => cancelRun(work, late))
        },
      },
      late,
    )
    expect(lateEnd).toBe('canceled')
    expect(await currentMembership(db, id)).toEqual(before)
    expect(await readSegment(db, id)).toMatchObject({ refresh: { status: 'canceled' }, members: { stale: null } })
    expect(await change(db, (work) => cancelRun(work, late))).toBe('canceled')
  })

  it('refuse or leave out what cannot be refreshed', async () => {
    const { db } = database()
    const [busy, inactive, empty] = [
      await makeSegment(db),
      await makeSegment(db),
      await change(db, async (work) => {
        const { createSegment } = await import('../segments/create-segment.ts')
        return createSegment(work, { name: 'Empty', outputTable: 'Empty', audience: 'customers', origin: 'builder' })
      }),
    ]
    await change(db, (work) => changeSegment(work, inactive, null, { state: 'inactive' }))
    const first = await setup.enqueue([busy])
    const refused = (id: string) => setup.enqueue([id])
    await expect(refused(busy)).rejects.toMatchObject({ code: 'segment-busy', params: { run: first } })
    await expect(refused(inactive)).rejects.toMatchObject({ code: 'segment-not-refreshable' })
    await expect(refused(empty)).rejects.toMatchObject({ code: 'segment-without-definition' })
    await expect(setup.enqueue([])).rejects.toMatchObject({ code: 'run-empty' })
    const system = await setup.enqueue([busy, inactive, empty], { cause: 'system' })
    expect(await readRun(db, system)).toMatchObject({ state: 'succeeded' })
    expect((await readSegment(db, inactive)).refresh).toMatchObject({ status: 'skipped' })
    const racing = await Promise.allSettled(Array.from({ length: 6 }, () => setup.enqueue([empty, inactive])))
    expect(racing.every((outcome) => outcome.status === 'rejected')).toBe(true)
    const fresh = await makeSegment(db)
    const race = await Promise.allSettled(Array.from({ length: 6 }, () => setup.enqueue([fresh])))
    expect(race.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  })

  it('evaluate the definition of their beginning, referenced segments first', async () => {
    const { db } = database()
    const base = await makeSegment(db)
    const above = await makeSegment(db, { references: [base] })
    const runId = await setup.enqueue([above, base])
    const definition = '{"version":1,"rules":["later"]}'
    await change(db, (work) => saveDefinition(work, base, null, { definition, references: [] }))
    const planned: unknown[] = []
    const evaluate = (...given: Parameters<typeof evaluateTestMembers>) => {
      planned.push(...given[0].segments.map((segment) => [segment.id, segment.definitionVersion]))
      return evaluateTestMembers(...given)
    }
    expect(await workRun({ ...setup.worker, evaluate }, runId)).toBe('succeeded')
    expect(planned).toEqual([
      [base, 2],
      [above, 1],
    ])
    expect((await currentMembership(db, base)).definitionVersion).toBe(2)
  })

  it('do not stay behind when their worker is gone', async () => {
    const { db } = database()
    const id = await makeSegment(db)
    const runId = await setup.enqueue([id], { maxAttempts: 2 })
    for (const expected of ['requeued', 'failed'] as const) {
      expect(await claimRun(db, runId, 'gone', 150)).toMatchObject({ runId })
      expect((await recoverRuns(db, setup.jobs)).requeued).not.toContain(runId)
      await sleep(200)
      expect((await recoverRuns(db, setup.jobs))[expected]).toContain(runId)
    }
    const run = await readRun(db, runId)
    expect(run).toMatchObject({ state: 'failed', attempt: 2 })
    expect(JSON.parse(run.error ?? '')).toMatchObject({ code: 'worker-lost', params: { owner: 'gone' } })
    expect((await readSegment(db, id)).refresh.status).toBe('failed-permanent')
  })

  it('tell their worker why it has to stop', async () => {
    const { db } = database()
    const runId = await setup.enqueue([await makeSegment(db)])
    const lease = await claimRun(db, runId, 'first', 300)
    if (lease === undefined) throw new Error('a queued run can be claimed')
    const reasonOf = (held: HeldLease) =>
      new Promise((resolve) => held.signal.addEventListener('abort', () => resolve(held.signal.reason)))
    const stop = new AbortController()
    const stopped = holdLease(db, lease, stop.signal)
    const stopReason = reasonOf(stopped)
    stop.abort()
    expect(await stopReason).toMatchObject({ code: 'worker-stopping' })
    await change(db, (work) => cancelRun(work, runId))
    const canceled = holdLease(db, lease)
    expect(await reasonOf(canceled)).toMatchObject({ code: 'run-cancelled' })
    await canceled.release()
    await sleep(400)
    expect((await recoverRuns(db, setup.jobs)).canceled).toContain(runId)
    const lost = holdLease(db, lease)
    expect(await reasonOf(lost)).toMatchObject({ code: 'lease-lost' })
    await expect(fenced(db, lease, () => Promise.resolve())).rejects.toMatchObject({ code: 'lease-lost' })
    await expect(readRun(db, 'nonsense')).rejects.toMatchObject({ code: 'run-missing' })
  })

  it('are given back when their worker stops', async () => {
    const { db } = database()
    const id = await makeSegment(db)
    const runId = await setup.enqueue([id])
    const stop = new AbortController()
    const evaluate: typeof evaluateTestMembers = async function* (plan, control) {
      stop.abort()
      yield* evaluateTestMembers(plan, control)
    }
    expect(await workRun({ ...setup.worker, evaluate }, runId, stop.signal)).toBe('released')
    expect(await readRun(db, runId)).toMatchObject({ state: 'queued', attempt: 0 })
    expect(await workRun(setup.worker, runId)).toBe('succeeded')
  })

  it('are published once each, whichever of two workers takes them', async () => {
    const { db } = database()
    const ids: string[] = []
    for (let index = 0; index < 12; index += 1) ids.push(await makeSegment(db))
    const ends = new Map<string, RunEnd[]>()
    const onEnd = (runId: string, end: RunEnd) => ends.set(runId, [...(ends.get(runId) ?? []), end])
    const second = await setUpRuns(database())
    const worker = { ...second.worker, files: setup.files, owner: 'second' }
    const loops = [
      await startRunLoop(setup.worker, { onEnd, pollingIntervalMs: 500, concurrency: 3 }),
      await startRunLoop(worker, { onEnd, pollingIntervalMs: 500, concurrency: 3 }),
    ]
    const runs = await Promise.all(ids.map((id) => setup.enqueue([id])))
    const isDone = async () =>
      (await Promise.all(runs.map((run) => readRun(db, run)))).every((run) => run.finishedAt !== null)
    while (!(await isDone())) await sleep(100)
    await Promise.all(loops.map((loop) => loop.stop()))
    await second.close()
    for (const run of runs) expect(ends.get(run)).toEqual(['succeeded'])
    for (const id of ids) {
      const history = await membershipHistory(db, id, { fromMicros: 0, toMicros: Number.MAX_SAFE_INTEGER })
      expect(history).toHaveLength(1)
    }
  })

  it('keep members as long as retention says, and current ones for ever', async () => {
    const { db } = database()
    const id = await makeSegment(db)
    for (const asOf of [1_000_000, 2_000_000]) await refresh([id], asOf)
    const past = await membershipAt(db, id, 1_000_000)
    expect(await retireMemberships(db, new Date(Date.now() - 60_000))).toBe(0)
    expect(await retireMemberships(db, new Date(Date.now() + 60_000))).toBeGreaterThan(0)
    await expect(readMembersOf(db, setup.files, past.id, 'members')).rejects.toMatchObject({
      code: 'membership-version-missing',
      params: { asOfMicros: 1_000_000 },
    })
    expect(await sweepMembershipFiles(db, setup.files)).toEqual([])
    const removed = await sweepMembershipFiles(db, setup.files, { minAgeMs: 0 })
    expect(removed.length).toBeGreaterThan(0)
    expect(await sweepMembershipFiles(db, setup.files, { minAgeMs: 0 })).toEqual([])
    const current = await currentMembership(db, id)
    expect(await readMembersOf(db, setup.files, current.id, 'members')).toEqual(testMembers(id, 2_000_000))
    // The trend's figures stay.
    expect(await membershipAt(db, id, 1_000_000)).toEqual(past)
    await expect(sql`UPDATE membership_versions SET member_count = 0`.execute(db)).rejects.toMatchObject({
      code: '23001',
    })
  })
})
