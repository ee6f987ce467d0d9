import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, type Route, type RouteId, routes, SCOPES } from '@coterie/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { from, makeShop } from '../test/small-shop.ts'
import { PASSWORD, problemCode, problemOf, startTestServer, type TestServer } from '../test/test-server.ts'

const PRINCIPALS = [
  'anonymous',
  'viewer',
  'contributor',
  'administrator',
  // Tokens: of an administrator with every scope; with no scope this route could want; of a viewer with every scope.
  'full token',
  'narrow token',
  'viewer token',
] as const
type PrincipalName = (typeof PRINCIPALS)[number]

const EVERYBODY: readonly PrincipalName[] = PRINCIPALS
const READERS = ['viewer', 'contributor', 'administrator', 'full token', 'viewer token'] as const
const WRITERS = ['contributor', 'administrator', 'full token'] as const
const KEEPERS = ['administrator', 'full token'] as const
const PEOPLE_ONLY = ['viewer', 'contributor', 'administrator'] as const
const ADMINISTRATORS = ['administrator'] as const

/** Who may call what, written down apart from the declarations: a route without a row does not compile, nor a row without a route. */
const MATRIX: Readonly<Record<RouteId, readonly PrincipalName[]>> = {
  listSegments: READERS,
  createSegment: WRITERS,
  readSegment: READERS,
  changeSegment: WRITERS,
  duplicateSegment: WRITERS,
  deleteSegment: WRITERS,
  restoreSegment: WRITERS,
  listSegmentUses: READERS,
  readDefinition: READERS,
  saveDefinition: WRITERS,
  listDefinitions: READERS,
  readDefinitionVersion: READERS,
  checkDefinition: WRITERS,
  estimateDefinition: WRITERS,
  startRun: WRITERS,
  startSegmentRun: WRITERS,
  listRuns: READERS,
  listSegmentRuns: READERS,
  readRun: READERS,
  watchRun: READERS,
  cancelRun: WRITERS,
  listMembers: READERS,
  downloadMembers: READERS,
  readHistory: READERS,
  readCatalog: READERS,
  importCatalog: KEEPERS,
  reloadCatalog: KEEPERS,
  listTables: READERS,
  readTable: READERS,
  suggestValues: READERS,
  listRelationships: READERS,
  listMeasures: READERS,
  readSession: READERS,
  signIn: EVERYBODY,
  signInByLink: EVERYBODY,
  signOut: PEOPLE_ONLY,
  setUp: EVERYBODY,
  listPeople: ADMINISTRATORS,
  addPerson: ADMINISTRATORS,
  changePerson: ADMINISTRATORS,
  listTokens: PEOPLE_ONLY,
  createToken: PEOPLE_ONLY,
  revokeToken: PEOPLE_ONLY,
  listAudit: KEEPERS,
  readLiveness: EVERYBODY,
  readReadiness: EVERYBODY,
  readMetrics: EVERYBODY,
  readOpenApi: EVERYBODY,
}

