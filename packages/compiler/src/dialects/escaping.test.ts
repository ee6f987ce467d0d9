import { type AttributeType, exact, type Value } from '@coterie/definition'
import { TrinoSQL } from 'dt-sql-parser'
import { beforeAll, describe, expect, it } from 'vitest'
import { ODD_TEXTS } from '../test/odd-texts.ts'
import { openDuckdb, rowsOf } from '../test/open-duckdb.ts'
import { dialects } from './index.ts'

type Connection = Awaited<ReturnType<typeof openDuckdb>>

const literals: readonly [AttributeType, Exclude<Value, null>][] = [
  ...ODD_TEXTS.map((text): [AttributeType, string] => ['string', text]),
  ...['0', '-1', '9223372036854775807', '-9223372036854775808', '123456789012.123456', '-0.01'].map(
    (value): [AttributeType, Exclude<Value, null>] => ['number', exact(value)],
  ),
  ...[0, -0, 0.1, -1.5, 1e21, 5e-324, 1.7976931348623157e308, Infinity, -Infinity].map(
    (value): [AttributeType, number] => ['number', value],
  ),
  ['boolean', true],
  ['boolean', false],
  ['date', 0],
  ['date', 19_789],
  ['date', -719_162],
  ['date', 2_932_896],
  ['datetime', 0n],
  ['datetime', 1_718_452_800_123_456n],
  ['datetime', -62_135_596_800_000_000n],
  ['datetime', 253_402_300_799_999_999n],
]

describe.each(Object.values(dialects))('$name', ({ name, printLiteral, quoteIdentifier }) => {
  it('prints each text as one literal of its own', () => {
    const printed = literals.map(([type, value]) => printLiteral({ kind: 'literal', type, value }))
    const numbersAlike = 1 // -0 and 0 as exact and as float are different texts already.
    expect(new Set(printed).size).toBe(printed.length + 1 - numbersAlike)
  })

  it('leaves no quote inside a literal or a name unpaired', () => {
    for (const text of ODD_TEXTS) {
      const literal = printLiteral({ kind: 'literal', type: 'string', value: text })
      expect(literal.replaceAll("''", '').match(/'/g)?.length ?? 0, literal).toSatisfy(
        (count: number) => count % 2 === 0,
      )
      const identifier = quoteIdentifier(text)
      expect(identifier.slice(1, -1).replaceAll('""', ''), identifier).not.toContain('"')
    }
  })

  it.runIf(name === 'trino')('prints what an independent grammar reads as one literal', { timeout: 300_000 }, () => {
    const parser = new TrinoSQL()
    // In the way of a tool that hides nothing: every text in one statement.
    const list = literals.map(([type, value]) => printLiteral({ kind: 'literal', type, value })).join(', ')
    const names = ODD_TEXTS.filter((text) => text !== '').map((text) => `t0.${quoteIdentifier(text)}`)
    expect(parser.validate(`SELECT ${names.join(', ')} FROM "t" AS t0 WHERE t0."x" IN (${list})`)).toEqual([])
  })
})

describe('duckdb reads back', () => {
  let connection: Connection
  beforeAll(async () => {
    connection = await openDuckdb()
  })
  const { printLiteral, quoteIdentifier } = dialects.duckdb

  it.each(ODD_TEXTS.map((text) => [JSON.stringify(text).slice(0, 60), text]))('the text %s', async (_, text) => {
    // By code points, so that nothing that reads results has a say.
    const literal = printLiteral({ kind: 'literal', type: 'string', value: text })
    const codes = `SELECT list_transform(range(1, length(${literal}) + 1), lambda i: ord(substr(${literal}, i, 1)))`
    const [[list] = []] = await rowsOf(connection, codes)
    expect(list).toEqual([...text].map((character) => character.codePointAt(0)))
  })

  it('names', async () => {
    for (const text of ODD_TEXTS) {
      // Names hold no NUL, and DuckDB's own are not empty.
      if (text === '' || text.includes('\0')) continue
      const rows = await rowsOf(
        connection,
        `SELECT t0.${quoteIdentifier(text)} FROM (SELECT 7 AS ${quoteIdentifier(text)}) AS t0`,
      )
      expect(rows).toEqual([[7]])
    }
  })

  it('numbers, dates and instants', async () => {
    const printed = (type: AttributeType, value: Exclude<Value, null>) => printLiteral({ kind: 'literal', type, value })
    const [row] = await rowsOf(
      connection,
      `SELECT ${[
        `CAST(${printed('number', exact('-9223372036854775808'))} AS VARCHAR)`,
        `CAST(${printed('number', exact('123456789012.123456'))} AS VARCHAR)`,
        printed('number', 5e-324),
        printed('number', 0.1),
        `typeof(${printed('number', 1)})`,
        printed('number', -Infinity),
        `${printed('date', -719_162)} - DATE '1970-01-01'`,
        `${printed('date', 3_000_000)} - DATE '1970-01-01'`,
        `epoch_us(${printed('datetime', 1_718_452_800_123_456n)})`,
        `epoch_us(${printed('datetime', -62_135_596_800_000_001n)})`,
      ].join(', ')}`,
    )
    expect(row).toEqual([
      '-9223372036854775808',
      '123456789012.123456',
      5e-324,
      0.1,
      'DOUBLE',
      -Infinity,
      -719_162n,
      3_000_000n,
      1_718_452_800_123_456n,
      -62_135_596_800_000_001n,
    ])
  })
})
