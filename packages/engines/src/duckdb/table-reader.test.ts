import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCatalog } from '@coterie/definition'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTableReader, type TableReader } from './table-reader.ts'
import { type DuckDbTables, openDuckDbTables } from './tables.ts'

const CATALOG = `
version: 1
audience: people
tables:
  people: { source: { path: people.csv }, key: id, attributes: { born: { type: date } } }
  lines: { source: { path: lines.csv }, key: [order, "line \\"1\\""] }
  notes: { source: { path: notes.csv } }
`

describe('the reader of tables', () => {
  let folder = ''
  let tables: DuckDbTables
  let reader: TableReader
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coterie-reader-'))
    await writeFile(
      join(folder, 'people.csv'),
      'id,city,born,score\n007,Rome,2000-02-29,1.50\n12,"",,2\nx,Oslo,1999-01-01,\ny,rome,1999-01-01,2\n',
    )
    await writeFile(join(folder, 'lines.csv'), 'order,"line ""1"""\nA,1\nA,2\n')
    await writeFile(join(folder, 'notes.csv'), 'text\nfirst\nsecond\n')
    const { file } = readCatalog(CATALOG, 'yaml')
    tables = await openDuckDbTables({ file: file!, baseDir: folder })
    reader = openTableReader(tables)
  })
  afterAll(async () => {
    await tables.close()
    await rm(folder, { recursive: true })
  })

  const keysOf = async (table: string) => (await reader.keys(table)).map(({ key }) => key)

  it('prints keys as results do', async () => {
    expect(await keysOf('people')).toEqual(['007', '12', 'x', 'y'])
    expect(await keysOf('lines')).toEqual(['["A",1]', '["A",2]'])
    expect(await keysOf('notes')).toEqual(['0', '1'])
  })

  it('reads rows in the order asked for, and null where there is none', async () => {
    const positions = (await reader.keys('people')).map(({ position }) => position)
    const rows = await reader.rowsAt('people', ['born', 'city', 'score'], [positions[1]!, 999, positions[0]!])
    expect(rows).toEqual([[null, '', '2'], null, ['2000-02-29', 'Rome', '1.5']])
    expect(await reader.rowsAt('people', [], [positions[0]!])).toEqual([[]])
  })

  it('counts values, the commonest first, and tells when there are more', async () => {
    expect(await reader.values('people', 'born', { limit: 5 })).toEqual({
      items: [
        { value: '1999-01-01', count: 2 },
        { value: '2000-02-29', count: 1 },
      ],
      isComplete: true,
      nulls: 1,
    })
    expect(await reader.values('people', 'city', { search: 'ROM', limit: 1 })).toEqual({
      items: [{ value: 'Rome', count: 1 }],
      isComplete: false,
      nulls: 0,
    })
  })

  it('takes searches and names as what they are', async () => {
    expect((await reader.values('people', 'city', { search: "' OR 1=1 --", limit: 5 })).items).toEqual([])
    expect((await reader.values('lines', 'line "1"', { limit: 5 })).items).toHaveLength(2)
    await expect(reader.values('people', 'nothing', { limit: 1 })).rejects.toMatchObject({ code: 'column-unknown' })
    await expect(reader.keys('nothing')).rejects.toMatchObject({ code: 'table-unknown' })
  })
})
