import { type CompiledBatch, type CompiledSegment, compileBatch, UnsupportedFunctionError } from '@coterie/compiler'
import { createClock, type ResolvedDefinition } from '@coterie/definition'
import { cellText } from '../cell-text.ts'
import type { Engine, EvaluationRequest, Inspection, SegmentResult } from '../engine.ts'
import { EngineError } from '../errors.ts'
import { namingOf } from './naming.ts'
import type { OpenOptions } from './open-options.ts'
import { type CellType, cellSql } from './process/plain-cell.ts'
import { valueOfCell } from './process/value-of-cell.ts'
import { type SegmentStep, scheduleTables } from './shared-tables.ts'
import { quoteIdentifier } from './sql/quote.ts'
import { keyText } from './sql/value-text.ts'
import { type DuckDbTables, openDuckDbTables } from './tables.ts'

/**
 * The embedded engine: DuckDB in a process of its own. Refuses with what `openDuckDbTables` refuses; evaluating with
 * `not-supported`, `query-failed`, `out-of-memory`, `cancelled`, `engine-died`, `engine-closed`.
 */
export async function openDuckDbEngine(options: OpenOptions): Promise<Engine> {
  return duckDbEngineOver(await openDuckDbTables(options))
}

/** The embedded engine over tables that were read already; closing it closes them. */
export function duckDbEngineOver(tables: DuckDbTables): Engine {
  return {
    name: 'duckdb',
    catalog: tables.catalog,
    tables: tables.reports,
    diagnostics: tables.diagnostics,
    evaluate: (request) => evaluate(tables, request),
    close: () => tables.close(),
  }
}

async function* evaluate(tables: DuckDbTables, request: EvaluationRequest): AsyncGenerator<SegmentResult> {
  const run = createSegmentRun(tables, request)
  const done = new Map<string, SegmentResult>()
  let next = 0
  try {
    for (const step of scheduleTables(compiled(tables, request))) {
      done.set(step.segment.id, await run.segment(step))
      // Segments that others refer to run first, results come in the order asked for.
      for (;;) {
        const result = done.get(request.segments[next]?.id ?? '')
        if (result === undefined) break
        done.delete(result.id)
        next++
        yield result
      }
    }
  } finally {
    await run.end()
  }
}

function compiled({ catalog, results }: DuckDbTables, request: EvaluationRequest): CompiledBatch {
  const { segments, asOf, inspect, want } = request
  const { timeZone, weekStart } = catalog
  try {
    return compileBatch({
      segments,
      catalog,
      clock: createClock({ asOf, timeZone, weekStart }),
      dialect: 'duckdb',
      naming: namingOf(
        new Map([...results].map(([name, { physical, columns }]) => [name, { table: physical, columns }])),
      ),
      inspect: inspect ?? false,
      output: want === 'rows',
    })
  } catch (error) {
    if (!(error instanceof UnsupportedFunctionError)) throw error
    throw new EngineError('not-supported', { feature: error.message }, error)
  }
}

