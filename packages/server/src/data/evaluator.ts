import type { TableRows } from '@coterie/definition'
import { ROW_NUMBER_COLUMN } from '@coterie/definition'
import { EngineError, type EvaluationRequest, type SegmentResult } from '@coterie/engines'
import { type DuckDbTables, type OpenOptions, openDuckDbTables } from '@coterie/engines/duckdb'
import { evaluateInMemory } from '@coterie/engines/reference'

/** Tables that were read and what evaluates definitions over them. */
export interface Evaluator {
  readonly tables: DuckDbTables
  evaluate(request: EvaluationRequest): AsyncIterable<SegmentResult>
  close(): Promise<void>
}

/** Reads tables and opens the evaluator over them. */
export async function openEvaluator(options: OpenOptions): Promise<Evaluator> {
  const tables = await openDuckDbTables(options)
  const rows = new Map<string, TableRows>()
  async function* evaluate(request: EvaluationRequest): AsyncGenerator<SegmentResult> {
    for (const name of tables.catalog.tables.keys()) {
      if (!rows.has(name)) rows.set(name, await readRows(tables, name, request.signal))
    }
    for (const result of evaluateInMemory(tables.catalog, rows, request)) {
      yield result
      // Evaluating never waits, so a signal is heard only where other work gets its turn.
      await new Promise(setImmediate)
      if (request.signal?.aborted === true) throw new EngineError('cancelled', {})
    }
  }
  return { tables, evaluate, close: () => tables.close() }
}

async function readRows(tables: DuckDbTables, table: string, signal: AbortSignal | undefined): Promise<TableRows> {
  const columns = tables.sources.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? []
  const isNumbered = tables.catalog.tables.get(table)?.key.includes(ROW_NUMBER_COLUMN) === true
  return {
    columns: isNumbered ? [...columns, ROW_NUMBER_COLUMN] : columns,
    rows: await tables.rows(table, signal),
  }
}
