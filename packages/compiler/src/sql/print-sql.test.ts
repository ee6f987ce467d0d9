import { exact } from '@coterie/definition'
import { expect, it } from 'vitest'
import { dialects } from '../dialects/index.ts'
import { printSql } from './print-sql.ts'
import { aliasColumn, column, compareSql, literal, type SqlExpression, type SqlInQuery } from './sql-expression.ts'
import { type SqlQuery, select, selected, unionAll } from './sql-query.ts'

const table = { kind: 'table', name: ['s', 'a "b"'], alias: 't0' } as const
const where = (expression: SqlExpression): SqlQuery =>
  select([selected(column('t0', 'x'))], table, { where: [expression] })
const number = (value: number): SqlExpression => literal('number', exact(value))

it('quotes names and starts a line for each clause and conjunct', () => {
  const query = select([selected(column('t0', 'x y'), 'k1')], table, {
    where: [compareSql('>', column('t0', 'x'), number(1)), compareSql('<', column('t0', 'x'), number(9))],
    groupBy: [column('t0', 'x y')],
  })
  expect(printSql(query, dialects.duckdb)).toBe(`SELECT t0."x y" AS k1
FROM "s"."a ""b""" AS t0
WHERE (t0."x" > 1)
  AND (t0."x" < 9)
GROUP BY t0."x y"`)
})

it('puts parts of an expression between parentheses', () => {
  const or: SqlExpression = { kind: 'or', operands: [aliasColumn('t0', 'a'), aliasColumn('t0', 'b')] }
  expect(
    printSql(where({ kind: 'not', operand: { kind: 'and', operands: [or, or] } }), dialects.duckdb),
  ).toBe(`SELECT t0."x"
FROM "s"."a ""b""" AS t0
WHERE NOT ((t0.a
      OR t0.b)
    AND (t0.a
      OR t0.b))`)
})

it('looks up several columns as each dialect can', () => {
  const inQuery: SqlInQuery = {
    kind: 'inQuery',
    operands: [column('t0', 'x'), column('t0', 'y')],
    query: unionAll([
      select([selected(column('t0', 'a')), selected(column('t0', 'b'))], table),
      select([selected(column('t0', 'c')), selected(column('t0', 'd'))], table),
    ]),
    negated: true,
  }
  expect(printSql(where(inQuery), dialects.duckdb)).toContain('(t0."x", t0."y") NOT IN (\n    SELECT t0."a", t0."b"')
  const trino = printSql(where(inQuery), dialects.trino)
  expect(trino).toContain('ROW(t0."x", t0."y") NOT IN (\n    SELECT ROW(t0."a", t0."b")')
  expect(trino).toContain('SELECT ROW(t0."c", t0."d")')
})

it('cuts a very long OR into parts', () => {
  const operands = Array.from({ length: 120 }, (_, i) => compareSql('=', column('t0', 'x'), number(i)))
  const text = printSql(where({ kind: 'or', operands }), dialects.duckdb)
  expect(text.match(/coalesce\(/g)).toHaveLength(3)
  expect(text.match(/ = \d+/g)).toHaveLength(120)
})
