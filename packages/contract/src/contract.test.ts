import { describe, expect, it } from 'vitest'
import { addressOf, createClient, ProblemError } from './client/client.ts'
import { openApiDocument } from './openapi/openapi-document.ts'
import { problemsOf } from './problems/problem.ts'
import { PROBLEMS } from './problems/problem-codes.ts'
import { routes } from './routes/index.ts'
import type { Route } from './routes/route.ts'

const all = Object.entries<Route>(routes)

describe('routes', () => {
  it.each(all)('%s declares exactly the parameters of its path', (_, route) => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(Object.keys(route.params?.shape ?? {})).toEqual(inPath)
  })

  it('have addresses of their own', () => {
    const addresses = all.map(([, { method, path }]) => `${method} ${path}`)
    expect(new Set(addresses).size).toBe(addresses.length)
  })

  it('change nothing by GET and take bodies only where something changes', () => {
    for (const [id, route] of all) if (route.method === 'GET') expect(route.body, id).toBeUndefined()
  })

  it('that anybody may call carry no values of attributes', () => {
    for (const [id, route] of all) if (route.access.kind === 'anyone') expect(route.columns, id).toBe('none')
  })
})

describe('the OpenAPI document', () => {
  const document = openApiDocument()
  const references: string[] = []
  JSON.stringify(document, (key, value: unknown) => {
    if (key === '$ref') references.push(String(value))
    return value
  })

  it('has no reference that leads nowhere', () => {
    expect(references.length).toBeGreaterThan(50)
    for (const reference of new Set(references)) {
      const target = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document)
      expect(target, reference).toBeDefined()
    }
  })

  it('lists every status a route can answer with', () => {
    const paths = document['paths'] as Record<string, Record<string, { responses: Record<string, unknown> }>>
    for (const [id, route] of all) {
      const { responses } = paths[route.path]![route.method.toLowerCase()]!
      const expected = [route.reply.status, ...problemsOf(route).map((code) => PROBLEMS[code].status)]
      expect(Object.keys(responses).map(Number), id).toEqual([...new Set(expected)].sort((a, b) => a - b))
    }
  })
})

describe('the client', () => {
  it('writes parameters and lists into the address', () => {
    expect(addressOf(routes.readTable, { params: { table: 'a/b c' } })).toBe('/api/v1/tables/a%2Fb%20c')
    expect(addressOf(routes.listSegments, { query: { tag: ['a', 'b&'], search: undefined, total: true } })).toBe(
      '/api/v1/segments?tag=a&tag=b%26&total=true',
    )
  })

  it('sends what a route declares and keeps every digit of what comes back', async () => {
    const sent: [string, RequestInit | undefined][] = []
    const client = createClient({
      baseUrl: 'http://test',
      token: 'secret',
      fetch: (address, init) => {
        sent.push([address as string, init])
        return Promise.resolve(
          new Response('{"definition":{"value":9223372036854775807}}', { headers: { etag: '"3"' } }),
        )
      },
    })
    const { body, etag } = await client.saveDefinition({
      params: { id: 'x' },
      body: { definition: { version: 1 } },
      ifMatch: '"2"',
    })
    expect(etag).toBe('"3"')
    expect(JSON.stringify(body.definition)).toBe('{"value":9223372036854775807}')
    expect(sent).toEqual([
      [
        'http://test/api/v1/segments/x/definition',
        expect.objectContaining({
          method: 'PUT',
          body: '{"definition":{"version":1}}',
          headers: expect.objectContaining({ authorization: 'Bearer secret', 'if-match': '"2"' }),
        }),
      ],
    ])
  })

  it('throws problems, and says so when the answer is not ours', async () => {
    const answers = [
      new Response('{"code":"segment-missing","detail":"There is none."}', {
        status: 404,
        headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      }),
      new Response('<html>', { status: 502 }),
    ]
    const client = createClient({ baseUrl: '', fetch: () => Promise.resolve(answers.shift()!) })
    const first = await client.readSegment({ params: { id: 'x' } }).catch((error: unknown) => error)
    expect(first).toBeInstanceOf(ProblemError)
    expect((first as ProblemError).problem.code).toBe('segment-missing')
    const second = await client.readSegment({ params: { id: 'x' } }).catch((error: unknown) => error)
    expect((second as ProblemError).problem).toMatchObject({ code: 'answer-unknown', status: 502 })
  })

  it('reads events as they come', async () => {
    const client = createClient({
      baseUrl: '',
      fetch: () =>
        Promise.resolve(
          new Response(': hello\n\nevent: run\ndata: {"state":"running"}\n\ndata: {"state":"failed"}\n\n'),
        ),
    })
    const states: string[] = []
    for await (const run of await client.watchRun({ params: { id: 'x' } })) states.push(run.state)
    expect(states).toEqual(['running', 'failed'])
  })
})
