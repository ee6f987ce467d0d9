import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'

const CHUNK_BYTES = 4 << 20
const MAX_RECORD_BYTES = 64 << 20
const LINE_FEED = 10

/** The text of one JSON value of a file, with the 1-based line it starts at. */
export type JsonVisitor = (text: string, line: number) => void
export type MalformedVisitor = (line: number, text: string, reason: string) => void

/** Passes on each line that is not blank. */
export function readJsonLines(path: string, visit: JsonVisitor, malformed: MalformedVisitor): Promise<void> {
  let line = 1
  return readPieces(path, (bytes, start, end, atEnd) => {
    let position = start
    while (position < end) {
      const feed = bytes.indexOf(LINE_FEED, position)
      const hasFeed = feed >= 0 && feed < end
      if (!hasFeed && !atEnd) return position
      const next = hasFeed ? feed : end
      passOn(bytes.subarray(position, next), line, visit, malformed)
      position = hasFeed ? feed + 1 : end
      line++
    }
    return position
  })
}

/**
 * Passes on each object of a JSON array, or of objects written one after the other. What stands between objects (brackets,
 * commas, white space) is skipped; anything else is malformed.
 */
export function readJsonObjects(path: string, visit: JsonVisitor, malformed: MalformedVisitor): Promise<void> {
  let line = 1
  return readPieces(path, (bytes, start, end, atEnd) => {
    let position = start
    while (position < end) {
      const byte = bytes[position]
      if (byte === LINE_FEED) line++
      if (byte === undefined || isFiller(byte)) {
        position++
        continue
      }
      const next = endOfValue(bytes, position, end)
      if (next === null && !atEnd) return position
      const piece = bytes.subarray(position, next ?? end)
      passOn(piece, line, visit, malformed)
      for (const each of piece) if (each === LINE_FEED) line++
      position = next ?? end
    }
    return position
  })
}

function passOn(bytes: Buffer, line: number, visit: JsonVisitor, malformed: MalformedVisitor): void {
  const text = bytes.toString('utf8').trim()
  if (!isUtf8(bytes)) malformed(line, text, 'the text is not valid UTF-8')
  else if (text !== '') visit(text, line)
}

/** White space, commas and the brackets of the outermost array. */
function isFiller(byte: number): boolean {
  return byte <= 32 || byte === 44 || byte === 91 || byte === 93
}

/** Where an object, or a stray word, ends; null if the buffer ends first. */
function endOfValue(bytes: Buffer, start: number, end: number): number | null {
  let depth = 0
  let quoted = false
  for (let i = start; i < end; i++) {
    const byte = bytes[i]
    if (quoted) {
      if (byte === 92) i++
      else if (byte === 34) quoted = false
    } else if (byte === 34) quoted = true
    else if (byte === 123 || byte === 91) depth++
    else if (byte === 125 || byte === 93) {
      depth--
      if (depth <= 0) return i + 1
    } else if (depth === 0 && (byte === 44 || byte === LINE_FEED)) return i
  }
  return null
}

/** Reads a file piece by piece; `take` returns the position up to which it needs no more bytes. */
async function readPieces(
  path: string,
  take: (bytes: Buffer, start: number, end: number, atEnd: boolean) => number,
): Promise<void> {
  const file = await open(path)
  try {
    let buffer: Buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    let end = 0
    let first = true
    for (;;) {
      if (end === buffer.length) {
        if (buffer.length >= MAX_RECORD_BYTES) throw new RangeError('a value is longer than 64 MB')
        buffer = Buffer.concat([buffer], buffer.length * 2)
      }
      const { bytesRead } = await file.read(buffer, end, buffer.length - end)
      end += bytesRead
      const atEnd = bytesRead === 0
      if (first && end < 3 && !atEnd) continue
      const hasMark = first && end >= 3 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf
      first = false
      const consumed = take(buffer, hasMark ? 3 : 0, end, atEnd)
      if (atEnd) return
      buffer.copyWithin(0, consumed, end)
      end -= consumed
    }
  } finally {
    await file.close()
  }
}
