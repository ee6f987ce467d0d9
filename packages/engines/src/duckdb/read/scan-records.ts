import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'

const LINE_FEED = 10
const RETURN = 13
const QUOTE = 34

const CHUNK_BYTES = 4 << 20
/** A longer record is refused, so that a quote that is never closed does not fill the memory. */
const MAX_RECORD_BYTES = 16 << 20
const TOO_LONG = 'the line is longer than 16 MB'

/** A field is as written, or between quotes, or between quotes with doubled quotes in it. */
export const PLAIN = 0
export const QUOTED = 1
export const ESCAPED = 2

/** A record as it was found; the same object is used for every record, so nobody may keep it. */
export interface FoundRecord {
  bytes: Buffer
  /** 1-based line the record starts at. */
  line: number
  count: number
  /** Where each field's content starts and ends in `bytes`, without quotes around it. */
  starts: Int32Array
  ends: Int32Array
  kinds: Uint8Array
}

export interface RecordVisitor {
  record(found: FoundRecord): void
  malformed(line: number, text: string, reason: string): void
}

/** What of a file's layout decides who can read it. */
export interface ScanFacts {
  lineFeeds: boolean
  returnLineFeeds: boolean
  loneReturns: boolean
  blankLines: boolean
  quotes: boolean
  /** A quote inside a field that does not start with one. */
  strayQuotes: boolean
  newlinesInQuotes: boolean
  nulBytes: boolean
  malformed: boolean
  longestRecord: number
}

/**
 * Reads the records of a delimited text file (RFC 4180, UTF-8, lines ending in LF, CRLF or CR). Blank lines are passed to the visitor as a
 * record of one empty field. After a malformed record reading goes on at the next line, so that one bad line costs one line.
 */
export async function scanRecords(path: string, delimiter: number, visitor: RecordVisitor): Promise<ScanFacts> {
  const scanner = createScanner(delimiter, visitor)
  const file = await open(path)
  try {
    let buffer: Buffer = Buffer.allocUnsafe(CHUNK_BYTES)
    let end = 0
    let first = true
    for (;;) {
      if (end === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2)
      const { bytesRead } = await file.read(buffer, end, buffer.length - end)
      end += bytesRead
      const atEnd = bytesRead === 0
      if (first && end < 3 && !atEnd) continue
      const start = first && startsWithByteOrderMark(buffer, end) ? 3 : 0
      first = false
      const consumed = scanner.scan(buffer, start, end, atEnd)
      if (atEnd) return scanner.facts
      buffer.copyWithin(0, consumed, end)
      end -= consumed
    }
  } finally {
    await file.close()
  }
}

