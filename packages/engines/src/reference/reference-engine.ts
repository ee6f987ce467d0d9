import type { TableRows } from '@coterie/definition'
import { ROW_NUMBER_COLUMN } from '@coterie/definition'
import { type OpenOptions, openDuckDbTables, type ReadTables } from '../duckdb/index.ts'
import type { Engine, EvaluationRequest, SegmentResult } from '../engine.ts'
import { EngineError } from '../errors.ts'
import { evaluateInMemory } from './evaluate-in-memory.ts'
import { namedTables } from './named-tables.ts'

/**
 * The engine that evaluates in plain code over rows in memory: slow, small and the measure of every other one. It reads
 * sources with the same reader as the embedded engine and refuses with what `openDuckDbTables` refuses.
 */
export async function openReferenceEngine(options: OpenOptions): Promise<Engine> {
  const tables = await openDuckDbTables(options)
  const rows = new Map<string, TableRows>()
  let isClosed = false

  async function* evaluate(request: EvaluationRequest): AsyncGenerator<SegmentResult> {
    if (isClosed) throw new EngineError('engine-closed', {})
    for (const table of namedTables(request.segments.map(({ definition }) => definition))) {
      if (!rows.has(table)) rows.set(table, await readRows(tables, table, request.signal))
    }
    for (const result of evaluateInMemory(tables.catalog, rows, request)) {
      yield result
      // Evaluating never waits, so a signal is heard only where other work gets its turn.
      await new Promise(setImmediate)
      if (request.signal?.aborted === true) throw new EngineError('cancelled', {})
    }
  }

  return {
    name: 'reference',
    catalog: tables.catalog,
    tables: tables.reports,
    diagnostics: tables.diagnostics,
    evaluate,
    async close() {
      isClosed = true
      rows.clear()
      await tables.close()
    },
  }
}

async function readRows(tables: ReadTables, table: string, signal: AbortSignal | undefined): Promise<TableRows> {
  const columns = tables.sources.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? []
  const isNumbered = tables.catalog.tables.get(table)?.key.includes(ROW_NUMBER_COLUMN) === true
  return {
    columns: isNumbered ? [...columns, ROW_NUMBER_COLUMN] : columns,
    rows: await tables.rows(table, signal),
  }
}
