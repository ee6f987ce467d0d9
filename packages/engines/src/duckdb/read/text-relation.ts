import { varcharColumns } from '../database.ts'
import { quoteText, quoteTexts } from '../sql/quote.ts'
import { type Relation, type RelationPart, rawColumn } from './relation.ts'
import { scanRecords } from './scan-records.ts'
import type { TextPart } from './text-part.ts'

/** DuckDB's default. */
const MIN_LINE_SIZE = 2 << 20
const READ_BUFFERS = 4

/** The rows of some text files, their columns united by name, in the order of the files. */
export function textRelation(parts: readonly TextPart[], columns: readonly string[]): Relation {
  const groups = groupsOfOneShape(parts)
  const selects = groups.map((group) => selectSql(group, columns, false))
  return {
    sql: `(${selects.join(' UNION ALL ')})`,
    columns,
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    parts: parts.map((part) => relationPart(part, columns)),
  }
}

function relationPart(part: TextPart, columns: readonly string[]): RelationPart {
  return {
    source: part.source,
    sql: `(${selectSql([part], columns, true)})`,
    async lines(rows) {
      if (part.rewritten) return rows.map(({ row, at }) => at ?? row)
      if (part.linesAreRows) return rows.map(({ row }) => row + 1)
      return linesOfRows(
        part,
        rows.map(({ row }) => row),
      )
    },
  }
}

/** Counts a file's records to find the lines at which some start. */
async function linesOfRows(part: TextPart, rows: readonly number[]): Promise<readonly number[]> {
  const lines = new Map(rows.map((row) => [row, 0]))
  let row = -1
  await scanRecords(part.path, part.delimiter.charCodeAt(0), {
    record(found) {
      if (found.count !== part.columns.length) return
      row++
      if (lines.has(row)) lines.set(row, found.line)
    },
    malformed() {
      // Only files without malformed records are read as they are.
    },
  })
  return rows.map((each) => lines.get(each) ?? 0)
}

function selectSql(group: readonly TextPart[], columns: readonly string[], withLine: boolean): string {
  const [first] = group
  if (first === undefined) return ''
  const positions = new Map(first.columns.map((name, index) => [name, index]))
  const selected = columns.map((name, index) => {
    const position = positions.get(name)
    return `${position === undefined ? 'NULL::VARCHAR' : `c${position}`} AS ${rawColumn(index)}`
  })
  if (withLine) selected.push(`${first.rewritten ? 'TRY_CAST(line AS BIGINT)' : 'NULL::BIGINT'} AS line_at`)
  return `SELECT ${selected.join(', ')} FROM ${readSql(group, first)}`
}

function readSql(group: readonly TextPart[], first: TextPart): string {
  const names = first.columns.map((_, index) => `c${index}`)
  const lineSize = Math.max(MIN_LINE_SIZE, ...group.map(({ longestRecord }) => longestRecord + 1024))
  const options = [
    quoteTexts(group.map(({ path }) => path)),
    'auto_detect = false',
    `columns = ${varcharColumns(first.rewritten ? ['line', ...names] : names)}`,
    `header = ${!first.rewritten}`,
    `delim = ${quoteText(first.delimiter)}`,
    `quote = ${quoteText(first.quotes ? '"' : '')}`,
    `escape = ${quoteText(first.quotes ? '"' : '')}`,
    // An empty field between quotes is an empty text, one without is null.
    'allow_quoted_nulls = false',
    // Where a chunk of the file may start within quotes, DuckDB has to guess.
    `parallel = ${!group.some(({ newlinesInQuotes }) => newlinesInQuotes)}`,
  ]
  // Without being told, DuckDB takes a line break within the first record's quotes for that of the file.
  if (first.rewritten) options.push(String.raw`new_line = '\n'`)
  if (lineSize > MIN_LINE_SIZE) {
    options.push(`max_line_size = ${lineSize}`, `buffer_size = ${lineSize * READ_BUFFERS}`)
  }
  return `read_csv(${options.join(', ')})`
}

/** Neighbours that differ in nothing but their path are read together. */
function groupsOfOneShape(parts: readonly TextPart[]): readonly (readonly TextPart[])[] {
  const groups: TextPart[][] = []
  let shape: string | null = null
  for (const part of parts) {
    const { columns, delimiter, quotes, rewritten } = part
    const own = JSON.stringify({ columns, delimiter, quotes, rewritten })
    if (own === shape) groups.at(-1)?.push(part)
    else groups.push([part])
    shape = own
  }
  return groups
}
