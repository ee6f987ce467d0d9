import type { DuckDBConnection } from '@duckdb/node-api'
import { type PlainCell, plainCell } from '../process/plain-cell.ts'

/** Passes on the rows of a query, some thousand at a time. */
export async function sendRows(
  connection: DuckDBConnection,
  sql: string,
  send: (rows: readonly (readonly PlainCell[])[]) => Promise<void>,
): Promise<void> {
  const result = await connection.stream(sql)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    await send(chunk.getRows().map((row) => row.map(plainCell)))
  }
}