describe('access', () => {
  let server: TestServer
  let shop: Awaited<ReturnType<typeof makeShop>>
  let segment = ''
  const headers = new Map<PrincipalName, Readonly<Record<string, string>>>()
  const clients = new Map<PrincipalName, Client>()

  beforeAll(async () => {
    shop = await makeShop()
    server = await startTestServer({ catalogFile: join(shop.folder, 'catalog.yaml') })
    const { admin } = server
    segment = (await admin.createSegment({ body: { name: 'All', definition: from('Rome', 'Oslo', 'Bern') } })).body.id
    const { body: run } = await admin.startSegmentRun({ params: { id: segment }, body: {} })
    const states: string[] = []
    for await (const { state } of await admin.watchRun({ params: { id: run.id } })) states.push(state)
    expect(states.at(-1)).toBe('succeeded')
    headers.set('anonymous', {})
    for (const role of ['viewer', 'contributor', 'administrator'] as const) {
      clients.set(role, await server.person(role))
      const cookie = await sessionOf(role)
      headers.set(role, { cookie })
    }
    const bearer = async (
      name: PrincipalName,
      role: 'viewer' | 'administrator',
      scopes: readonly (typeof SCOPES)[number][],
    ) => {
      const { body } = await (await server.person(role)).createToken({ body: { name, scopes: [...scopes] } })
      headers.set(name, { authorization: `Bearer ${body.secret}` })
      clients.set(name, clientWith({ authorization: `Bearer ${body.secret}` }))
    }
    await bearer('full token', 'administrator', SCOPES)
    await bearer('narrow token', 'administrator', ['columns:personal'])
    await bearer('viewer token', 'viewer', SCOPES)
  })
  afterAll(async () => {
    await server.end()
    await rm(shop.folder, { recursive: true })
  })

  const sessionOf = async (role: 'viewer' | 'contributor' | 'administrator') => {
    const email = `${randomUUID()}@example.com`
    await server.admin.addPerson({ body: { name: role, email, password: PASSWORD, role } })
    const reply = await server.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email, password: PASSWORD },
    })
    return String(reply.headers['set-cookie']).split(';')[0]!
  }
  const clientWith = (extra: Readonly<Record<string, string>>): Client => server.clientWith(extra)

  describe.each(Object.entries<Route>(routes))('%s', (id, route) => {
    it.each(PRINCIPALS)('by %s', async (principal) => {
      const mayCall = MATRIX[id as RouteId].includes(principal)
      // Ids of nothing and empty bodies: who may call gets past the door and no further.
      const url = route.path.replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000')
      // The session of this principal must live on for the other routes.
      if (id === 'signOut' && mayCall) return
      const reply = await server.app.inject({
        method: route.method,
        url,
        headers: { ...headers.get(principal)!, 'content-type': 'application/json' },
        ...(route.method === 'GET' ? {} : { payload: '{"unknown":1}' }),
      })
      const { code } = reply.headers['content-type']?.startsWith('application/problem+json')
        ? reply.json<{ code: string }>()
        : { code: 'answered' }
      const refusals = ['not-signed-in', 'not-allowed']
      if (mayCall) expect(refusals).not.toContain(code)
      else
        expect([reply.statusCode, code]).toEqual(
          principal === 'anonymous' ? [401, 'not-signed-in'] : [403, 'not-allowed'],
        )
      expect(reply.statusCode).toBeLessThan(500)
      expect(reply.headers['x-request-id']).toBeDefined()
    })
  })

  it('treats columns by their class alike in members, downloads, tables and suggestions', async () => {
    const seen: Record<string, unknown> = {}
    for (const name of ['viewer', 'contributor', 'administrator', 'viewer token'] as const) {
      const client = clients.get(name)!
      const { columns, items } = (await client.listMembers({ params: { id: segment } })).body
      const csv = await (await client.downloadMembers({ params: { id: segment }, query: { mode: 'exact' } })).text()
      expect(csv.split('\r\n').slice(0, 2)).toEqual([
        columns.map((column) => column.name).join(','),
        items[0]!.values!.join(','),
      ])
      const { attributes } = (await client.readTable({ params: { table: 'people' } })).body
      const access = Object.fromEntries(attributes.map((attribute) => [attribute.name, attribute.access]))
      const suggest = (attribute: string) =>
        problemCode(client.suggestValues({ params: { table: 'people', attribute } }))
      seen[name] = [
        items[0]!.values,
        access['email'],
        access['income'],
        await suggest('email'),
        await suggest('income'),
      ]
    }
    expect(seen).toEqual({
      viewer: [['p1', 'Rome', '•••', '=1+1'], 'masked', 'hidden', 'column-not-shown', 'attribute-missing'],
      contributor: [
        ['p1', 'Rome', 'p1@example.com', '•••', '=1+1'],
        'shown',
        'masked',
        'no problem',
        'column-not-shown',
      ],
      administrator: [['p1', 'Rome', 'p1@example.com', '1000.5', '=1+1'], 'shown', 'shown', 'no problem', 'no problem'],
      'viewer token': [['p1', 'Rome', '•••', '=1+1'], 'masked', 'hidden', 'column-not-shown', 'attribute-missing'],
    })
  })

  it('refuses definitions about columns their author does not get, also through measures', async () => {
    const blind = clientWith(await tokenHeaders(['segments:read', 'segments:write', 'catalog:read']))
    const about = (attribute: string) => ({
      version: 1,
      rules: [{ match: 'all', conditions: [{ attribute, operator: 'gt', value: 500 }] }],
    })
    const problem = await problemOf(blind.estimateDefinition({ body: { definition: about('people.income') } }))
    expect(problem).toMatchObject({ code: 'definition-refused', diagnostics: [{ code: 'attribute-hidden' }] })
    expect(await problemCode(blind.createSegment({ body: { name: 'X', definition: about('people.income') } }))).toBe(
      'definition-refused',
    )
    expect(await problemCode(blind.estimateDefinition({ body: { definition: about('measures.spend') } }))).toBe(
      'no problem',
    )
    expect((await blind.checkDefinition({ body: { definition: about('people.income') } })).body.sentences).toBeNull()
  })

  const tokenHeaders = async (scopes: readonly (typeof SCOPES)[number][]) => {
    const { body } = await (await server.person('administrator')).createToken({
      body: { name: 't', scopes: [...scopes] },
    })
    return { authorization: `Bearer ${body.secret}` }
  }

  it('records every change and every look at members, with who and the request', async () => {
    const { admin } = server
    const before = (await admin.listAudit({ query: { limit: 1 } })).body.items[0]!.sequence
    const contributor = clients.get('contributor')!
    const me = (await contributor.readSession()).body.person
    const { body } = await contributor.createSegment({ body: { name: 'Audited', definition: from('Rome') } })
    await contributor.listMembers({ params: { id: segment } })
    await (await contributor.downloadMembers({ params: { id: segment } })).text()
    const { items } = (await admin.listAudit({ query: { actor: me.id, limit: 10 } })).body
    const recent = items.filter(({ sequence }) => sequence > before)
    expect(recent.map(({ action, subject, actor }) => [action, subject.id, actor.name])).toEqual([
      ['members.download', segment, me.name],
      ['members.read', segment, me.name],
      ['segment.save-definition', body.id, me.name],
      ['segment.create', body.id, me.name],
    ])
    expect(recent.every(({ requestId }) => requestId !== null)).toBe(true)
  })

  it('ends with a disabled person at once, and keeps the last administrator', async () => {
    const victim = await server.person('contributor')
    const { person } = (await victim.readSession()).body
    const { body: token } = await victim.createToken({ body: { name: 't', scopes: ['segments:read'] } })
    const program = clientWith({ authorization: `Bearer ${token.secret}` })
    expect(await problemCode(program.listSegments())).toBe('no problem')
    await server.admin.changePerson({ params: { id: person.id }, body: { isDisabled: true } })
    expect(await problemCode(victim.listSegments())).toBe('not-signed-in')
    expect(await problemCode(program.listSegments())).toBe('not-signed-in')
    const again = server.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { email: person.email, password: PASSWORD },
    })
    expect((await again).json<{ code: string }>().code).toBe('sign-in-refused')
  })

  it('has no default password: the setup link works once, a sign-in link too', async () => {
    const post = (url: string, payload: unknown) =>
      server.app.inject({ method: 'POST', url, payload: payload as Record<string, unknown> })
    const link = server.setupLink!.split('#')[1]!
    const again = await post('/api/v1/setup', { link, name: 'Eve', email: 'eve@example.com', password: PASSWORD })
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([401, 'link-invalid'])
    const visit = (await server.signInLink({ name: 'Visitor', email: 'visitor@example.com' })).split('#')[1]!
    const first = await post('/api/v1/session/link', { link: visit })
    const cookie = String(first.headers['set-cookie']).split(';')[0]!
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Lax/)
    const session = await server.app.inject({ url: '/api/v1/session', headers: { cookie } })
    expect(session.json<{ person: { email: string } }>().person.email).toBe('visitor@example.com')
    expect((await post('/api/v1/session/link', { link: visit })).statusCode).toBe(401)
    const forged = await server.app.inject({
      url: '/api/v1/session',
      headers: { cookie: cookie.replace(/.{6}$/, 'AAAAA%3D') },
    })
    expect(forged.statusCode).toBe(401)
    await server.app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie } })
    expect((await server.app.inject({ url: '/api/v1/session', headers: { cookie } })).statusCode).toBe(401)
  })

  describe('requests', () => {
    const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: string, extra = {}) =>
      server.app.inject({
        method,
        url,
        headers: { ...headers.get('administrator')!, 'content-type': 'application/json', ...extra },
        ...(payload === undefined ? {} : { payload }),
      })

    it.each([
      ['GET', '/nothing', undefined, 404, 'route-missing'],
      ['PUT', '/api/v1/segments', '{}', 405, 'method-not-allowed'],
      ['GET', '/api/v1/segments?limit=0', undefined, 400, 'request-invalid'],
      ['GET', '/api/v1/segments?limit=many', undefined, 400, 'request-invalid'],
      ['GET', '/api/v1/segments?sort=name;drop', undefined, 400, 'request-invalid'],
      ['GET', '/api/v1/segments?unknown=1', undefined, 400, 'request-invalid'],
      ['GET', '/api/v1/segments/x', undefined, 400, 'request-invalid'],
      ['GET', '/api/v1/segments/%00', undefined, 400, 'request-invalid'],
      ['GET', '/api/v1/segments/00000000-0000-4000-8000-000000000000', undefined, 404, 'segment-missing'],
      ['GET', '/api/v1/tables/__proto__', undefined, 404, 'table-missing'],
      ['POST', '/api/v1/segments', '{"name":', 400, 'json-invalid'],
      ['POST', '/api/v1/segments', '', 400, 'json-invalid'],
      ['POST', '/api/v1/segments', '{"name":"a","name":"b"}', 400, 'json-invalid'],
      ['POST', '/api/v1/segments', '{"name":"a","__proto__":{"x":1}}', 400, 'request-invalid'],
      ['POST', '/api/v1/segments', '{"name":"a","id":"b"}', 400, 'request-invalid'],
      ['POST', '/api/v1/segments', '['.repeat(100_000), 400, 'json-invalid'],
      ['POST', '/api/v1/segments', '{"name":"\\u0000"}', 422, 'segment-invalid'],
      ['POST', '/api/v1/segments', '{"name":"a","definition":{"__proto__":1}}', 422, 'definition-refused'],
      ['POST', '/api/v1/catalog/import', '{"path":"../../etc/passwd"}', 403, 'folder-not-allowed'],
      ['POST', '/api/v1/catalog/import', '{"path":"/etc/passwd"}', 403, 'folder-not-allowed'],
      ['POST', '/api/v1/catalog/import', '{"path":"absent.yaml"}', 404, 'catalog-file-missing'],
    ] as const)('%s %s %j is answered %d %s', async (method, url, payload, status, code) => {
      const reply = await send(method, url, payload)
      expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
      expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([status, code])
      expect(reply.json<{ requestId: string }>().requestId).toBe(reply.headers['x-request-id'])
    })

    it('of other media types, too large ones and ones from other sites are refused', async () => {
      const text = await send('POST', '/api/v1/segments', 'name=a', { 'content-type': 'text/plain' })
      expect(text.statusCode).toBe(415)
      const anyone = await server.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { email: 'a@example.com', password: 'x'.repeat(20_000) },
      })
      expect(anyone.statusCode).toBe(413)
      const foreign = [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'null' },
        { origin: 'http://evil.example' },
      ]
      for (const extra of foreign) {
        expect((await send('POST', '/api/v1/segments', '{"name":"csrf"}', extra)).statusCode).toBe(403)
      }
      const own = await send('POST', '/api/v1/definitions/check', '{"definition":{}}', {
        'sec-fetch-site': 'same-origin',
      })
      expect(own.statusCode).toBe(200)
    })

    it('get headers that keep pages and caches in bounds', async () => {
      const reply = await send('GET', '/api/v1/session')
      expect(reply.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/default-src 'self';.*frame-ancestors 'none'/),
      })
    })

    it('to import follow no link out of the folder', async () => {
      const { symlink } = await import('node:fs/promises')
      await symlink('/etc/hostname', join(shop.folder, 'link.yaml'))
      expect((await send('POST', '/api/v1/catalog/import', '{"path":"link.yaml"}')).statusCode).toBe(403)
      await shop.write(
        'outside.yaml',
        'version: 1\naudience: t\ntables: { t: { source: { path: "../../etc/*.csv" }, key: id } }\n',
      )
      expect((await send('POST', '/api/v1/catalog/import', '{"path":"outside.yaml"}')).statusCode).toBe(403)
    })

    it('for health, figures and the document are answered', async () => {
      expect((await send('GET', '/health/ready')).json()).toEqual({
        status: 'ready',
        parts: { database: 'ready', data: 'ready' },
      })
      const figures = (await send('GET', '/metrics')).body
      expect(figures).toMatch(/coterie_segments \d/)
      expect(figures).toMatch(/coterie_http_request_seconds_count\{operation="readReadiness",status="200"\} \d/)
      expect((await send('GET', '/api/v1/openapi.json')).json<{ openapi: string }>().openapi).toBe('3.1.0')
    })
  })
})

describe('attempts to sign in', () => {
  it('are limited', async () => {
    const shop = await makeShop()
    const server = await startTestServer({ catalogFile: join(shop.folder, 'catalog.yaml'), signInAttempts: 3 })
    const attempt = () =>
      server.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { email: 'ada@example.com', password: 'no' },
      })
    const codes: string[] = []
    for (let n = 0; n < 5; n++) codes.push((await attempt()).json<{ code: string }>().code)
    await server.end()
    await rm(shop.folder, { recursive: true })
    expect(codes).toEqual([...Array(3).fill('sign-in-refused'), ...Array(2).fill('too-many-requests')])
  })
})
