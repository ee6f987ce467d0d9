import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { SCHEMA } from '../migrations/migrate.ts'
import type { Schema } from '../schema.ts'

/** A pool of connections whose queries see our schema and read 64-bit integers as numbers. */
export function connect(url: string, maxConnections: number): { readonly db: Kysely<Schema>; readonly pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    options: `-c search_path=${SCHEMA} -c timezone=UTC`,
    // A process frozen within a transaction must not keep others from taking over its work.
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'coterie',
    types: { getTypeParser: typeParser },
  })
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  // So would one that breaks between two queries of a transaction; the next query's error tells instead.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return { db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), pool }
}

/** The OID of PostgreSQL's `bigint`. */
const BIGINT = 20

function typeParser(
  oid: Parameters<typeof pg.types.getTypeParser>[0],
  format?: 'text' | 'binary',
): (value: string) => unknown {
  // The driver declares the ids it knows as an enumeration; those of other types come as numbers too.
  const id: number = oid
  if (id === BIGINT) return parseSafeInteger
  // The driver's own declaration gives `any` for what a parser returns.
  return (format === 'binary' ? pg.types.getTypeParser(oid, format) : pg.types.getTypeParser(oid)) as (
    value: string,
  ) => unknown
}

/** Counts and microseconds since 1970 fit a number exactly; anything that does not is a mistake to be seen. */
function parseSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not a safe integer`)
  return value
}
