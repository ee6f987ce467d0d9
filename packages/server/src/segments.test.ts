import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemCode, startTestServer, type TestServer } from '../test/test-server.ts'

const spanish = {
  version: 1,
  rules: [{ match: 'all', conditions: [{ attribute: 'customers.country', operator: 'is', value: 'France' }] }],
}

describe('a segment through the server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.end())

  const finished = async (id: string) => {
    let last
    for await (const run of await server.admin.watchRun({ params: { id } })) last = run
    return last!
  }

  it('is made, run, looked at, downloaded, deleted and restored', async () => {
    const { admin } = server
    const made = await admin.createSegment({ body: { name: 'French', definition: spanish, tags: ['eu'] } })
    expect(made.body).toMatchObject({ state: 'draft', outputTable: 'French', members: null, definitionVersion: 1 })
    const { id } = made.body
    const { body: started } = await admin.startSegmentRun({ params: { id }, body: {} })
    expect(started.state).toBe('queued')
    const run = await finished(started.id)
    expect(run.state).toBe('succeeded')
    const { body: page } = await admin.listMembers({ params: { id }, query: { limit: 10 } })
    expect(page.items).toHaveLength(10)
    expect(page.version.count).toBe(run.segments[0]!.count)
  })
})
