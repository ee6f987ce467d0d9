import { TrinoSQL } from 'dt-sql-parser'
import { describe, expect, it } from 'vitest'
import { compileBatch } from '../../batch/compile-batch.ts'
import { GOLDEN_DEFINITIONS } from '../../test/golden-definitions.ts'
import { shopBatch } from '../../test/shop.ts'

const parser = new TrinoSQL()

it('is asked of a grammar that refuses what Trino does not know', () => {
  for (const sql of ['SELECT a::int FROM t', 'SELECT a FROM t QUALIFY 1', 'SELECT [1]', 'SELECT a ILIKE 1']) {
    expect(parser.validate(sql), sql).not.toEqual([])
  }
})

describe('an independent grammar accepts', { timeout: 300_000 }, () => {
  const batch = compileBatch({ ...shopBatch(GOLDEN_DEFINITIONS, 'trino'), inspect: true, output: true })

  it.each(batch.segments.map(({ id, sql, output }) => [id, [sql, output?.sql ?? '']]))('%s', (_, statements) => {
    for (const sql of statements) expect(parser.validate(sql), sql).toEqual([])
  })

  it('what segments share', () => {
    for (const { sql } of batch.shared) expect(parser.validate(sql), sql).toEqual([])
  })
})
