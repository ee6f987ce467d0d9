import { expect, test } from 'vitest'
import { columnsOf, openOne, typesOf } from './open-files.ts'

test('JSON lines keep what JSON tells apart, and numbers exact', async () => {
  const lines = [
    '{"id":1,"text":"1","big":9223372036854775807,"dec":123456789012.123456,"float":1e-7,"bool":true,"date":"2024-02-29","at":"2024-01-01T10:00:00+02:00","texts":["a","b\\u0000c",null],"numbers":[1,2.50],"empty":[],"obj":{"a":[1]},"mixed":1,"un":null}',
    '{"id":2,"text":"00123","big":-9223372036854775808,"dec":1.10,"float":0.1234567890123456789,"bool":null,"date":null,"at":"2024-01-01","texts":[],"numbers":[],"obj":{},"mixed":"x","late":5}',
    '{"id":3}',
  ]
  const tables = await openOne('t.ndjson', lines.join('\n'))
  expect(typesOf(tables)).toEqual({
    id: 'number integer',
    text: 'string',
    big: 'number integer',
    dec: 'number decimal 6',
    float: 'number float',
    bool: 'boolean',
    date: 'date',
    at: 'datetime',
    texts: 'list<string>',
    numbers: 'list<number> decimal 2',
    empty: 'list<string>',
    obj: 'other',
    mixed: 'string',
    un: 'string',
    late: 'number integer',
  })
  expect(await columnsOf(tables)).toEqual({
    id: ['#1', '#2', '#3'],
    text: ['1', '00123', null],
    big: ['#9223372036854775807', '#-9223372036854775808', null],
    dec: ['#123456789012.123456', '#1.1', null],
    float: [1e-7, 0.12345678901234568, null],
    bool: [true, null, null],
    date: ['2024-02-29', null, null],
    at: ['2024-01-01T08:00:00Z', '2024-01-01T00:00:00Z', null],
    texts: [['a', 'b\0c', null], [], null],
    numbers: [['#1', '#2.5'], [], null],
    empty: [[], null, null],
    obj: ['{"a":[1]}', '{}', null],
    mixed: ['1', 'x', null],
    un: [null, null, null],
    late: [null, '#5', null],
  })
})

test('a JSON array over many lines', async () => {
  const tables = await openOne(
    't.json',
    JSON.stringify(
      [
        { id: 1, v: '}],{' },
        { id: 2, v: '\\"' },
      ],
      null,
      2,
    ),
  )
  expect(await columnsOf(tables)).toEqual({ id: ['#1', '#2'], v: ['}],{', '\\"'] })
})

test('one object over many lines', async () => {
  const tables = await openOne('t.json', JSON.stringify({ id: 1, v: { a: 1 } }, null, 2))
  expect(await columnsOf(tables)).toEqual({ id: ['#1'], v: ['{"a":1}'] })
})

test('malformed lines are left out and listed', async () => {
  const text = '{"id":1}\n{"id":2\n[3]\n"x"\n\n{"id":5,"v":"\\ud800"}\n{"id":6,"v":NaN,"w":"NaN"}\n'
  const tables = await openOne('t.ndjson', text)
  expect(await columnsOf(tables)).toEqual({ id: ['#1', '#6'], v: [null, null], w: [null, 'NaN'] })
  expect(tables.reports[0]?.rejected.examples.map(({ line, reason }) => [line, reason])).toEqual([
    [2, 'it is not valid JSON'],
    [3, 'it is not a JSON object'],
    [4, 'it is not a JSON object'],
    [6, 'a text holds half a surrogate pair, which is no Unicode text'],
  ])
})

test('prototype names are columns like any other', async () => {
  const tables = await openOne('t.ndjson', '{"id":1,"__proto__":2,"constructor":"x","hasOwnProperty":true}\n')
  const [row = []] = await tables.rows('t')
  expect(tables.sources[0]?.columns.map(({ name }) => name)).toEqual([
    'id',
    '__proto__',
    'constructor',
    'hasOwnProperty',
  ])
  expect(row.map(String)).toEqual(['1', '2', 'x', 'true'])
})

test('declared types win over what JSON says', async () => {
  const attributes = { v: { type: 'string' }, n: { type: 'number' }, l: { type: 'list<string>' } }
  const tables = await openOne('t.ndjson', '{"id":1,"v":12.50,"n":"7","l":[1,2]}\n', { attributes })
  expect(await columnsOf(tables)).toEqual({ id: ['#1'], v: ['12.5'], n: ['#7'], l: [['1', '2']] })
})

test('JSON without a record has the columns its catalog declares', async () => {
  const attributes = { id: { type: 'number' }, day: { type: 'date' }, names: { type: 'list<string>' } }
  const tables = await openOne('t.ndjson', '', { attributes })
  expect(typesOf(tables)).toEqual({ id: 'number integer', day: 'date', names: 'list<string>' })
  expect(await columnsOf(tables)).toEqual({ id: [], day: [], names: [] })
  await expect(openOne('t.ndjson', '')).rejects.toMatchObject({ code: 'source-unreadable' })
})
