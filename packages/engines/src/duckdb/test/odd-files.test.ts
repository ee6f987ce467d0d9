import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { columnsOf, folderOf, openOne, openTables, typesOf } from './open-files.ts'

/** Ids that programs like to change. Each is one text, different from all others. */
const ODD_IDS = [
  '00123', '123', '1e5', 'NaN', 'nan', 'null', 'NULL', 'None', 'true', 'TRUE', '2026-01-01', '2026-01-01T00:00:00Z',
  'caf\u00e9', 'cafe\u0301', 'a\u200bb', 'ab', '\u202eabc', '👩‍👩‍👧‍👦', '\ufeffx', 'x\ufeff', 'Straße', 'STRASSE',
  ' lead', 'trail ', '\ttab', 'a,b', 'a"b', '"quoted"', "o'brien", 'line\nfeed', 'carriage\rreturn', 'cr\r\nlf', 'x'.repeat(4096),
  'k', 'K', '\u212a', 'nul\0byte', '\u0001', '\u2028', '=1+1', '@x', '#N/A', '-', '\\N', '\\', "');DROP TABLE t;--", '\u{10ffff}',
] // biome-ignore format: a table

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const csv = (rows: readonly string[]): string => `id,n\n${rows.map((id, index) => `${quoted(id)},${index}\n`).join('')}`

test('odd texts arrive byte for byte from CSV, JSON lines and a JSON array', async () => {
  const objects = ODD_IDS.map((id, n) => JSON.stringify({ id, n }))
  const folder = folderOf({
    'a.csv': csv(ODD_IDS),
    'b.csv.gz': gzipSync(csv(ODD_IDS)),
    'c.ndjson': objects.join('\n'),
    'd.json': `[\n${objects.join(',\n')}\n]`,
  })
  const table = (path: string) => ({ source: { path }, key: 'id' })
  const tables = await openTables(folder, {
    audience: 'a',
    tables: { a: table('a.csv'), b: table('b.csv.gz'), c: table('c.ndjson'), d: table('d.json') },
  })
  for (const name of ['a', 'b', 'c', 'd']) expect((await columnsOf(tables, name)).id).toEqual(ODD_IDS)
  expect(tables.diagnostics).toEqual([])
  expect(tables.reports.map(({ rejected }) => rejected.count)).toEqual([0, 0, 0, 0])
})

/** Texts of CSV files and what is read from them. */
const CSV_FILES: readonly (readonly [string, string, Readonly<Record<string, readonly unknown[]>>])[] = [
  ['a byte order mark', '\ufeffid,v\n1,x\n', { id: ['#1'], v: ['x'] }],
  ['CRLF', 'id,v\r\n1,x\r\n2,"y\r\nz"\r\n', { id: ['#1', '#2'], v: ['x', 'y\r\nz'] }],
  ['CR alone', 'id,v\r1,x\r2,y', { id: ['#1', '#2'], v: ['x', 'y'] }],
  ['mixed newlines', 'id,v\r\n1,x\n2,y\r3,z', { id: ['#1', '#2', '#3'], v: ['x', 'y', 'z'] }],
  ['no newline at the end', 'id,v\n1,x', { id: ['#1'], v: ['x'] }],
  ['blank lines', '\n\nid,v\n\n1,x\n\n\n2,y\n\n', { id: ['#1', '#2'], v: ['x', 'y'] }],
  ['a header alone', 'id,v\n', { id: [], v: [] }],
  [
    'quoted and unquoted empty',
    'id,v,n\n1,,\n2,"",""\n3,x,4\n',
    { id: ['#1', '#2', '#3'], v: [null, '', 'x'], n: [null, null, '#4'] },
  ],
  ['quotes inside a field', 'id,v\n1,a"b\n2, "c"\n3,x\n', { id: ['#1', '#2', '#3'], v: ['a"b', ' "c"', 'x'] }],
  ['spaces', 'id,v\n1, a \n2,"\tb "\n', { id: ['#1', '#2'], v: [' a ', '\tb '] }],
  ['semicolons', 'id;v\n1;a,b\n', { id: ['#1'], v: ['a,b'] }],
  ['one column with blank lines', 'id\n1\n\n""\n2\n', { id: ['#1', null, null, '#2'] }],
]

test('CSV files are read as their writers meant them', async () => {
  const folder = folderOf(Object.fromEntries(CSV_FILES.map(([name, text]) => [`${name}.csv`, text])))
  const tables = CSV_FILES.map(([name]) => [name, { source: { path: `${name}.csv` }, key: 'id' }])
  const open = await openTables(folder, { audience: 'CRLF', tables: Object.fromEntries(tables) })
  for (const [name, , expected] of CSV_FILES) expect([name, await columnsOf(open, name)]).toEqual([name, expected])
})

