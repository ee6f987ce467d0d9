import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { change, makeSegment } from '../../test/changes.ts'
import { describeOnPostgres } from '../../test/test-database.ts'
import { currentCatalog, readCatalog, saveCatalog } from '../catalog/catalog-versions.ts'
import { newId } from '../changes/new-id.ts'
import {
  claimIdempotencyKey,
  forgetIdempotencyKeys,
  keepResponse,
  releaseIdempotencyKey,
} from '../idempotency/idempotency-keys.ts'
import { activeSchedules, removeSchedule, setSchedule } from '../schedules/schedules.ts'
import { changeSegment } from '../segments/change-segment.ts'
import { readSegment } from '../segments/read-segment.ts'
import { readSetting, writeSetting } from './settings.ts'

describeOnPostgres('smaller records', (database) => {
  it('keep every catalog, byte for byte', async () => {
    const { db } = database()
    const save = (catalog: string) => change(db, (work) => saveCatalog(work, catalog))
    expect(await currentCatalog(db)).toBeUndefined()
    const first = await save('{"a": 1.0}')
    expect(await save('{"a": 1.0}')).toBe(first)
    const second = await save('{"a": 2}')
    expect(await currentCatalog(db)).toMatchObject({ version: second, catalog: '{"a": 2}' })
    expect(await readCatalog(db, first)).toMatchObject({ catalog: '{"a": 1.0}' })
    await expect(sql`UPDATE catalog_versions SET note = ''`.execute(db)).rejects.toMatchObject({ code: '23001' })
  })

  it('set settings and schedules for whoever saw the latest', async () => {
    const { db } = database()
    const write = (version: number | null, value: string) =>
      change(db, (work) => writeSetting(work, 'limit', version, value))
    const first = await Promise.allSettled(Array.from({ length: 5 }, (_, index) => write(0, String(index))))
    expect(first.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    expect(await write(1, '10')).toBe(2)
    await expect(write(1, '11')).rejects.toMatchObject({ code: 'setting-stale' })
    expect(await readSetting(db, 'limit')).toEqual({ key: 'limit', value: '10', rowVersion: 2 })

    const id = await makeSegment(db)
    const daily = { rule: 'daily', timeZone: 'Europe/London', enabled: true }
    const set = (segment: string | null, version: number | null) =>
      change(db, (work) => setSchedule(work, segment, version, daily))
    const racing = await Promise.allSettled(Array.from({ length: 5 }, () => set(null, 0)))
    expect(racing.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    await set(id, null)
    await expect(set(id, 0)).rejects.toMatchObject({ code: 'schedule-stale' })
    expect((await readSegment(db, id)).schedule).toEqual(daily)
    expect((await activeSchedules(db)).map((schedule) => schedule.segmentId)).toEqual([null, id])
    await change(db, (work) => removeSchedule(work, id))
    await expect(change(db, (work) => removeSchedule(work, id))).rejects.toMatchObject({ code: 'schedule-missing' })
  })

  it('answer a repeated request once', async () => {
    const { db } = database()
    const request = { principal: 'p', key: 'k', requestHash: 'h' }
    const claim = () => claimIdempotencyKey(db, request, newId)
    const claims = await Promise.allSettled(Array.from({ length: 6 }, claim))
    const fresh = claims.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(fresh).toHaveLength(1)
    for (const outcome of claims) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'idempotency-key-in-flight' })
    }
    const [first] = fresh
    if (first?.kind !== 'fresh') throw new Error('the first claim is fresh')
    // The answer is kept with the change it answers for, or not at all.
    await expect(
      change(db, async (work) => {
        await makeSegment(db)
        await keepResponse(work.db, request, first.claim, '{"status":201}')
        throw new Error('the change fails')
      }),
    ).rejects.toThrow('the change fails')
    await releaseIdempotencyKey(db, request, first.claim)
    const second = await claim()
    if (second.kind !== 'fresh') throw new Error('a released key is fresh')
    await expect(keepResponse(db, request, first.claim, 'late')).rejects.toMatchObject({
      code: 'idempotency-key-in-flight',
    })
    await keepResponse(db, request, second.claim, '{"status":201}')
    expect(await claim()).toEqual({ kind: 'answered', response: '{"status":201}' })
    await expect(claimIdempotencyKey(db, { ...request, requestHash: 'other' }, newId)).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    })
    expect(await claimIdempotencyKey(db, { ...request, principal: 'q' }, newId)).toMatchObject({ kind: 'fresh' })
    expect(await forgetIdempotencyKeys(db)).toBe(0)
    await sql`UPDATE idempotency_keys SET expires_at = now() - interval '1 second' WHERE principal = 'p'`.execute(db)
    expect(await claim()).toMatchObject({ kind: 'fresh' })
  })

  it('undo everything of a change that fails, its audit record too', async () => {
    const { db } = database()
    const id = await makeSegment(db, { name: 'Kept' })
    const count = async () => (await sql<{ n: number }>`SELECT count(*) AS n FROM audit_records`.execute(db)).rows[0]?.n
    const before = await count()
    await expect(
      change(db, async (work) => {
        await changeSegment(work, id, null, { name: 'Lost', tags: ['lost'] })
        throw new Error('the change fails')
      }),
    ).rejects.toThrow('the change fails')
    expect(await readSegment(db, id)).toMatchObject({ name: 'Kept', tags: [] })
    expect(await count()).toBe(before)
  })
})
