import type { DuckDBConnection } from '@duckdb/node-api'
import { queryCount, queryRows } from '../database.ts'
import type { CheckResult, Command, KeyCheck, RelationshipResult } from '../process/messages.ts'
import { quoteIdentifier, quoteName } from '../sql/quote.ts'

const EXAMPLES = 5

/** Counts what is wrong with keys and foreign keys, with examples. */
export async function checkTables(
  connection: DuckDBConnection,
  { keys, relationships }: Extract<Command, { kind: 'check' }>,
): Promise<CheckResult> {
  const keyResults = []
  const unique = new Set<string>()
  for (const key of keys) {
    const nulls = await queryCount(connection, `SELECT count(*) FROM ${quoteName(key.physical)} WHERE ${anyNull(key)}`)
    const repeated = await repeatedValues(connection, key)
    if (repeated.count === 0) unique.add(identity(key))
    keyResults.push({ table: key.table, nulls, duplicates: repeated.count, examples: repeated.examples })
  }
  const relationshipResults: RelationshipResult[] = []
  for (const { relationship, from, to, oneToOne } of relationships) {
    const target = unique.has(identity(to)) ? NONE : await repeatedValues(connection, to)
    const source = oneToOne && !unique.has(identity(from)) ? await repeatedValues(connection, from) : NONE
    const orphans = await orphanValues(connection, from, to)
    relationshipResults.push({
      relationship,
      orphans: orphans.count,
      orphanExamples: orphans.examples,
      repeatedTargets: target.count,
      repeatedTargetExamples: target.examples,
      repeatedSources: source.count,
      repeatedSourceExamples: source.examples,
    })
  }
  return { keys: keyResults, relationships: relationshipResults }
}

interface Found {
  readonly count: number
  readonly examples: readonly string[]
}

const NONE: Found = { count: 0, examples: [] }

/** The values of some columns that more than one row has. */
async function repeatedValues(connection: DuckDBConnection, key: KeyCheck): Promise<Found> {
  const columns = key.columns.map(quoteIdentifier).join(', ')
  const groups = `SELECT ${columns} FROM ${quoteName(key.physical)} WHERE NOT (${anyNull(key)}) GROUP BY ${columns} HAVING count(*) > 1`
  const count = await queryCount(connection, `SELECT count(*) FROM (${groups})`)
  if (count === 0) return NONE
  return { count, examples: await texts(connection, `SELECT ${key.text} AS text FROM (${groups})`) }
}

/** The rows whose foreign key points at no row. */
async function orphanValues(connection: DuckDBConnection, from: KeyCheck, to: KeyCheck): Promise<Found> {
  const equal = from.columns.map(
    (column, index) => `f.${quoteIdentifier(column)} = t.${quoteIdentifier(to.columns[index] ?? '')}`,
  )
  const orphans = `SELECT f.* FROM ${quoteName(from.physical)} AS f ANTI JOIN ${quoteName(to.physical)} AS t ON ${equal.join(' AND ')} WHERE NOT (${anyNull(from, 'f.')})`
  const count = await queryCount(connection, `SELECT count(*) FROM (${orphans})`)
  if (count === 0) return NONE
  return { count, examples: await texts(connection, `SELECT DISTINCT ${from.text} AS text FROM (${orphans})`) }
}

async function texts(connection: DuckDBConnection, sql: string): Promise<readonly string[]> {
  const rows = await queryRows(connection, `${sql} ORDER BY text LIMIT ${EXAMPLES}`)
  return rows.map(([text]) => String(text))
}

function anyNull(key: KeyCheck, prefix = ''): string {
  return key.columns.map((column) => `${prefix}${quoteIdentifier(column)} IS NULL`).join(' OR ')
}

function identity(key: KeyCheck): string {
  return JSON.stringify([key.table, [...key.columns].sort()])
}
