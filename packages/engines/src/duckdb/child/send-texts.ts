import { createHash } from 'node:crypto'
import type { DuckDBConnection } from '@duckdb/node-api'

const TEXTS_A_MESSAGE = 20_000

/** Hashes the texts of a query of one column, joined by line feeds; with `send` passes them on as well. */
export async function sendTexts(
  connection: DuckDBConnection,
  sql: string,
  send: ((texts: readonly string[]) => Promise<void>) | null,
): Promise<{ readonly count: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  const result = await connection.stream(sql)
  let count = 0
  let waiting: string[] = []
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    const texts = chunk.getColumnValues(0).map(String)
    hash.update((count > 0 ? '\n' : '') + texts.join('\n'))
    count += texts.length
    if (send === null) continue
    waiting.push(...texts)
    if (waiting.length >= TEXTS_A_MESSAGE) {
      await send(waiting)
      waiting = []
    }
  }
  if (send !== null && waiting.length > 0) await send(waiting)
  return { count, sha256: hash.digest('hex') }
}