function startsWithByteOrderMark(bytes: Buffer, end: number): boolean {
  return end >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

function createScanner(delimiter: number, visitor: RecordVisitor) {
  const facts: ScanFacts = {
    lineFeeds: false,
    returnLineFeeds: false,
    loneReturns: false,
    blankLines: false,
    quotes: false,
    strayQuotes: false,
    newlinesInQuotes: false,
    nulBytes: false,
    malformed: false,
    longestRecord: 0,
  }
  const found: FoundRecord = {
    bytes: Buffer.alloc(0),
    line: 1,
    count: 0,
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    kinds: new Uint8Array(64),
  }
  let line = 1
  /** Inside a line that is too long to be read, and already reported. */
  let skipping = false

  function addField(start: number, end: number, kind: number): void {
    if (found.count === found.starts.length) {
      found.starts = grown(found.starts, new Int32Array(found.count * 2))
      found.ends = grown(found.ends, new Int32Array(found.count * 2))
      found.kinds = grown(found.kinds, new Uint8Array(found.count * 2))
    }
    found.starts[found.count] = start
    found.ends[found.count] = end
    found.kinds[found.count] = kind
    found.count++
  }

  /** The reason a record is malformed, the position after it, or null where its end is not in the buffer yet. */
  function readRecord(bytes: Buffer, start: number, end: number, atEnd: boolean): string | number | null {
    found.count = 0
    let position = start
    for (;;) {
      const fieldStart = position
      if (position < end && bytes[position] === QUOTE) {
        facts.quotes = true
        let kind = QUOTED
        position++
        const contentStart = position
        for (;;) {
          position = bytes.indexOf(QUOTE, position)
          if (position < 0 || position >= end) return atEnd ? 'a quote is opened and never closed' : null
          if (position + 1 >= end && !atEnd) return null
          if (position + 1 < end && bytes[position + 1] === QUOTE) {
            kind = ESCAPED
            position += 2
            continue
          }
          break
        }
        addField(contentStart, position, kind)
        position++
        if (position >= end) return position
        const after = bytes[position]
        if (after === delimiter) {
          position++
          continue
        }
        if (after !== LINE_FEED && after !== RETURN) return 'text stands between a closing quote and the next separator'
      } else {
        let byte = -1
        while (position < end) {
          byte = bytes[position] as number // in range
          if (byte === delimiter || byte === LINE_FEED || byte === RETURN) break
          if (byte === QUOTE) facts.strayQuotes = true
          position++
        }
        if (position >= end) {
          if (!atEnd) return null
          addField(fieldStart, end, PLAIN)
          return end
        }
        addField(fieldStart, position, PLAIN)
        if (byte === delimiter) {
          position++
          continue
        }
      }
      if (bytes[position] === LINE_FEED) {
        facts.lineFeeds = true
        return position + 1
      }
      if (position + 1 >= end && !atEnd) return null
      if (position + 1 < end && bytes[position + 1] === LINE_FEED) {
        facts.returnLineFeeds = true
        return position + 2
      }
      facts.loneReturns = true
      return position + 1
    }
  }

  function reject(bytes: Buffer, start: number, end: number, reason: string): void {
    facts.malformed = true
    visitor.malformed(line, printable(bytes.subarray(start, Math.min(end, start + 400))), reason)
  }

  /** Reads the buffer's whole records from `start`; returns where the first one that is not whole starts. */
  function scan(bytes: Buffer, start: number, end: number, atEnd: boolean): number {
    found.bytes = bytes
    let position = start
    if (skipping) {
      const feed = bytes.indexOf(LINE_FEED, position)
      if (feed < 0 || feed >= end) return end
      position = feed + 1
      line++
      skipping = false
    }
    const isText = isUtf8(bytes.subarray(position, atEnd ? end : endOfWholeCharacters(bytes, position, end)))
    if (!facts.nulBytes) {
      const nul = bytes.indexOf(0, position)
      facts.nulBytes = nul >= 0 && nul < end
    }
    while (position < end) {
      const tooLong = end - position > MAX_RECORD_BYTES
      const next = readRecord(bytes, position, end, atEnd || tooLong)
      if (next === null) return position
      if (typeof next === 'string' || (tooLong && next >= end)) {
        const feed = bytes.indexOf(LINE_FEED, position)
        const found = feed >= 0 && feed < end
        reject(bytes, position, found ? feed : end, typeof next === 'string' ? next : TOO_LONG)
        if (!found) {
          skipping = !atEnd
          return end
        }
        position = feed + 1
        line++
        continue
      }
      if (next - position > MAX_RECORD_BYTES) {
        reject(bytes, position, next, TOO_LONG)
        line += countNewlines(bytes, position, next, found)
        position = next
        continue
      }
      found.line = line
      const lines = countNewlines(bytes, position, next, found)
      if (lines > 1) facts.newlinesInQuotes = true
      facts.longestRecord = Math.max(facts.longestRecord, next - position)
      const isBlank = found.count === 1 && found.kinds[0] === PLAIN && found.starts[0] === found.ends[0]
      if (isBlank) facts.blankLines = true
      if (!isText && !isUtf8(bytes.subarray(position, next))) {
        reject(bytes, position, next, 'the text is not valid UTF-8')
      } else {
        visitor.record(found)
      }
      line += lines
      position = next
    }
    return position
  }

  return { facts, scan }
}

/** Leaves out the last non-ASCII bytes: a character cut by the buffer's end stands in a record that is cut, too. */
function endOfWholeCharacters(bytes: Buffer, start: number, end: number): number {
  let whole = end
  while (whole > start && end - whole < 4 && (bytes[whole - 1] ?? 0) >= 0x80) whole--
  return whole
}

/** Lines a record takes: 1, and one more for each line feed between its quotes. */
function countNewlines(bytes: Buffer, start: number, next: number, found: FoundRecord): number {
  let lines = 1
  for (let i = 0; i < found.count; i++) {
    if (found.kinds[i] === PLAIN) continue
    const end = found.ends[i] ?? next
    for (let at = bytes.indexOf(LINE_FEED, found.starts[i] ?? start); at >= 0 && at < end; ) {
      lines++
      at = bytes.indexOf(LINE_FEED, at + 1)
    }
  }
  return lines
}

function grown<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}

function printable(bytes: Buffer): string {
  const text = bytes.toString('utf8').trimEnd()
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/** The text of a field. */
export function fieldText(found: FoundRecord, index: number): string {
  const text = found.bytes.toString('utf8', found.starts[index], found.ends[index])
  return found.kinds[index] === ESCAPED ? text.replaceAll('""', '"') : text
}
