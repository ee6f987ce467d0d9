import { closeSync, openSync, writeSync } from 'node:fs'

const FLUSH_BYTES = 1 << 20

/** Writes rows as a text file for `TextPart`: the line in the source, then each cell, texts always between quotes. */
export interface Rewriter {
  startRow(line: number): void
  /** A cell of bytes; doubled quotes in them stay as they are. */
  bytes(source: Buffer, start: number, end: number): void
  text(text: string): void
  nothing(): void
  endRow(): void
  close(): void
  readonly rows: number
  readonly longestRow: number
}

export function createRewriter(path: string): Rewriter {
  const file = openSync(path, 'wx', 0o600)
  let buffer: Buffer = Buffer.allocUnsafe(2 * FLUSH_BYTES)
  let used = 0
  let rowStart = 0
  let rows = 0
  let longestRow = 0

  function reserve(bytes: number): void {
    if (used + bytes <= buffer.length) return
    buffer = Buffer.concat([buffer.subarray(0, used)], Math.max(buffer.length * 2, used + bytes))
  }
  function ascii(text: string): void {
    reserve(text.length)
    used += buffer.write(text, used, 'latin1')
  }
  function flush(): void {
    writeSync(file, buffer, 0, used)
    used = 0
  }

  return {
    startRow(line) {
      rowStart = used
      ascii(String(line))
    },
    bytes(source, start, end) {
      reserve(end - start + 3)
      buffer[used++] = 44
      buffer[used++] = 34
      used += source.copy(buffer, used, start, end)
      buffer[used++] = 34
    },
    text(text) {
      const escaped = text.includes('"') ? text.replaceAll('"', '""') : text
      reserve(escaped.length * 3 + 3)
      buffer[used++] = 44
      buffer[used++] = 34
      used += buffer.write(escaped, used, 'utf8')
      buffer[used++] = 34
    },
    nothing() {
      ascii(',')
    },
    endRow() {
      ascii('\n')
      rows++
      longestRow = Math.max(longestRow, used - rowStart)
      if (used >= FLUSH_BYTES) flush()
    },
    close() {
      flush()
      closeSync(file)
    },
    get rows() {
      return rows
    },
    get longestRow() {
      return longestRow
    },
  }
}
