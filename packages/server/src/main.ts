import { createHmac } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import {
  addPerson,
  createLink,
  currentCatalog,
  findPerson,
  listPeople,
  newId,
  openDatabase,
  openJobQueue,
  openLocalMembershipFiles,
  type RunLoop,
  startRunLoop,
  transact,
} from '@coterie/store'
import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import { takeOver } from './app/catalog.ts'
import { createMetrics } from './app/metrics.ts'
import type { Services } from './app/services.ts'
import { printCatalogSource, readCatalogSource } from './data/catalog-source.ts'
import { holdData } from './data/data-holder.ts'
import { buildApp } from './http/build-app.ts'
import { evaluateRuns } from './jobs/evaluate-run.ts'
import { openSignIn } from './people/sign-in.ts'
import { readSecret } from './secrets.ts'

export interface ServerOptions {
  /** Membership files, secrets and, without a database of one's own, the database. */
  readonly dataFolder: string
  /** A PostgreSQL of one's own. */
  readonly databaseUrl?: string
  /** A catalog to take over at the start. */
  readonly catalogFile?: string
  /** Where catalogs and their sources may be; the catalog file's folder by default. */
  readonly allowedFolder?: string
  /** 0 takes a free one. */
  readonly port?: number
  readonly host?: string
  /** Where people reach the server, when that is not its own address. */
  readonly publicUrl?: string
  readonly logger?: FastifyServerOptions['logger']
  readonly memoryLimit?: string
  readonly threads?: number
  readonly signInAttempts?: number
  /** How soon a queued run is noticed, and a cancelled one (a third of the lease). */
  readonly pollingIntervalMs?: number
  readonly leaseMs?: number
  readonly retryAfterMs?: number
  /** Takes no runs: another server does. */
  readonly isWithoutWorker?: boolean
}

export interface RunningServer {
  readonly url: string
  /** The link the first administrator is made with; null when there is one. */
  readonly setupLink: string | null
  readonly app: FastifyInstance
  /** A link that signs a visitor in once as a person with an address, who is made an administrator if there is none. */
  signInLink(person: { readonly name: string; readonly email: string }): Promise<string>
  /** Lets requests and runs end, and ends everything that was started. Safe to call twice. */
  close(): Promise<void>
}

const DAY_MS = 24 * 3600 * 1000
const DEFAULT_LEASE_MS = 9_000

/** Starts the whole server. What was started is ended again when something fails. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const ends: (() => Promise<unknown>)[] = []
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= (async () => {
      for (const end of ends.reverse()) await end()
    })()
    return closing
  }
  try {
    return await start(options, ends, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function start(
  options: ServerOptions,
  ends: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<RunningServer> {
  const { dataFolder, port = 0, host = '127.0.0.1' } = options
  await mkdir(dataFolder, { recursive: true, mode: 0o711 })
  const secret = await readSecret(dataFolder)
  const database = await openDatabase(
    options.databaseUrl === undefined ? { dataFolder } : { databaseUrl: options.databaseUrl },
  )
  ends.push(() => database.close())
  const jobs = await openJobQueue(database)
  ends.push(() => jobs.close())
  const allowedFolder = resolve(
    options.allowedFolder ?? (options.catalogFile === undefined ? dataFolder : dirname(resolve(options.catalogFile))),
  )
  const dataOptions = {
    db: database.db,
    allowedFolder,
    ...(options.memoryLimit === undefined ? {} : { memoryLimit: options.memoryLimit }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  }
  const data = holdData(dataOptions)
  ends.push(() => data.close())
  const stopping = new AbortController()
  // The port is known only once the server listens; what people are told then is the address they use.
  const baseUrl = options.publicUrl ?? `http://${host}:${port}`
  const signIn = await openSignIn({ databaseUrl: database.url, baseUrl, secret })
  ends.push(() => signIn.close())
  const services: Services = {
    db: database.db,
    jobs,
    files: await openLocalMembershipFiles(join(dataFolder, 'members')),
    data,
    dataOptions,
    signIn,
    cursorSecret: createHmac('sha256', secret).update('cursors').digest(),
    metrics: createMetrics(),
    closing: stopping.signal,
  }
  if (options.catalogFile !== undefined) await importAtStart(services, options.catalogFile)

  const app = await buildApp(services, {
    isHttps: baseUrl.startsWith('https:'),
    ...(options.logger === undefined ? {} : { logger: options.logger }),
    ...(options.signInAttempts === undefined ? {} : { signInAttempts: options.signInAttempts }),
  })
  ends.push(() => app.close())
  if (options.isWithoutWorker !== true) {
    const loop = await startWorker(services, app, options)
    ends.push(() => loop.stop())
  }
  // First of all, so that streams end and requests are told to come back.
  ends.push(() => {
    stopping.abort()
    return Promise.resolve()
  })
  const address = await app.listen({ port, host })
  const url = options.publicUrl ?? address
  const setupLink = await createSetupLink(services, url)
  return { url, setupLink, app, close, signInLink: (person) => createSignInLink(services, url, person) }
}

async function startWorker(services: Services, app: FastifyInstance, options: ServerOptions): Promise<RunLoop> {
  return startRunLoop(
    {
      db: services.db,
      jobs: services.jobs,
      files: services.files,
      owner: `${hostname()} ${process.pid}`,
      newId: () => newId(),
      evaluate: evaluateRuns(services),
      leaseMs: options.leaseMs ?? DEFAULT_LEASE_MS,
      ...(options.retryAfterMs === undefined ? {} : { retryAfterMs: options.retryAfterMs }),
    },
    {
      pollingIntervalMs: options.pollingIntervalMs ?? 500,
      onEnd: (run, state) => {
        services.metrics.runsEnded.inc({ state })
        app.log.info({ run, state }, 'an attempt of a run ended')
      },
      onError: (error) => app.log.error({ err: error }, 'the worker met a problem'),
    },
  )
}

/** Takes a catalog over unless it is the current one already. */
async function importAtStart(services: Services, catalogFile: string): Promise<void> {
  const path = resolve(catalogFile)
  const source = await readCatalogSource(path, services.dataOptions.allowedFolder)
  if ((await currentCatalog(services.db))?.catalog === printCatalogSource(source)) return
  const change = { actor: { kind: 'system', id: 'start' }, at: new Date(), newId: () => newId() } as const
  await takeOver(services, source, change, basename(path))
}

async function createSetupLink({ db }: Services, url: string): Promise<string | null> {
  if ((await listPeople(db)).some(({ role }) => role === 'administrator')) return null
  const link = await createLink(db, { purpose: 'setup', personId: null, expiresAt: new Date(Date.now() + DAY_MS) })
  // Behind the hash, which browsers keep to themselves: no log and no referrer has it.
  return `${url}/setup#${link}`
}

async function createSignInLink(
  { db, signIn }: Services,
  url: string,
  { name, email }: { readonly name: string; readonly email: string },
): Promise<string> {
  const person = (await findPerson(db, email)) ?? (await addVisitor())
  const link = await createLink(db, {
    purpose: 'sign-in',
    personId: person.id,
    expiresAt: new Date(Date.now() + DAY_MS),
  })
  return `${url}/sign-in#${link}`

  async function addVisitor() {
    // Nobody knows the password: the link is the only way in.
    const id = await signIn.register({ name, email, password: `${newId()}${newId()}` })
    const change = { actor: { kind: 'system', id: 'start' }, at: new Date(), newId: () => newId() } as const
    return transact(db, change, (work) => addPerson(work, { id, name, email, role: 'administrator' }))
  }
}
