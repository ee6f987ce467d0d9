import { expect, test } from 'vitest'
import { columnsOf, openOne, typesOf } from './open-files.ts'

const column = (name: string, values: readonly string[]): string =>
  [`id,${name}`, ...values.map((value, index) => `${index},${value}`), ''].join('\n')

/** Three fields of a CSV file, the type they are read as, and their values. */
const CASES: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['true,False,TRUE', 'boolean', [true, false, true]],
  ['1,-2,9223372036854775807', 'number integer', ['#1', '#-2', '#9223372036854775807']],
  ['-9223372036854775808,0,-0', 'number integer', ['#-9223372036854775808', '#0', '#0']],
  ['1,9223372036854775808,2', 'number float', [1, 2 ** 63, 2]],
  ['00123,1,2', 'string', ['00123', '1', '2']],
  ['+5,1,2', 'string', ['+5', '1', '2']],
  ['1e5,2,3', 'number float', [100000, 2, 3]],
  ['1.5,2,-3.25', 'number decimal 2', ['#1.5', '#2', '#-3.25']],
  ['123456789012.123456,0.1,7', 'number decimal 6', ['#123456789012.123456', '#0.1', '#7']],
  ['1234567890123.123456,0.1,7', 'number float', [Number('1234567890123.123456'), 0.1, 7]],
  ['0.1234567,1,2', 'number float', [0.1234567, 1, 2]],
  ['123456789012345678,0.5,1', 'number decimal 1', ['#123456789012345678', '#0.5', '#1']],
  ['1234567890123456789,0.5,1', 'number float', [Number('1234567890123456789'), 0.5, 1]],
  ['.5,-.25,1', 'number decimal 2', ['#0.5', '#-0.25', '#1']],
  ['NaN,1,2', 'number integer', [null, '#1', '#2']],
  ['nan,1.5,', 'number decimal 1', [null, '#1.5', null]],
  ['NaN,NaN,', 'number float', [null, null, null]],
  ['NaN,x,', 'string', ['NaN', 'x', null]],
  ['inf,-Infinity,1', 'number float', [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1]],
  ['2024-02-29,0001-01-01,9999-12-31', 'date', ['2024-02-29', '0001-01-01', '9999-12-31']],
  ['2024-02-30,2024-01-01,2024-01-02', 'string', ['2024-02-30', '2024-01-01', '2024-01-02']],
  ['0000-01-01,2024-01-01,', 'string', ['0000-01-01', '2024-01-01', null]],
  [
    '2024-01-01T10:00,2024-01-01 10:00:00.5,2024-01-01T10:00:00Z',
    'datetime',
    ['2024-01-01T10:00:00Z', '2024-01-01T10:00:00.5Z', '2024-01-01T10:00:00Z'],
  ],
  [
    '2024-01-01T10:00:00+02:00,2024-01-01T10:00-0530,2024-01-01T10:00+01',
    'datetime',
    ['2024-01-01T08:00:00Z', '2024-01-01T15:30:00Z', '2024-01-01T09:00:00Z'],
  ],
  [
    '2024-01-01T10:00:00.123456789Z,2024-01-02,',
    'datetime',
    ['2024-01-01T10:00:00.123456Z', '2024-01-02T00:00:00Z', null],
  ],
  ['2024-01-01T24:00:00,2024-01-01T10:00,', 'string', ['2024-01-01T24:00:00', '2024-01-01T10:00', null]],
  ['2016-12-31T23:59:60Z,,', 'string', ['2016-12-31T23:59:60Z', null, null]],
  [',,', 'string', [null, null, null]],
  ['"",,""', 'string', ['', null, '']],
  ['"",1,', 'number integer', [null, '#1', null]],
  ['"",true,', 'boolean', [null, true, null]],
  ['null,None,NULL', 'string', ['null', 'None', 'NULL']],
  [' 1,2,3', 'string', [' 1', '2', '3']],
  ['1_000,2,3', 'string', ['1_000', '2', '3']],
  ['0x10,2,3', 'string', ['0x10', '2', '3']],
  ['٣,2,3', 'string', ['٣', '2', '3']],
]

