import { readFile, writeFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeSchema } from '../../test/describe-schema.ts'
import { describeOnPostgres } from '../../test/test-database.ts'
import { connect } from '../postgres/connect.ts'
import { migrate } from './migrate.ts'

const { UPDATE_EXPECTED } = process.env
const MANIFEST = new URL('./schema.expected', import.meta.url)

describeOnPostgres('migrations', (database) => {
  it('make the schema that the manifest shows', async () => {
    const found = await describeSchema(database().db)
    // Regenerate with UPDATE_EXPECTED=1; the difference is what a review looks at.
    if (UPDATE_EXPECTED === '1') await writeFile(MANIFEST, found)
    expect(found).toBe(await readFile(MANIFEST, 'utf8'))
  })

  it('are run once when many start together on an empty database', async () => {
    const { db, url } = database()
    const name = `race_${Date.now()}`
    await sql`CREATE DATABASE ${sql.id(name)}`.execute(db)
    const address = url.replace(/\/[^/]*$/, `/${name}`)
    const starters = Array.from({ length: 5 }, () => connect(address, 2).db)
    await Promise.all(starters.map((starter) => migrate(starter)))
    const [first = database().db] = starters
    const { rows } = await sql<{ name: string }>`SELECT name FROM migrations ORDER BY name`.execute(first)
    expect(rows.map((row) => row.name)).toEqual(['0001-segments', '0002-runs', '0003-records', '0004-people'])
    await Promise.all(starters.map((starter) => starter.destroy()))
  })

  it('change nothing when one of them fails', async () => {
    const { db, url } = database()
    const name = `failing_${Date.now()}`
    await sql`CREATE DATABASE ${sql.id(name)}`.execute(db)
    const { db: failing } = connect(url.replace(/\/[^/]*$/, `/${name}`), 2)
    await sql`CREATE SCHEMA coterie`.execute(failing)
    await sql`CREATE TABLE coterie.settings ()`.execute(failing)
    await expect(migrate(failing)).rejects.toMatchObject({
      code: 'migration-failed',
      params: { migration: '0003-records' },
    })
    const { rows } = await sql<{ found: boolean }>`SELECT to_regclass('segments') IS NOT NULL AS found`.execute(failing)
    expect(rows).toEqual([{ found: false }])
    await failing.destroy()
  })

  it('leave a database of a newer release alone', async () => {
    const { db } = database()
    await sql`INSERT INTO migrations (name, timestamp) VALUES ('9999-future', '2026-01-01')`.execute(db)
    await expect(migrate(db)).rejects.toMatchObject({
      code: 'database-newer',
      params: { unknownMigrations: ['9999-future'] },
    })
    await sql`DELETE FROM migrations WHERE name = '9999-future'`.execute(db)
  })
})
