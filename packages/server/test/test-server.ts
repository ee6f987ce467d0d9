import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient, type Problem, ProblemError, type Role, type Scope } from '@coterie/contract'
import { type RunningServer, type ServerOptions, startServer } from '../src/main.ts'

/** The example's catalog. */
export const EXAMPLE = new URL('../../../examples/adventureworks/', import.meta.url).pathname
export const PASSWORD = 'correct horse battery'

/** A server of a test file's own over the example's data, with its first administrator. */
export interface TestServer extends RunningServer {
  readonly dataFolder: string
  readonly admin: Client
  /** A client of a new person with a role. */
  person(role: Role): Promise<Client>
  /** A client of a token of a new person with a role. */
  token(role: Role, scopes: readonly Scope[]): Promise<Client>
  /** A client that sends some headers. */
  clientWith(headers: Readonly<Record<string, string>>): Client
  end(): Promise<void>
}

/** Starts one on an embedded database. */
export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const dataFolder = options.dataFolder ?? (await newFolder())
  const server = await startServer({
    dataFolder,
    catalogFile: join(EXAMPLE, 'catalog.yaml'),
    pollingIntervalMs: 500,
    leaseMs: 1_500,
    retryAfterMs: 200,
    signInAttempts: 1000,
    threads: 2,
    ...options,
  })
  const admin = await firstAdministrator(server)
  const person = async (role: Role) => {
    const email = `${randomUUID()}@example.com`
    await admin.addPerson({ body: { name: role, email, password: PASSWORD, role } })
    return signedInClient(server, '/api/v1/session', { email, password: PASSWORD })
  }
  return {
    ...server,
    dataFolder,
    admin,
    person,
    token: async (role, scopes) => {
      const { body } = await (await person(role)).createToken({ body: { name: 'test', scopes: [...scopes] } })
      return createClient({ baseUrl: server.url, token: body.secret })
    },
    clientWith: (headers) => clientWith(server.url, headers),
    end: async () => {
      await server.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function firstAdministrator(server: RunningServer): Promise<Client> {
  const link = server.setupLink?.split('#')[1]
  if (link === undefined) throw new Error('there is an administrator already')
  return signedInClient(server, '/api/v1/setup', {
    link,
    name: 'Ada',
    email: 'ada@example.com',
    password: PASSWORD,
  })
}

/** A client with the session that a route begins. */
export async function signedInClient(
  { url }: Pick<RunningServer, 'url'>,
  path: string,
  body: unknown,
): Promise<Client> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return clientWith(url, { cookie })
}

function clientWith(baseUrl: string, headers: Readonly<Record<string, string>>): Client {
  return createClient({
    baseUrl,
    fetch: (address, init) =>
      fetch(address, { ...init, headers: { ...(init?.headers as Record<string, string>), ...headers } }),
  })
}

/** The problem a call ends with; its code is `no problem` when there is none. */
export async function problemOf(call: Promise<unknown>): Promise<Partial<Problem> & Pick<Problem, 'code'>> {
  try {
    await call
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  return { code: 'no problem' }
}

/** The code of the problem a call ends with. */
export async function problemCode(call: Promise<unknown>): Promise<string> {
  return (await problemOf(call)).code
}

/** A folder the database's own user may pass through. */
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'coterie-server-'))
  await chmod(folder, 0o711)
  return folder
}
