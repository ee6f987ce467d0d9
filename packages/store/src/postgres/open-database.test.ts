import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { change, makeSegment } from '../../test/changes.ts'
import { describeOnPostgres } from '../../test/test-database.ts'
import { readSegment } from '../segments/read-segment.ts'
import { isAlive } from './cluster-processes.ts'
import { openDatabase } from './open-database.ts'

it('opens the database of a data folder, empty at first and with its rows later', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'coterie-data-'))
  await chmod(dataFolder, 0o711)
  try {
    const first = await openDatabase({ dataFolder })
    expect(first.server?.how).toBe('started')
    const id = await makeSegment(first.db, { name: 'Kept' })
    // A second opening in another process's place: it joins and its end takes nothing away.
    const guest = await openDatabase({ dataFolder })
    expect(guest.server?.how).toBe('joined')
    await guest.close()
    await first.close()
    await first.close()
    expect(await isAlive(first.server?.pid ?? 0)).toBe(false)
    const second = await openDatabase({ dataFolder })
    expect((await readSegment(second.db, id)).name).toBe('Kept')
    await second.close()
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
})

it('says what is wrong with an address', async () => {
  await expect(openDatabase({ databaseUrl: 'mysql://x/y' })).rejects.toMatchObject({ code: 'database-url-invalid' })
  await expect(openDatabase({ databaseUrl: 'nonsense' })).rejects.toMatchObject({ code: 'database-url-invalid' })
  const refused = openDatabase({ databaseUrl: 'postgres://me:hidden@127.0.0.1:1/x' })
  await expect(refused).rejects.toMatchObject({ code: 'database-unreachable', params: { host: '127.0.0.1:1' } })
  await expect(refused).rejects.toThrow(/^(?!.*hidden)/)
})

describeOnPostgres('a connection', (database) => {
  it('reads 64-bit integers as exact numbers and refuses those that are not', async () => {
    const { db } = database()
    const read = async (text: string) => (await sql<{ n: number }>`SELECT ${text}::bigint AS n`.execute(db)).rows[0]?.n
    expect(await read('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER)
    await expect(read('9007199254740992')).rejects.toThrow(RangeError)
  })

  it('survives that the database ends its sessions', async () => {
    const { db } = database()
    const id = await makeSegment(db)
    const endSessions = () =>
      sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(
        db,
      )
    await expect(
      change(db, async (work) => {
        await endSessions()
        await sql`SELECT 1`.execute(work.db)
      }),
    ).rejects.toThrow()
    expect((await readSegment(db, id)).id).toBe(id)
  })
})