test('texts have the narrowest type that all of them fit', async () => {
  const header = ['id', ...CASES.map((_, index) => `v${index}`)].join()
  const rows = [0, 1, 2].map((row) => [row, ...CASES.map(([fields]) => fields.split(',')[row])].join())
  const tables = await openOne('t.csv', [header, ...rows, ''].join('\n'))
  const types = typesOf(tables)
  const columns = await columnsOf(tables)
  const found = CASES.map(([fields], index) => [fields, types[`v${index}`], columns[`v${index}`]])
  expect(found).toEqual(CASES)
})

test('a value far behind the sample widens the type', async () => {
  const rows = Array.from({ length: 60_000 }, (_, index) => `${index},${index},,1\n`)
  const late = '60000,1.25,2024-01-01,x\n'
  const tables = await openOne('t.csv', `id,a,b,c\n${rows.join('')}${late}`)
  expect(typesOf(tables)).toEqual({ id: 'number integer', a: 'number decimal 2', b: 'date', c: 'string' })
  const { a = [], b = [], c = [] } = await columnsOf(tables)
  expect([a[0], a.at(-1), b[0], b.at(-1), c[0], c.at(-1)]).toEqual(['#0', '#1.25', null, '2024-01-01', '1', 'x'])
})

test('a declared type wins, and values that do not fit it reject their row', async () => {
  const text =
    'id,n,b,d,dt,s,ls,ln\n' +
    '1,007,1,2024-03-01T23:30:00-05:00,2024-03-01,5,"[""a"",null]","[1, 2.50]"\n' +
    '2,+1.5,false,2024-03-01,2024-03-01T10:00,006,[],[]\n' +
    '3,x,maybe,2024-02-30,soon,,{},[true]\n' +
    '4,NaN,"",,"",,,\n'
  const types = {
    n: 'number',
    b: 'boolean',
    d: 'date',
    dt: 'datetime',
    s: 'string',
    ls: 'list<string>',
    ln: 'list<number>',
  }
  const attributes = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]))
  const tables = await openOne('t.csv', text, { attributes })
  expect(typesOf(tables)).toEqual({
    id: 'number integer',
    ...types,
    n: 'number decimal 1',
    ln: 'list<number> decimal 2',
  })
  expect(await columnsOf(tables)).toEqual({
    id: ['#1', '#2', '#4'],
    n: ['#7', '#1.5', null],
    b: [true, false, null],
    // 04:30 on 2 March in UTC, the workspace's zone.
    d: ['2024-03-02', '2024-03-01', null],
    dt: ['2024-03-01T00:00:00Z', '2024-03-01T10:00:00Z', null],
    s: ['5', '006', null],
    ls: [['a', null], [], null],
    ln: [['#1', '#2.5'], [], null],
  })
  const [report] = tables.reports
  expect(report?.rejected.count).toBe(1)
  expect(report?.rejected.examples.map(({ file, line, column, value }) => [file, line, column, value])).toEqual(
    [
      ['n', 'x'],
      ['b', 'maybe'],
      ['d', '2024-02-30'],
      ['dt', 'soon'],
      ['ls', '{}'],
      ['ln', '[true]'],
    ].map((cell) => ['t.csv', 4, ...cell]),
  )
})

test('texts without an offset are local times of the workspace', async () => {
  const text = column('v', [
    '2024-01-15T12:00',
    '2024-07-15T12:00',
    // The gap: 01:30 does not exist.
    '2024-03-31T01:30',
    '2024-03-31T02:00',
    // The overlap: the first 01:30.
    '2024-10-27T01:30',
    '2024-10-27T02:00',
    '1800-01-01T00:00',
    '2024-07-15T12:00Z',
    '2024-07-15T12:00+09:00',
    '',
  ])
  const tables = await openOne('t.csv', text, {}, { timeZone: 'Europe/London' })
  expect((await columnsOf(tables)).v).toEqual([
    '2024-01-15T12:00:00Z',
    '2024-07-15T11:00:00Z',
    '2024-03-31T01:00:00Z',
    '2024-03-31T01:00:00Z',
    '2024-10-27T00:30:00Z',
    '2024-10-27T02:00:00Z',
    '1800-01-01T00:01:15Z',
    '2024-07-15T12:00:00Z',
    '2024-07-15T03:00:00Z',
    null,
  ])
})