/** Runs the segments of one request in a session of their own. */
function createSegmentRun(tables: DuckDbTables, { segments, want, signal }: EvaluationRequest) {
  const { process, catalog } = tables
  const session = tables.newSession()
  const definitions = new Map(segments.map(({ id, definition }) => [id, definition]))

  const statement = (sql: string) => process.run({ kind: 'statement', session, sql }, { signal })
  const count = (sql: string) => process.run({ kind: 'count', session, sql }, { signal })

  async function segment({ segment, create, drop }: SegmentStep): Promise<SegmentResult> {
    const started = performance.now()
    const definition = definitions.get(segment.id)
    if (definition === undefined) throw new EngineError('segment-unknown', { segment: segment.id })
    try {
      for (const { name, sql } of create) await statement(`CREATE TEMP TABLE ${quoteIdentifier(name)} AS ${sql}`)
      const found = await members(segment, definition)
      const inspection = segment.inspections.length === 0 ? {} : { inspection: await inspected(segment) }
      for (const name of drop) await statement(`DROP TABLE ${quoteIdentifier(name)}`)
      return { id: segment.id, ...found, ...inspection, elapsedMs: performance.now() - started, sql: segment.sql }
    } catch (error) {
      if (!(error instanceof EngineError) || error.code !== 'query-failed') throw error
      throw new EngineError('query-failed', { segment: segment.id }, error.cause)
    }
  }

  async function members(segment: CompiledSegment, definition: ResolvedDefinition) {
    let { sql } = segment
    if (segment.membersTable !== null) {
      const table = quoteIdentifier(segment.membersTable)
      await statement(`CREATE TEMP TABLE ${table} AS ${sql}`)
      sql = `SELECT * FROM ${table}`
    }
    switch (want) {
      case 'count':
        return { count: await count(`SELECT count(*) FROM (${sql}) AS m`) }
      case 'digest':
        return process.run({ kind: 'texts', session, sql: keysSql(sql, definition), send: false }, { signal })
      case 'ids': {
        const ids: string[] = []
        const listeners = { signal, onTexts: (texts: readonly string[]) => ids.push(...texts) }
        const found = await process.run(
          { kind: 'texts', session, sql: keysSql(sql, definition), send: true },
          listeners,
        )
        return { ...found, ids }
      }
      case 'rows':
        return outputRows(segment, definition)
    }
  }

  /** The members' keys as texts in ascending order. */
  function keysSql(sql: string, { audience }: ResolvedDefinition): string {
    const table = catalog.tables.get(audience)
    const key = table?.key ?? []
    const columns = key.map((name, index) => ({ sql: `k${index}`, attribute: table?.attributes.get(name) ?? null }))
    const names = columns.map((column) => column.sql).join(', ')
    return `SELECT encode(k) FROM (SELECT ${keyText(columns)} AS k FROM (${sql}) AS m(${names})) AS t ORDER BY k`
  }

  async function outputRows({ output, id }: CompiledSegment, { audience, project }: ResolvedDefinition) {
    const table = catalog.tables.get(audience)
    if (output === null || table === undefined) throw new EngineError('segment-unknown', { segment: id })
    const attributes = [...table.attributes.values()]
    const types: CellType[] = [
      ...attributes,
      ...project.map(({ column: { type, number } }) => ({ type, ...(number && { number }), isList: true })),
    ]
    const names = types.map((_, index) => `c${index + 1}`)
    const key = table.key.map((name) => {
      const position = attributes.findIndex((attribute) => attribute.name === name)
      return { sql: names[position] ?? '', attribute: attributes[position] ?? null }
    })
    const cells = types.map((type, index) => cellSql(names[index] ?? '', type))
    const sql = `SELECT ${cells.join(', ')} FROM (${output.sql}) AS o(${names.join(', ')}) ORDER BY ${keyText(key)}`
    const rows: (readonly (string | null)[])[] = []
    await process.run(
      { kind: 'rows', session, sql },
      {
        signal,
        onRows: (batch) => {
          for (const row of batch)
            rows.push(types.map((type, index) => cellText(valueOfCell(row[index] ?? null, type), type.type)))
        },
      },
    )
    return { count: rows.length, rows: { columns: output.columns, rows } }
  }

  async function inspected({ inspections }: CompiledSegment): Promise<Inspection> {
    const parts: { pointer: string; count: number }[] = []
    const afterRule: number[] = []
    for (const { part, sql } of inspections) {
      const found = await count(sql)
      if ('pointer' in part) parts.push({ pointer: part.pointer, count: found })
      else afterRule[part.afterRule] = found
    }
    return { parts, afterRule }
  }

  return {
    segment,
    /** Temporary tables that are left, after a failure, end with the session. */
    end: () => process.run({ kind: 'end', session }).catch(() => null),
  }
}
