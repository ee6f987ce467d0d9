import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CallOutput, Client, Routes } from '@coterie/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { from, makeShop, PEOPLE, SHOP } from '../test/small-shop.ts'
import { problemCode, problemOf, startTestServer, type TestServer } from '../test/test-server.ts'

describe('segments through the server', () => {
  let server: TestServer
  let shop: Awaited<ReturnType<typeof makeShop>>
  let admin: Client
  beforeAll(async () => {
    shop = await makeShop()
    server = await startTestServer({ catalogFile: join(shop.folder, 'catalog.yaml') })
    admin = server.admin
  })
  afterAll(async () => {
    await server.end()
    await rm(shop.folder, { recursive: true })
  })

  const create = async (definition: Record<string, unknown>, name = `Segment ${randomUUID()}`) =>
    (await admin.createSegment({ body: { name, definition } })).body.id
  const ended = async (runId: string) => {
    let last: CallOutput<Routes['readRun']>['body'] | undefined
    for await (const run of await admin.watchRun({ params: { id: runId } })) last = run
    return last!
  }
  const run = async (...segments: string[]) => ended((await admin.startRun({ body: { segments } })).body.id)
  const read = async (id: string) => (await admin.readSegment({ params: { id } })).body
  const keys = async (id: string, query = {}) =>
    (await admin.listMembers({ params: { id }, query })).body.items.map(({ key }) => key)

  it('are made, run, looked at, downloaded, deleted and restored', async () => {
    const made = await admin.createSegment({ body: { name: 'Römer & Co', definition: from('Rome'), tags: ['eu'] } })
    expect(made.body).toMatchObject({ state: 'draft', outputTable: 'Romer_Co', members: null, definitionVersion: 1 })
    const { id } = made.body
    expect(await problemCode(admin.listMembers({ params: { id } }))).toBe('membership-version-missing')
    const { body: queued } = await admin.startSegmentRun({ params: { id }, body: {} })
    expect(queued).toMatchObject({ state: 'queued', segments: [{ segmentId: id, status: 'queued' }] })
    expect(await ended(queued.id)).toMatchObject({
      state: 'succeeded',
      segments: [{ status: 'successful', count: 2, entered: 2, left: 0 }],
    })
    const { body: page, etag } = { ...(await admin.listMembers({ params: { id } })) }
    expect(etag).toBeNull()
    expect(page.columns.map(({ name }) => name)).toEqual(['id', 'city', 'email', 'income', 'note'])
    expect(page.items).toEqual([
      { key: 'p1', values: ['p1', 'Rome', 'p1@example.com', '1000.5', '=1+1'] },
      { key: 'p3', values: ['p3', 'Rome', null, '300', ''] },
    ])
    const segment = await admin.readSegment({ params: { id } })
    expect(segment.body).toMatchObject({ state: 'active', refresh: { status: 'successful' }, members: { count: 2 } })
    const ifMatch = segment.etag!
    await admin.deleteSegment({ params: { id }, ifMatch })
    const listed = await admin.listSegments({ query: { search: 'römer' } })
    expect(listed.body.items).toEqual([])
    const deleted = await admin.listSegments({ query: { deleted: true, total: true } })
    expect(deleted.body).toMatchObject({ total: 1, items: [{ id }] })
    const { etag: deletedEtag } = await admin.readSegment({ params: { id } })
    await admin.restoreSegment({ params: { id }, body: {}, ifMatch: deletedEtag! })
    expect(await keys(id)).toEqual(['p1', 'p3'])
  })

  it('come as CSV, exact or safe for spreadsheets', async () => {
    const id = await create(from('Rome', 'Oslo', 'Bern'))
    await run(id)
    const csv = async (mode: 'safe' | 'exact') =>
      (await admin.downloadMembers({ params: { id }, query: { mode } })).text()
    expect(await csv('exact')).toBe(
      [
        'id,city,email,income,note',
        'p1,Rome,p1@example.com,1000.5,=1+1',
        'p2,Oslo,p2@example.com,-5,"a ""quoted"", line"',
        'p3,Rome,,300,""',
        'p4,Bern,p4@example.com,,',
        '',
      ].join('\r\n'),
    )
    expect(await csv('safe')).toContain("1000.5,'=1+1\r\n")
    expect(await csv('safe')).toContain(',-5,')
  })

  it('are paged by a cursor that stays with its version and belongs to its list', async () => {
    const id = await create(from('Rome', 'Oslo', 'Bern'))
    await run(id)
    const first = (await admin.listMembers({ params: { id }, query: { limit: 3 } })).body
    expect(first.items.map(({ key }) => key)).toEqual(['p1', 'p2', 'p3'])
    await admin.saveDefinition({
      params: { id },
      body: { definition: from('Oslo') },
      ifMatch: (await admin.readSegment({ params: { id } })).etag!,
    })
    await run(id)
    const cursor = first.next!
    expect(await keys(id, { limit: 3, cursor })).toEqual(['p4'])
    expect(await keys(id)).toEqual(['p2'])
    expect(await keys(id, { part: 'left' })).toEqual(['p1', 'p3', 'p4'])
    expect(await keys(id, { asOf: first.version.asOf })).toEqual(['p1', 'p2', 'p3', 'p4'])
    const wrong = [
      admin.listMembers({ params: { id }, query: { cursor, part: 'left' } }),
      admin.listMembers({ params: { id }, query: { cursor: `${cursor}x` } }),
      admin.listAudit({ query: { cursor } }),
    ]
    expect(await Promise.all(wrong.map(problemCode))).toEqual(Array(3).fill('cursor-invalid'))
    const { items } = (await admin.readHistory({ params: { id } })).body
    expect(items.map(({ count, entered, left }) => [count, entered, left])).toEqual([
      [4, 4, 0],
      [1, 0, 3],
    ])
    const early = await admin.readHistory({ params: { id }, query: { to: first.version.asOf } })
    expect(early.body.items).toHaveLength(1)
  })

  it('are refused with all problems of their definition, and nothing is stored', async () => {
    const definition = {
      version: 1,
      rules: [
        {
          match: 'all',
          conditions: [
            { attribute: 'people.town', operator: 'is', value: 'Rome' },
            { attribute: 'people.city', operator: 'gt', value: 3 },
          ],
        },
      ],
    }
    const problem = await problemOf(admin.createSegment({ body: { name: 'Wrong', definition } }))
    expect(problem).toMatchObject({ code: 'definition-refused', status: 422 })
    expect(problem.diagnostics!.map(({ pointer }) => pointer)).toEqual([
      '/rules/0/conditions/0/attribute',
      '/rules/0/conditions/1/operator',
    ])
    expect((await admin.listSegments({ query: { search: 'Wrong' } })).body.items).toEqual([])
    const checked = (await admin.checkDefinition({ body: { definition } })).body
    expect(checked.diagnostics).toHaveLength(2)
    expect((await admin.checkDefinition({ body: { definition: from('Rome') } })).body.sentences).toHaveLength(1)
  })

  it('keep every digit of the numbers in their definitions', async () => {
    const definition = {
      version: 1,
      rules: [{ match: 'all', conditions: [{ attribute: 'people.income', operator: 'is', value: 'X' }] }],
    }
    const text = JSON.stringify({ name: 'Digits', definition }).replace('"X"', '9223372036854775807.000001')
    const parsed = JSON.parse(text, (_, value: unknown, context?: { source?: string }) =>
      typeof value === 'number'
        ? (JSON as unknown as { rawJSON(t: string): unknown }).rawJSON(context!.source!)
        : value,
    ) as { name: string; definition: Record<string, unknown> }
    const { id } = (await admin.createSegment({ body: parsed })).body
    const { definition: kept } = (await admin.readDefinition({ params: { id } })).body
    expect(JSON.stringify(kept)).toContain('9223372036854775807.000001')
  })

  it('change only from the state the caller has seen', async () => {
    const id = await create(from('Rome'))
    const { etag } = await admin.readSegment({ params: { id } })
    const rename = (name: string) => admin.changeSegment({ params: { id }, body: { name }, ifMatch: etag! })
    const results = await Promise.all(['One', 'Two'].map((name) => problemCode(rename(name))))
    expect(results.sort()).toEqual(['no problem', 'row-version-stale'])
    const bare = await server.app.inject({ method: 'PATCH', url: `/api/v1/segments/${id}` })
    expect(bare.statusCode).toBe(401)
    const without = admin.changeSegment({ params: { id }, body: { name: 'Three' }, ifMatch: '' })
    expect(await problemCode(without)).toMatch(/if-match-required|row-version-stale/)
    expect(await problemCode(admin.changeSegment({ params: { id }, body: {}, ifMatch: '"x"' }))).toBe(
      'row-version-stale',
    )
    const twin = admin.createSegment({ body: { name: 'Twin', outputTable: (await read(id)).outputTable } })
    expect(await problemCode(twin)).toBe('output-table-taken')
  })

  it('are made once for an idempotency key', async () => {
    const make = (name: string, idempotencyKey: string) => admin.createSegment({ body: { name }, idempotencyKey })
    const key = randomUUID()
    const first = await make('Once', key)
    const again = await make('Once', key)
    expect(again).toEqual(first)
    expect(await problemCode(make('Other', key))).toBe('idempotency-key-reused')
    const { items } = (await admin.listSegments({ query: { search: 'once' } })).body
    expect(items).toHaveLength(1)
    const other = randomUUID()
    const both = await Promise.all([1, 2].map(() => problemCode(make('Race', other))))
    expect(['no problem', 'idempotency-key-in-flight']).toEqual(expect.arrayContaining(both))
    expect((await admin.listSegments({ query: { search: 'race' } })).body.items).toHaveLength(1)
    // What was refused can be repeated with the same key.
    const third = randomUUID()
    const taken = () =>
      admin.createSegment({ body: { name: 'T', outputTable: first.body.outputTable }, idempotencyKey: third })
    expect([await problemCode(taken()), await problemCode(taken())]).toEqual(Array(2).fill('output-table-taken'))
  })

  it('refer to each other: refreshed in order, by published members alone, never in a circle', async () => {
    const base = await create(from('Rome'), 'Base of others')
    const referring = (segment: string) => ({
      version: 1,
      rules: [{ match: 'all', conditions: [{ segment, operator: 'notIn' }] }],
    })
    const others = await create(referring('Base of others'))
    const { definition } = (await admin.readDefinition({ params: { id: others } })).body
    expect(JSON.stringify(definition)).toContain(base)
    expect(await run(others)).toMatchObject({
      segments: [{ status: 'skipped', failure: { code: 'reference-never-refreshed' } }],
    })
    await run(others, base)
    expect(await keys(others)).toEqual(['p2', 'p4'])
    // Alone it takes the members that are published, not what the definition would find now.
    const save = async (id: string, next: Record<string, unknown>) =>
      admin.saveDefinition({
        params: { id },
        body: { definition: next },
        ifMatch: (await admin.readSegment({ params: { id } })).etag!,
      })
    await save(base, from('Oslo'))
    await run(others)
    expect(await keys(others)).toEqual(['p2', 'p4'])
    await run(base, others)
    expect(await keys(others)).toEqual(['p1', 'p3', 'p4'])
    expect((await admin.listSegmentUses({ params: { id: base } })).body.items).toMatchObject([{ id: others }])
    expect(await problemCode(save(base, referring(others)))).toBe('reference-circle')
    const { etag } = await admin.readSegment({ params: { id: base } })
    expect(await problemCode(admin.deleteSegment({ params: { id: base }, ifMatch: etag! }))).toBe('segment-in-use')
    const { body: estimate } = await admin.estimateDefinition({ body: { definition: referring(base) } })
    expect(estimate).toMatchObject({ count: 3, of: 4, isExact: true, afterRule: [3] })
  })

  it('keep their members when a refresh fails, with the reason, and follow the data when it changes', async () => {
    const id = await create(from('Rome'))
    await run(id)
    await shop.write('catalog.yaml', SHOP.replace('city: { type: string, class: public }', 'city: { type: date }'))
    const refused = await problemOf(admin.importCatalog({ body: { path: 'catalog.yaml' } }))
    expect(['no problem', 'catalog-refused', 'engine-failed']).toContain(refused?.code ?? 'no problem')
    await shop.write('catalog.yaml', SHOP)
    await shop.write('people.csv', `${['id,town', 'p1,Rome'].join('\n')}\n`)
    await shop.write(
      'catalog.yaml',
      SHOP.replaceAll(/ {6}(city|email|income|note):.*\n/g, '').replace('    attributes:\n', ''),
    )
    await admin.importCatalog({ body: { path: 'catalog.yaml' } })
    expect(await run(id)).toMatchObject({
      state: 'failed',
      segments: [{ status: 'failed-permanent', failure: { code: 'definition-refused' } }],
    })
    expect(await read(id)).toMatchObject({
      refresh: { status: 'failed-permanent' },
      members: { count: 2, stale: { reason: { code: 'definition-refused' } } },
    })
    // Members of a profile that the data no longer has keep their key.
    expect((await admin.listMembers({ params: { id } })).body.items).toEqual([
      { key: 'p1', values: ['p1', 'Rome'] },
      { key: 'p3', values: null },
    ])
    await shop.write('catalog.yaml', SHOP)
    await shop.write('people.csv', `${[PEOPLE[0]!, 'p0,Rome,,,', ...PEOPLE.slice(2)].join('\n')}\n`)
    await admin.importCatalog({ body: { path: 'catalog.yaml' } })
    expect(await run(id)).toMatchObject({ segments: [{ count: 2, entered: 1, left: 1 }] })
    expect((await read(id)).members!.stale).toBeNull()
    expect((await keys(id)).sort()).toEqual(['p0', 'p3'])
    await shop.write('people.csv', `${PEOPLE.join('\n')}\n`)
    await admin.reloadCatalog()
    await run(id)
    expect(await keys(id)).toEqual(['p1', 'p3'])
  })

  it('can be duplicated, listed in order, and refused while busy', async () => {
    const id = await create(from('Rome'), 'Zebra')
    const copy = (await admin.duplicateSegment({ params: { id }, body: {} })).body
    expect(copy).toMatchObject({ name: 'Zebra (copy)', state: 'draft', definitionVersion: 1 })
    const sorted = await admin.listSegments({ query: { search: 'zebra', sort: 'name', descending: true, limit: 1 } })
    expect(sorted.body.items.map(({ name }) => name)).toEqual(['Zebra (copy)'])
    const rest = await admin.listSegments({
      query: { search: 'zebra', sort: 'name', descending: true, limit: 1, cursor: sorted.body.next! },
    })
    expect(rest.body).toMatchObject({ items: [{ id }], next: null })
    const { body: first } = await admin.startSegmentRun({ params: { id }, body: {} })
    const second = await problemCode(admin.startSegmentRun({ params: { id }, body: {} }))
    expect(['segment-busy', 'no problem']).toContain(second)
    await ended(first.id)
    expect((await admin.listSegmentRuns({ params: { id } })).body.items.length).toBeGreaterThan(0)
    expect((await admin.listRuns({ query: { limit: 1 } })).body.next).not.toBeNull()
    const empty = (await admin.createSegment({ body: { name: 'Without definition' } })).body
    expect(await problemCode(admin.startSegmentRun({ params: { id: empty.id }, body: {} }))).toBe(
      'segment-without-definition',
    )
  })

  it('can be cancelled before they are refreshed: they keep what they had', async () => {
    const many = await Promise.all(Array.from({ length: 12 }, () => create(from('Rome', 'Oslo'))))
    const first = await admin.startRun({ body: { segments: many.slice(0, 11) } })
    const second = await admin.startRun({ body: { segments: many.slice(11) } })
    const { body } = await admin.cancelRun({ params: { id: second.body.id } })
    expect(body.isCancelRequested || body.state === 'canceled').toBe(true)
    expect((await ended(second.body.id)).state).toBe('canceled')
    expect((await read(many[11]!)).members).toBeNull()
    expect((await ended(first.body.id)).state).toBe('succeeded')
    expect((await admin.cancelRun({ params: { id: first.body.id } })).body.state).toBe('succeeded')
  })
})
