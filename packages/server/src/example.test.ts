import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseInstant, parseJson, readDefinition } from '@coterie/definition'
import { openDuckDbEngine } from '@coterie/engines/duckdb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLE, startTestServer, type TestServer } from '../test/test-server.ts'
import { parseCatalog, readCatalogSource } from './data/catalog-source.ts'

const AS_OF = '2024-06-30T00:00:00Z'

describe("the example's segments", () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.end())

  const definitions = async () => {
    const folder = join(EXAMPLE, 'definitions')
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    // Those about other segments need them by name; how references are refreshed is tested elsewhere.
    return texts.flatMap((text, at) =>
      text.includes('"segment"') ? [] : [{ name: names[at]!, json: JSON.parse(text) as Record<string, unknown> }],
    )
  }

  it('have the members that evaluating their definitions finds', async () => {
    const { admin } = server
    const source = await readCatalogSource('catalog.yaml', EXAMPLE)
    const engine = await openDuckDbEngine({ file: parseCatalog(source), baseDir: source.baseDir })
    const chosen = (await definitions()).filter((_, at) => at % 4 === 0)
    const segments = chosen.map(({ name, json }) => {
      const { definition } = readDefinition(parseJson(JSON.stringify(json)).value, engine.catalog)
      return { id: name, definition: definition! }
    })
    const expected = new Map<string, readonly string[]>()
    const asOf = parseInstant(AS_OF, 'UTC')!
    for await (const { id, ids } of engine.evaluate({ segments, asOf, want: 'ids' })) expected.set(id, ids!)
    await engine.close()

    const made = new Map<string, string>()
    for (const { name, json } of chosen) {
      made.set(name, (await admin.createSegment({ body: { name, definition: json } })).body.id)
    }
    const { body: run } = await admin.startRun({ body: { segments: [...made.values()], asOf: AS_OF } })
    let state = ''
    for await (const each of await admin.watchRun({ params: { id: run.id } })) state = each.state
    expect(state).toBe('succeeded')
    for (const [name, id] of made) {
      const keys: string[] = []
      let cursor: string | null | undefined
      do {
        const { body } = await admin.listMembers({
          params: { id },
          query: { limit: 500, ...(typeof cursor === 'string' ? { cursor } : {}) },
        })
        keys.push(...body.items.map(({ key }) => key))
        cursor = body.next
        // The longest lists are compared by their count.
      } while (cursor !== null && keys.length < 2000)
      expect(keys, name).toEqual(expected.get(name)!.slice(0, keys.length))
      const csv = await (await admin.downloadMembers({ params: { id } })).text()
      expect(csv.split('\r\n').length - 2, name).toBe(expected.get(name)!.length)
    }
    expect([...expected.values()].some((ids) => ids.length > 1000)).toBe(true)
  })

  it('keep their members when a refresh is cancelled while it runs', async () => {
    const { admin } = server
    const all = await definitions()
    const made: string[] = []
    for (let copy = 0; copy < 3; copy++) {
      for (const { name, json } of all) {
        made.push((await admin.createSegment({ body: { name: `${name} ${copy}`, definition: json } })).body.id)
      }
    }
    const { body: first } = await admin.startSegmentRun({ params: { id: made[0]! }, body: { asOf: AS_OF } })
    for await (const { state } of await admin.watchRun({ params: { id: first.id } })) expect(state).not.toBe('failed')
    const before = (await admin.readSegment({ params: { id: made[0]! } })).body.members
    const { body: run } = await admin.startRun({ body: { segments: made, asOf: AS_OF } })
    const states: string[] = []
    let asked = 0
    for await (const { state } of await admin.watchRun({ params: { id: run.id } })) {
      if (state === 'running' && asked === 0) {
        asked = performance.now()
        await admin.cancelRun({ params: { id: run.id } })
      }
      states.push(state)
    }
    expect(states.at(-1)).toBe('canceled')
    expect(performance.now() - asked).toBeLessThan(10_000)
    const after = (await admin.readSegment({ params: { id: made[0]! } })).body
    expect(after.members).toEqual(before)
    expect(after.refresh.status).toBe('canceled')
  })
})
