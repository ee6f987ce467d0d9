import type { Kysely } from 'kysely'
import pg from 'pg'
import { StoreError } from '../errors.ts'
import { migrate } from '../migrations/migrate.ts'
import type { Schema } from '../schema.ts'
import { connect } from './connect.ts'
import { type SupervisedServer, superviseServer } from './supervise-server.ts'

/** The store's database, its schema up to date. */
export interface Database {
  readonly db: Kysely<Schema>
  /** The address of the database, for what opens connections of its own (the job queue). Holds the password. */
  readonly url: string
  /** The server under the data folder; absent for a database elsewhere. */
  readonly server?: Pick<SupervisedServer, 'how' | 'pid'>
  /** Ends the connections and stops the server if it is ours. Safe to call twice. */
  close(): Promise<void>
}

/** Where the database is: a server of our own under a data folder, or one that somebody else runs. */
export type DatabaseLocation = { readonly dataFolder: string } | { readonly databaseUrl: string }

const DATABASE = 'coterie'

/**
 * Opens the store's database, starting its server when it lives in a data folder, and brings the schema up to date.
 * Refuses with what `superviseServer` refuses with, `database-url-invalid`, `database-unreachable`, `database-too-old`,
 * `database-newer` and `migration-failed`.
 */
export async function openDatabase(
  location: DatabaseLocation,
  options: { readonly maxConnections?: number; readonly onRestart?: () => void } = {},
): Promise<Database> {
  const server =
    'dataFolder' in location
      ? await superviseServer({
          dataFolder: location.dataFolder,
          ...(options.onRestart === undefined ? {} : { onRestart: options.onRestart }),
        })
      : undefined
  const url = 'databaseUrl' in location ? location.databaseUrl : (server?.url(DATABASE) ?? '')
  try {
    if (server !== undefined) await createDatabase(server.url('postgres'))
    await checkConnection(url)
    const { db } = connect(url, options.maxConnections ?? 10)
    let closed = false
    const close = async () => {
      if (closed) return
      closed = true
      await db.destroy()
      await server?.stop()
    }
    try {
      await migrate(db)
    } catch (error) {
      await close()
      throw error
    }
    return { db, url, ...(server === undefined ? {} : { server }), close }
  } catch (error) {
    await server?.stop()
    throw error
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505'))) throw error
  } finally {
    await client.end()
  }
}

async function checkConnection(url: string): Promise<void> {
  const host = URL.canParse(url) ? new URL(url).host : undefined
  if (host === undefined || !/^postgres(ql)?:/.test(url)) throw new StoreError('database-url-invalid', {})
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (cause) {
    throw new StoreError('database-unreachable', { host }, cause)
  }
  await client.end()
}