test('malformed rows are left out and listed with line and reason', async () => {
  const text = Buffer.concat([
    Buffer.from('id,v\n1,"a\nb"\n2,too,many\n3\n'),
    Buffer.from([0x34, 0x2c, 0xff, 0xfe, 0x0a]),
    Buffer.from('5,"x"y\n6,ok\n7,"never closed\n8,fine\n'),
  ])
  const tables = await openOne('t.csv', text)
  expect(await columnsOf(tables)).toEqual({ id: ['#1', '#6', '#8'], v: ['a\nb', 'ok', 'fine'] })
  expect(tables.reports[0]?.rejected).toEqual({
    count: 5,
    examples: [
      { file: 't.csv', line: 4, column: null, value: '2,too,many', reason: 'the row has 3 fields, the header has 2' },
      { file: 't.csv', line: 5, column: null, value: '3', reason: 'the row has 1 field, the header has 2' },
      { file: 't.csv', line: 6, column: null, value: '4,\ufffd\ufffd', reason: 'the text is not valid UTF-8' },
      {
        file: 't.csv',
        line: 7,
        column: null,
        value: '5,"x"y',
        reason: 'text stands between a closing quote and the next separator',
      },
      { file: 't.csv', line: 9, column: null, value: '7,"never closed', reason: 'a quote is opened and never closed' },
    ],
  })
})

test('only as many rejected rows are listed as asked for, and all are counted', async () => {
  const folder = folderOf({
    't.csv': `id,n\n${Array.from({ length: 50 }, (_, i) => `${i},x\n`).join('')}99,1,2\n100,5\n`,
  })
  const catalog = {
    audience: 't',
    tables: { t: { source: { path: 't.csv' }, key: 'id', attributes: { n: { type: 'number' } } } },
  }
  const tables = await openTables(folder, catalog, { maxRejectedExamples: 3 })
  expect(tables.reports[0]?.rows).toBe(1)
  expect(tables.reports[0]?.rejected.count).toBe(51)
  expect(tables.reports[0]?.rejected.examples).toHaveLength(3)
})

test('lines are told where fields hold newlines and lines are blank', async () => {
  const table = { attributes: { n: { type: 'number' } } }
  const tables = await openOne('t.csv', 'id,v,n\n\n1,"a\nb\nc",1\n2,x,bad\n\n\n3,"y\n",worse\n', table)
  expect(tables.reports[0]?.rejected.examples.map(({ line, value }) => [line, value])).toEqual([
    [6, 'bad'],
    [9, 'worse'],
  ])
})

test('headers keep every column apart', async () => {
  const text = 'id,ID,Id,,a,a,a_2,__proto__,x y,"q""c","c,d",日本,rowid,constructor\n1,2,3,4,5,6,7,8,9,10,11,12,13,14\n'
  const tables = await openOne('t.csv', text)
  const names = [
    'id',
    'ID',
    'Id',
    'column_4',
    'a',
    'a_3',
    'a_2',
    '__proto__',
    'x y',
    'q"c',
    'c,d',
    '日本',
    'rowid',
    'constructor',
  ]
  expect(tables.sources[0]?.columns.map(({ name }) => name)).toEqual(names)
  const [row = []] = await tables.rows('t')
  expect(row.map(String)).toEqual(Array.from({ length: 14 }, (_, index) => String(index + 1)))
})

test('tables whose names differ in case or are odd are kept apart', async () => {
  const folder = folderOf({ 'a.csv': 'id\n1\n', 'b.csv': 'id\n2\n', 'c.csv': 'id\n3\n' })
  const table = (path: string) => ({ source: { path }, key: 'id' })
  const tables = await openTables(folder, {
    audience: 't',
    tables: { t: table('a.csv'), T: table('b.csv'), 'select "x"; --': table('c.csv') },
  })
  expect(await columnsOf(tables, 't')).toEqual({ id: ['#1'] })
  expect(await columnsOf(tables, 'T')).toEqual({ id: ['#2'] })
  expect(await columnsOf(tables, 'select "x"; --')).toEqual({ id: ['#3'] })
})

