import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { StoreError } from '../errors.ts'
import type { Schema } from '../schema.ts'
import { migrations } from './index.ts'

/** The schema all our tables live in. */
export const SCHEMA = 'coterie'

/**
 * Brings the schema up to date. Of several processes that start at once one does the work and the others wait.
 * Refuses with `database-too-old`, `database-newer` and `migration-failed`.
 */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  await db.connection().execute(async (connection) => {
    const { rows } = await sql<{ version: string }>`SELECT current_setting('server_version_num') AS version`.execute(
      connection,
    )
    const found = Number(rows[0]?.version)
    if (found < OLDEST_MAJOR * 10_000) {
      throw new StoreError('database-too-old', {
        found: `${Math.floor(found / 10_000)}.${found % 10_000}`,
        required: OLDEST_MAJOR,
      })
    }
    await withMigrationLock(connection, () => migrateLocked(connection))
  })
}

const OLDEST_MAJOR = 15

/** Runs a step of starting up while no other process does; for things beside our schema, such as the job queue's. */
export async function withMigrationLock<T>(connection: Kysely<Schema>, body: () => Promise<T>): Promise<T> {
  await sql`SELECT pg_advisory_lock(${MIGRATION_LOCK}::bigint)`.execute(connection)
  try {
    return await body()
  } finally {
    await sql`SELECT pg_advisory_unlock(${MIGRATION_LOCK}::bigint)`.execute(connection)
  }
}

/** An arbitrary number that only this lock has. */
const MIGRATION_LOCK = 727_016_001

async function migrateLocked(connection: Kysely<Schema>): Promise<void> {
  await sql`CREATE SCHEMA IF NOT EXISTS ${sql.id(SCHEMA)}`.execute(connection)
  const migrator = new Migrator({
    db: connection,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableSchema: SCHEMA,
    migrationTableName: 'migrations',
    migrationLockTableName: 'migrations_lock',
  })
  const { rows: present } = await sql<{ found: boolean }>`
    SELECT to_regclass(${`${SCHEMA}.migrations`}) IS NOT NULL AS found
  `.execute(connection)
  if (present[0]?.found === true) {
    const { rows } = await sql<{ name: string }>`
      SELECT name FROM ${sql.table(`${SCHEMA}.migrations`)} ORDER BY name
    `.execute(connection)
    const unknownMigrations = rows.map((row) => row.name).filter((name) => !(name in migrations))
    if (unknownMigrations.length > 0) throw new StoreError('database-newer', { unknownMigrations })
  }
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')
    throw new StoreError('migration-failed', { migration: failed?.migrationName ?? null }, error)
  }
}
