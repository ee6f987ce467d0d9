import { randomUUID } from 'node:crypto'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, inject, it } from 'vitest'
import { waitUntil } from '../src/postgres/cluster-processes.ts'
import { takeOwnership } from '../src/postgres/folder-owner.ts'
import { type Database, openDatabase } from '../src/postgres/open-database.ts'
import { superviseServer } from '../src/postgres/supervise-server.ts'
import { type Installation, installations, notRun } from './installations.ts'

/** A database of a test file's own. */
export interface TestDatabase extends Database {
  readonly installation: Installation['name']
}

/**
 * Runs the tests on every PostgreSQL that is installed, each with a fresh database that goes when they are done. All files
 * of a run share one server a version.
 */
export function describeOnPostgres(name: string, body: (database: () => TestDatabase) => void): void {
  for (const reason of notRun) describe(name, () => it.skip(`NOT RUN: ${reason}`))
  describe.each(installations)(`${name} on $name`, (installation) => {
    let database: TestDatabase | undefined
    beforeAll(async () => {
      database = await createTestDatabase(installation)
    })
    afterAll(async () => {
      await database?.close()
    })
    body(() => {
      if (database === undefined) throw new Error('the database is made before the tests')
      return database
    })
  })
}

/** An empty database, its schema up to date, on the run's shared server. */
export async function createTestDatabase(installation: Installation): Promise<TestDatabase> {
  const server = await sharedServer(installation)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await execute(server.url('postgres'), `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
  const database = await openDatabase({ databaseUrl: server.url(name) })
  return { ...database, installation: installation.name }
}

const TEMPLATE = 'migrated'

/** Starts the run's server for a version on first use; the global teardown stops it. */
async function sharedServer(installation: Installation) {
  const dataFolder = join(inject('storeTestFolder'), installation.name)
  await mkdir(dataFolder, { recursive: true })
  await chmod(dataFolder, 0o711)
  // One file at a time prepares the server.
  const lockFile = join(dataFolder, 'prepare.lock')
  let lock = takeOwnership(lockFile)
  await waitUntil(() => {
    lock ??= takeOwnership(lockFile)
    return Promise.resolve(lock !== undefined)
  }, 60_000)
  if (lock === undefined) throw new Error('the shared test server is not ready')
  try {
    const server = await superviseServer({
      dataFolder,
      binaries: await installation.binaries(),
      // Nothing here has to survive a power cut; a killed process loses nothing either way.
      settings: { fsync: 'off', max_connections: '300', shared_buffers: '32MB' },
    })
    server.leave()
    try {
      await execute(server.url('postgres'), `CREATE DATABASE ${TEMPLATE}`)
      await (await openDatabase({ databaseUrl: server.url(TEMPLATE) })).close()
    } catch (error) {
      if (!(error instanceof pg.DatabaseError && error.code === '42P04')) throw error
    }
    return server
  } finally {
    lock.release()
  }
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
