import { createHash } from 'node:crypto'
import { DuckDBBlobValue, type DuckDBConnection } from '@duckdb/node-api'

const TEXTS_A_MESSAGE = 20_000
const LINE_FEED = 10

/** Hashes the texts of a query of one column of BLOBs (UTF-8), joined by line feeds; with `send` passes them on as well. */
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
    const texts = chunk.getColumnValues(0).map((value) => (value instanceof DuckDBBlobValue ? value.bytes : NO_BYTES))
    hash.update(joined(texts, count > 0))
    count += texts.length
    if (send === null) continue
    for (const bytes of texts) waiting.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'))
    if (waiting.length >= TEXTS_A_MESSAGE) {
      await send(waiting)
      waiting = []
    }
  }
  if (send !== null && waiting.length > 0) await send(waiting)
  return { count, sha256: hash.digest('hex') }
}

const NO_BYTES = new Uint8Array(0)

/** The texts with a line feed between two of them, and before the first if others went before. */
function joined(texts: readonly Uint8Array[], continued: boolean): Uint8Array {
  const separators = texts.length - (continued ? 0 : 1)
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + text.length, separators))
  let used = 0
  for (const [index, text] of texts.entries()) {
    if (continued || index > 0) bytes[used++] = LINE_FEED
    bytes.set(text, used)
    used += text.length
  }
  return bytes
}
