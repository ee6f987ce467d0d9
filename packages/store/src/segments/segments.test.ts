import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { change, makeSegment } from '../../test/changes.ts'
import { describeOnPostgres } from '../../test/test-database.ts'
import { readAudit, verifyAudit } from '../audit/read-audit.ts'
import { changeSegment } from './change-segment.ts'
import { deleteSegment, purgeDeletedSegments, restoreSegment } from './delete-segment.ts'
import { duplicateSegment, suggestOutputTable } from './duplicate-segment.ts'
import { countSegments, listSegments, type SegmentSort } from './list-segments.ts'
import { readSegment } from './read-segment.ts'
import { listDefinitions, readDefinition, saveDefinition } from './save-definition.ts'
import { listTags } from './segment-tags.ts'
import { segmentUses } from './segment-uses.ts'

const SECRET = Buffer.from('a secret of the test')

describeOnPostgres('segments', (database) => {
  it('are made as drafts, kept byte for byte, and read again', async () => {
    const { db } = database()
    // Numbers beyond a double, an escaped NUL and a lone surrogate must come back as they were.
    const definition = '{"version":1, "rules":[9223372036854775807, 123456789012.123456, "\\u0000\\ud800 ß İ"]}'
    const id = await makeSegment(db, {
      name: 'Käufer İm März',
      tags: ['VIP', 'vip ', 'Märkte'],
      definition: { definition, references: [] },
    })
    const segment = await readSegment(db, id)
    expect(segment).toMatchObject({
      name: 'Käufer İm März',
      tags: ['vip', 'Märkte'],
      state: 'draft',
      type: 'dynamic',
      owner: 'tester',
      definitionVersion: 1,
      rowVersion: 2,
      refresh: { status: 'not-started', runId: null },
      members: null,
      schedule: null,
    })
    expect((await readDefinition(db, id, 1)).definition).toBe(definition)
    await expect(readSegment(db, 'not-an-id')).rejects.toMatchObject({ code: 'segment-missing' })
  })

  it('refuse names that cannot be, and an output table that is taken in any case', async () => {
    const { db } = database()
    await makeSegment(db, { outputTable: 'Taken_1' })
    const refused = (segment: Parameters<typeof makeSegment>[1]) => makeSegment(db, segment)
    await expect(refused({ outputTable: 'tAKEN_1' })).rejects.toMatchObject({ code: 'output-table-taken' })
    for (const outputTable of ['1abc', '', 'a b', 'a'.repeat(64), 'é']) {
      await expect(refused({ outputTable })).rejects.toMatchObject({ params: { field: 'outputTable' } })
    }
    for (const name of ['', ' x', 'a\0b', '\ud800', 'x'.repeat(201)]) {
      await expect(refused({ name })).rejects.toMatchObject({ code: 'segment-invalid', params: { field: 'name' } })
    }
    const tags = Array.from({ length: 21 }, (_, index) => `tag ${index}`)
    await expect(refused({ tags })).rejects.toMatchObject({ params: { field: 'tags' } })
    expect((await readSegment(db, await makeSegment(db, { tags: tags.slice(1) }))).tags).toHaveLength(20)
  })

  it('change only for whoever saw the latest version', async () => {
    const { db } = database()
    const id = await makeSegment(db, { name: 'Before' })
    const { rowVersion } = await readSegment(db, id)
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        change(db, (work) => changeSegment(work, id, rowVersion, { name: `After ${index}`, tags: [`t${index}`] })),
      ),
    )
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1)
    for (const attempt of attempts) {
      if (attempt.status === 'rejected') {
        expect(attempt.reason).toMatchObject({ code: 'row-version-stale', params: { found: rowVersion + 1 } })
      }
    }
    const records = await readAudit(db, { subject: { kind: 'segment', id }, limit: 1 })
    expect(records[0]).toMatchObject({ action: 'segment.change', before: '{"name":"Before","tags":[]}' })
  })

  it('keep every definition and refuse to change one', async () => {
    const { db } = database()
    const id = await makeSegment(db, { definition: { definition: '{"a":1}', references: [] } })
    const save = (definition: string) =>
      change(db, (work) => saveDefinition(work, id, null, { definition, references: [] }))
    expect(await save('{"a":2}')).toMatchObject({ version: 2 })
    await expect(readDefinition(db, id, 3)).rejects.toMatchObject({ code: 'definition-version-missing' })
    const { rowVersion } = await readSegment(db, id)
    expect(await save('{"a":2}')).toEqual({ version: 2, rowVersion })
    expect((await listDefinitions(db, id, 10)).map((version) => version.definition)).toEqual(['{"a":2}', '{"a":1}'])
    for (const statement of [
      sql`UPDATE definition_versions SET note = 'x' WHERE segment_id = ${id}`,
      sql`DELETE FROM definition_versions WHERE segment_id = ${id}`,
      sql`TRUNCATE definition_versions CASCADE`,
    ]) {
      await expect(statement.execute(db)).rejects.toMatchObject({ code: '23001' })
    }
    await expect(
      change(db, (work) => saveDefinition(work, id, 1, { definition: '{}', references: [] })),
    ).rejects.toMatchObject({
      code: 'row-version-stale',
    })
  })

  it('are deleted softly, with their uses shown first, restored, and purged for good', async () => {
    const { db } = database()
    const used = await makeSegment(db, { name: 'Used', outputTable: 'Used_once' })
    const user = await makeSegment(db, { name: 'User', references: [used] })
    expect(await segmentUses(db, used)).toEqual([{ kind: 'segment', id: user, name: 'User' }])
    await expect(change(db, (work) => deleteSegment(work, used, null))).rejects.toMatchObject({
      code: 'segment-in-use',
      params: { uses: ['User'] },
    })
    await change(db, (work) => deleteSegment(work, user, null))
    await change(db, (work) => deleteSegment(work, used, null))
    await expect(change(db, (work) => changeSegment(work, used, null, { name: 'x' }))).rejects.toMatchObject({
      code: 'segment-deleted',
    })
    await makeSegment(db, { outputTable: 'used_ONCE' })
    await expect(change(db, (work) => restoreSegment(work, used, null))).rejects.toMatchObject({
      code: 'output-table-taken',
    })
    await change(db, (work) => restoreSegment(work, used, null, { outputTable: 'Used_twice' }))
    expect(await readSegment(db, used)).toMatchObject({ deletedAt: null, outputTable: 'Used_twice' })
    await expect(change(db, (work) => restoreSegment(work, used, null))).rejects.toMatchObject({
      code: 'segment-not-deleted',
    })
    const purge = (before: Date) => change(db, (work) => purgeDeletedSegments(work, before, 10))
    expect(await purge(new Date(Date.now() - 86_400_000))).toEqual([])
    expect(await purge(new Date(Date.now() + 1000))).toEqual([user])
    await expect(readSegment(db, user)).rejects.toMatchObject({ code: 'segment-missing' })
  })

  it('are duplicated with everything but their history', async () => {
    const { db } = database()
    const base = await makeSegment(db)
    const id = await makeSegment(db, { name: 'Größe 2026!', tags: ['x'], references: [base] })
    const copy = await readSegment(db, await change(db, (work) => duplicateSegment(work, id)))
    expect(copy).toMatchObject({
      name: 'Größe 2026! (copy)',
      outputTable: 'Gro_e_2026_copy',
      tags: ['x'],
      state: 'draft',
    })
    expect(await segmentUses(db, base)).toHaveLength(2)
    expect(await suggestOutputTable(db, 'Größe 2026! (copy)')).toBe('Gro_e_2026_copy_2')
    expect(await suggestOutputTable(db, '客户')).toBe('segment')
  })

  it('are listed by any order, each on one page while others are added', async () => {
    const { db } = database()
    const tag = `listed ${Date.now()}`
    const ids = new Set<string>()
    for (let index = 0; index < 23; index += 1) {
      ids.add(await makeSegment(db, { name: `Listed ${index % 5}`, tags: [tag] }))
    }
    const filter = { tags: [tag.toUpperCase()], search: 'LISTED' }
    expect(await countSegments(db, filter)).toBe(23)
    const sorts: readonly SegmentSort[] = [
      'name',
      'outputTable',
      'state',
      'type',
      'status',
      'origin',
      'owner',
      'members',
      'refreshed',
      'created',
      'changed',
    ]
    for (const sort of sorts) {
      for (const descending of [false, true]) {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const request = { filter, sort, descending, limit: 7, ...(cursor === undefined ? {} : { cursor }) }
          const page = await listSegments(db, request, SECRET)
          seen.push(...page.segments.map((segment) => segment.id))
          cursor = page.next ?? undefined
          if (sort === 'name' && !descending) await makeSegment(db, { name: `Listed ${seen.length}`, tags: [tag] })
        } while (cursor !== undefined)
        const original = seen.filter((id) => ids.has(id))
        expect(original, sort).toHaveLength(23)
        expect(new Set(original).size).toBe(23)
      }
    }
    expect((await listTags(db)).find((entry) => entry.name === tag)?.segments).toBeGreaterThan(23)
  })

  it('refuse a cursor that was changed or belongs to another list', async () => {
    const { db } = database()
    await makeSegment(db)
    await makeSegment(db)
    const { next } = await listSegments(db, { limit: 1 }, SECRET)
    const cursor = next ?? ''
    const refused = { code: 'cursor-invalid' }
    await expect(listSegments(db, { limit: 1, sort: 'created', cursor }, SECRET)).rejects.toMatchObject(refused)
    await expect(listSegments(db, { limit: 1, cursor: `x${cursor}` }, SECRET)).rejects.toMatchObject(refused)
    await expect(listSegments(db, { limit: 1, cursor }, Buffer.from('other'))).rejects.toMatchObject(refused)
    await expect(listSegments(db, { limit: 1, cursor: '' }, SECRET)).rejects.toMatchObject(refused)
  })

  it('leave an audit trail in which no record can be changed or left out', async () => {
    const { db } = database()
    await Promise.all(Array.from({ length: 20 }, () => makeSegment(db)))
    expect(await verifyAudit(db)).toBeGreaterThan(20)
    await expect(sql`UPDATE audit_records SET actor_id = 'x'`.execute(db)).rejects.toMatchObject({ code: '23001' })
    const tamper = async (statement: ReturnType<typeof sql>, sequence: number) => {
      await expect(
        db.transaction().execute(async (transaction) => {
          await sql`ALTER TABLE audit_records DISABLE TRIGGER ALL`.execute(transaction)
          await statement.execute(transaction)
          await verifyAudit(transaction)
        }),
      ).rejects.toMatchObject({ code: 'audit-broken', params: { sequence } })
    }
    await tamper(sql`UPDATE audit_records SET after = '{}' WHERE sequence = 7`, 7)
    await tamper(sql`DELETE FROM audit_records WHERE sequence = 5`, 5)
    await tamper(sql`UPDATE audit_records SET at = at + interval '1 hour' WHERE sequence = 3`, 3)
  })
})
