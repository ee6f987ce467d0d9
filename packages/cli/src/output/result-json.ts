import { formatInstant } from '@coterie/definition'
import type { Engine, SegmentResult } from '@coterie/engines'

/**
 * Everything known of one evaluation as JSON, in pieces, as the list of ids may be longer than a text can be:
 * `{ engine, asOf, count, sha256?, inspection?, timings, sql?, tables, ids }`.
 */
export function* resultJson(
  result: SegmentResult,
  engine: Pick<Engine, 'name' | 'tables'>,
  asOf: bigint,
): Generator<string> {
  const facts = {
    engine: engine.name,
    asOf: formatInstant(asOf),
    count: result.count,
    sha256: result.sha256,
    inspection: result.inspection,
    timings: {
      readMs: Math.round(engine.tables.reduce((sum, table) => sum + table.elapsedMs, 0)),
      evaluateMs: Math.round(result.elapsedMs),
    },
    sql: result.sql,
    tables: engine.tables.map(({ table, rows, rejected }) => ({ table, rows, rejected: rejected.count })),
  }
  yield JSON.stringify(facts, null, 2).replace(/\n\}$/, ',\n  "ids": [')
  let separator = '\n    '
  for (const id of result.ids ?? []) {
    yield separator + JSON.stringify(id)
    separator = ',\n    '
  }
  yield '\n  ]\n}\n'
}
