import { join } from 'node:path'
import { compileBatch } from '@coterie/compiler'
import { type Catalog, createClock, parseInstant, readDefinition } from '@coterie/definition'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { BENCH_AS_OF } from './generate.ts'
import { namesAsTheyAre } from './names-as-they-are.ts'
import { pairedQuestions } from './paired-questions.ts'
import { median, timed } from './ratio.ts'

/** One question asked both ways, in turns, on one connection: medians in milliseconds, and how far the answers differ. */
export interface SqlRatio {
  readonly id: string
  readonly compiledMs: number
  readonly handWrittenMs: number
  readonly ratio: number
  readonly members: number
  /** Members of one answer that the other lacks, both ways. */
  readonly differences: number
}

/** Times every paired question as compiled SQL against the same question written by hand, `rounds` times in turns. */
export async function measureSqlRatios(folder: string, catalog: Catalog, rounds: number): Promise<readonly SqlRatio[]> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '4GB' })
  const connection = await instance.connect()
  try {
    for (const table of ['customers', 'orders']) {
      await connection.run(`CREATE TABLE ${table} AS SELECT * FROM '${join(folder, `${table}.parquet`)}'`)
    }
    const ratios: SqlRatio[] = []
    for (const question of pairedQuestions()) {
      const sql = compiledSql(question, catalog)
      ratios.push(await measureQuestion(connection, question.id, sql, question.sql, rounds))
    }
    return ratios
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

function compiledSql(question: ReturnType<typeof pairedQuestions>[number], catalog: Catalog): string {
  const { definition, diagnostics } = readDefinition(question.definition, catalog)
  if (definition === null) throw new Error(`${question.id}: ${diagnostics.map((d) => d.message).join(' ')}`)
  const asOf = parseInstant(BENCH_AS_OF, 'UTC')
  if (asOf === null) throw new Error('the as-of of the benchmark is not an instant')
  const clock = createClock({ asOf, timeZone: catalog.timeZone, weekStart: catalog.weekStart })
  const batch = compileBatch({
    segments: [{ id: question.id, definition }],
    catalog,
    clock,
    dialect: 'duckdb',
    naming: namesAsTheyAre,
  })
  const [segment] = batch.segments
  if (segment === undefined || batch.shared.length > 0) throw new Error(`${question.id} is not one statement`)
  return segment.sql
}

async function measureQuestion(
  connection: DuckDBConnection,
  id: string,
  compiled: string,
  handWritten: string,
  rounds: number,
): Promise<SqlRatio> {
  const store = (table: string, sql: string) => () => connection.run(`CREATE OR REPLACE TEMP TABLE ${table} AS ${sql}`)
  await store('compiled_members', compiled)()
  await store('hand_written_members', handWritten)()
  const differences = await countRows(
    connection,
    `(FROM compiled_members EXCEPT FROM hand_written_members) UNION ALL (FROM hand_written_members EXCEPT FROM compiled_members)`,
  )
  const members = await countRows(connection, 'FROM compiled_members')
  const compiledTimes: number[] = []
  const handWrittenTimes: number[] = []
  for (let round = 0; round < rounds; round++) {
    // The order alternates, so that neither side always runs on the other's warm caches.
    const sides = [
      async () => compiledTimes.push(await timed(store('compiled_members', compiled))),
      async () => handWrittenTimes.push(await timed(store('hand_written_members', handWritten))),
    ]
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) await side()
  }
  const compiledMs = median(compiledTimes)
  const handWrittenMs = median(handWrittenTimes)
  return { id, compiledMs, handWrittenMs, ratio: compiledMs / handWrittenMs, members, differences }
}

async function countRows(connection: DuckDBConnection, query: string): Promise<number> {
  const reader = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM (${query})`)
  return Number(reader.value(0, 0))
}