test('several files make one table, their columns united by name, in the order of their paths', async () => {
  const folder = folderOf({
    'in/b.csv': 'v,id\nx,3\n',
    'in/a.csv': 'id,v\n1,"p\nq"\n2,r\n',
    'in/c.csv': 'id,w\n4,1.5\n5,bad\n6,2,3\n',
    'in/d.csv': '',
    'other/e.csv': 'id\n9\n',
  })
  const tables = await openTables(folder, {
    audience: 't',
    tables: { t: { source: { path: 'in/*.csv' }, key: 'id', attributes: { w: { type: 'number' } } } },
  })
  expect(await columnsOf(tables)).toEqual({
    id: ['#1', '#2', '#3', '#4'],
    v: ['p\nq', 'r', 'x', null],
    w: [null, null, null, '#1.5'],
  })
  expect(tables.reports[0]?.rejected.examples.map(({ file, line }) => [file, line])).toEqual([
    [join('in', 'c.csv'), 4],
    [join('in', 'c.csv'), 3],
  ])
})

test('file names with wildcards in them are files', async () => {
  const tables = await openOne('a[1]*?.csv', 'id\n1\n')
  expect(await columnsOf(tables)).toEqual({ id: ['#1'] })
})

test('a table without a key has its rows numbered in source order', async () => {
  const rows = Array.from({ length: 200_000 }, (_, index) => `${(index * 7919) % 200_003}\n`)
  const folder = folderOf({ 'p.csv': 'id\n1\n', 't.csv': `v\n${rows.join('')}` })
  const tables = await openTables(folder, {
    audience: 'p',
    tables: { p: { source: { path: 'p.csv' }, key: 'id' }, t: { source: { path: 't.csv' } } },
  })
  const read = await tables.rows('t')
  expect(read.every(([v, row], index) => `${String(v)}\n` === rows[index] && String(row) === String(index))).toBe(true)
  expect(read).toHaveLength(200_000)
})

test('five thousand columns', async () => {
  const names = Array.from({ length: 5000 }, (_, index) => `c${index}`)
  const text = `id,${names.join()}\n${[1, 2, 3].map((id) => [id, ...names.map((_, index) => index * id)].join()).join('\n')}`
  const tables = await openOne('t.csv', text)
  const [, , row = []] = await tables.rows('t')
  expect(row.map(String)).toEqual(['3', ...names.map((_, index) => String(index * 3))])
})

test('a line longer than can be read costs that line alone', async () => {
  const long = 'x'.repeat(17 << 20)
  const tables = await openOne('t.csv', `id,v\n1,a\n2,${long}\n3,${'y'.repeat(3 << 20)}\n4,b\n`)
  const { id, v } = await columnsOf(tables)
  expect(id).toEqual(['#1', '#3', '#4'])
  expect(v?.map((text) => String(text).length)).toEqual([1, 3 << 20, 1])
  expect(tables.reports[0]?.rejected.examples.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'the line is longer than 16 MB'],
  ])
})

test.each([
  ['missing.csv', {}, 'source-missing'],
  ['none/*.csv', {}, 'source-missing'],
  ['t.csv', { 't.csv': '' }, 'source-unreadable'],
  ['t.csv.gz', { 't.csv.gz': 'id\n1\n' }, 'source-unreadable'],
  ['t.csv.gz', { 't.csv.gz': gzipSync(`id\n${Math.random()}\n`).subarray(0, 20) }, 'source-unreadable'],
  ['t.parquet', { 't.parquet': 'id\n1\n' }, 'source-unreadable'],
  ['t.parquet', { 't.parquet': 'PAR1 and nothing else PAR1' }, 'source-unreadable'],
  ['t.csv', { 't.csv': 'PAR1...' }, 'source-unreadable'],
  ['t.csv', { 't.csv': Buffer.from('\ufeffid\n1\n', 'utf16le') }, 'source-unreadable'],
  ['t.csv', { 't.csv': '"id\n1\n' }, 'source-unreadable'],
  ['t.xlsx', { 't.xlsx': 'id\n1\n' }, 'source-format-unknown'],
  ['t.ndjson', { 't.ndjson': '\n\n' }, 'source-unreadable'],
])('%s that cannot be read is refused by name', async (path, files, code) => {
  const catalog = { audience: 't', tables: { t: { source: { path }, key: 'id' } } }
  await expect(openTables(folderOf(files), catalog)).rejects.toMatchObject({ code, params: { table: 't', path } })
})

test('a database table is refused', async () => {
  const catalog = { audience: 't', tables: { t: { source: { table: 'crm.customers' }, key: 'id' } } }
  await expect(openTables(folderOf({}), catalog)).rejects.toMatchObject({
    code: 'source-unsupported',
    kind: 'unsupported',
  })
})

test('a wrong extension is seen through where the content tells', async () => {
  const tables = await openOne('t.csv', gzipSync('id\n1\n'))
  expect(typesOf(tables)).toEqual({ id: 'number integer' })
})
