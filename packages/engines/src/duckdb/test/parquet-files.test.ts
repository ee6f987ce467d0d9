import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { columnsOf, folderOf, openTables, typesOf } from './open-files.ts'

/** The bytes of a Parquet file of a query. */
async function parquet(query: string): Promise<Buffer> {
  const path = join(folderOf({}), 'x.parquet')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`)
  connection.closeSync()
  return readFileSync(path)
}

async function openQuery(query: string, attributes: object = {}, timeZone = 'UTC') {
  const folder = folderOf({ 't.parquet': await parquet(query) })
  return openTables(folder, {
    timeZone,
    audience: 't',
    tables: { t: { source: { path: 't.parquet' }, key: 'id', attributes } },
  })
}

test('Parquet types', async () => {
  const tables = await openQuery(
    `
    SELECT 1::TINYINT AS id, 9223372036854775807::BIGINT AS big, 18446744073709551615::UBIGINT AS wide, 7::UBIGINT AS fits,
      12345678901234567890.123456789::DECIMAL(30,9) AS dec, 1.50::DECIMAL(5,2) AS small, 'NaN'::DOUBLE AS nan, 0.1::FLOAT AS f, true AS b,
      DATE '2024-02-29' AS d, TIMESTAMP '2024-07-01 12:00:00.5' AS ts, TIMESTAMP_NS '2024-07-01 12:00:00.123456789' AS ns,
      TIMESTAMPTZ '2024-07-01 12:00:00+02' AS tz, 'x' AS s, '' AS e, 'a'::ENUM('a','b') AS en, uuid() AS u,
      ['a', NULL] AS ls, [1, 2]::INTEGER[] AS li, [0.5, 'NaN'::DOUBLE] AS lf, [1.25]::DECIMAL(9,2)[] AS ld,
      {'a': 1} AS st, MAP {'k': 1} AS mp, 'x'::BLOB AS bl, TIME '10:00' AS ti, NULL::VARCHAR AS n`,
    {},
    'Europe/London',
  )
  expect(typesOf(tables)).toEqual({
    id: 'number integer', big: 'number integer', wide: 'number decimal 0', fits: 'number integer', dec: 'number decimal 9',
    small: 'number decimal 2', nan: 'number float', f: 'number float', b: 'boolean', d: 'date', ts: 'datetime', ns: 'datetime',
    tz: 'datetime', s: 'string', e: 'string', en: 'string', u: 'string', ls: 'list<string>', li: 'list<number> integer',
    lf: 'list<number> float', ld: 'list<number> decimal 2', st: 'other', mp: 'other', bl: 'other', ti: 'other', n: 'string',
  }) // biome-ignore format: a table
  const { u, ...columns } = await columnsOf(tables)
  expect(String(u?.[0])).toMatch(/^[0-9a-f-]{36}$/)
  expect(Object.fromEntries(Object.entries(columns).map(([name, [value]]) => [name, value]))).toEqual({
    id: '#1', big: '#9223372036854775807', wide: '#18446744073709551615', fits: '#7', dec: '#12345678901234567890.123456789',
    small: '#1.5', nan: null, f: 0.10000000149011612, b: true, d: '2024-02-29', ts: '2024-07-01T11:00:00.5Z',
    ns: '2024-07-01T11:00:00.123456Z', tz: '2024-07-01T10:00:00Z', s: 'x', e: '', en: 'a', ls: ['a', null], li: ['#1', '#2'],
    lf: [0.5, null], ld: ['#1.25'], st: "{'a': 1}", mp: '{k=1}', bl: 'x', ti: '10:00:00', n: null,
  }) // biome-ignore format: a table
})

test('declared types win over Parquet types', async () => {
  const tables = await openQuery(
    `SELECT * FROM (VALUES
       (1, 42, '7.5', '2024-01-01', TIMESTAMPTZ '2024-07-01 23:30:00+00', DATE '2024-07-01', 1, '[1]', [1, 2]),
       (2, 43, 'x', '2024-01-02', NULL, NULL, 0, NULL, NULL)) t(id, i, n, d, tz, day, b, l, li)`,
    {
      i: { type: 'string' },
      n: { type: 'number' },
      d: { type: 'date' },
      tz: { type: 'date' },
      day: { type: 'datetime' },
      b: { type: 'boolean' },
      l: { type: 'list<number>' },
      li: { type: 'list<string>' },
    },
    'Europe/London',
  )
  expect(await columnsOf(tables)).toEqual({
    id: ['#1'], i: ['42'], n: ['#7.5'], d: ['2024-01-01'], tz: ['2024-07-02'], day: ['2024-06-30T23:00:00Z'], b: [true],
    l: [['#1']], li: [['1', '2']],
  }) // biome-ignore format: a table
  expect(tables.reports[0]?.rejected).toMatchObject({
    count: 1,
    examples: [{ file: 't.parquet', line: 2, column: 'n', value: 'x' }],
  })
})

test('several Parquet files, one without a column, in folders that look like partitions', async () => {
  const folder = folderOf({
    'year=2023/a.parquet': await parquet(`SELECT 1 AS id, 'x' AS v`),
    'year=2024/b.parquet': await parquet('SELECT 2 AS id'),
  })
  const tables = await openTables(folder, {
    audience: 't',
    tables: { t: { source: { path: '*/*.parquet' }, key: 'id' } },
  })
  expect(await columnsOf(tables)).toEqual({ id: ['#1', '#2'], v: ['x', null] })
})
