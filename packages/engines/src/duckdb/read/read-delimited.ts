import { EngineError } from '../../errors.ts'
import { columnNames } from './column-names.ts'
import { findDelimiter } from './find-delimiter.ts'
import type { ReadContext } from './read-context.ts'
import { createRewriter } from './rewrite.ts'
import { type FoundRecord, fieldText, PLAIN, type ScanFacts, scanRecords } from './scan-records.ts'
import type { SourceFile } from './source-files.ts'
import type { TextPart } from './text-part.ts'

const TAB = 9
const MAX_COLUMNS = 20_000
const NO_COLUMNS: readonly string[] = []

/** DuckDB's own limit is 2,097,152 bytes; longer records go the careful way. */
const MAX_DIRECT_RECORD = 1 << 20

/** Makes a CSV or TSV file ready for DuckDB: as it is where that is safe, rewritten otherwise. Null: the file is empty. */
export async function readDelimited(context: ReadContext, file: SourceFile): Promise<TextPart | null> {
  const survey = await surveyFile(context, file)
  if (survey === null) return null
  const { columns, delimiter, facts, rows, ragged } = survey
  if (!context.rewriteAll && !ragged && isSafe(facts, file, survey)) {
    return {
      path: file.path,
      source: file.source,
      columns,
      delimiter: String.fromCharCode(delimiter),
      quotes: facts.quotes,
      newlinesInQuotes: facts.newlinesInQuotes,
      linesAreRows: !facts.newlinesInQuotes && !facts.blankLines,
      rows,
      longestRecord: facts.longestRecord,
      rewritten: false,
    }
  }
  return rewriteFile(context, file, survey)
}

interface Survey {
  readonly columns: readonly string[]
  readonly delimiter: number
  readonly headerLine: number
  readonly rows: number
  /** Whether some rows have another number of fields than the header. */
  readonly ragged: boolean
  readonly facts: ScanFacts
}

function isSafe(facts: ScanFacts, file: SourceFile, survey: Survey): boolean {
  const oneKindOfNewline = !facts.loneReturns && !(facts.lineFeeds && facts.returnLineFeeds)
  return (
    oneKindOfNewline &&
    survey.headerLine === 1 &&
    !facts.malformed &&
    !facts.strayQuotes &&
    !facts.nulBytes &&
    !(facts.blankLines && survey.columns.length === 1) &&
    facts.longestRecord <= MAX_DIRECT_RECORD &&
    !/[*?[\]]/.test(file.path)
  )
}

async function surveyFile(context: ReadContext, file: SourceFile): Promise<Survey | null> {
  const delimiter = file.format === 'tsv' ? TAB : await findDelimiter(file.path)
  const seen = { columns: NO_COLUMNS, headerLine: 0, rows: 0, ragged: false }
  const facts = await scanRecords(file.path, delimiter, {
    record(found) {
      if (seen.headerLine === 0) {
        if (isBlank(found)) return
        seen.columns = columnNames(headerOf(found))
        seen.headerLine = found.line
        if (found.count > MAX_COLUMNS) throw unreadable(context, file, `it has more than ${MAX_COLUMNS} columns`)
      } else if (found.count === seen.columns.length) seen.rows++
      else if (!isBlank(found)) seen.ragged = true
    },
    malformed(line, _text, reason) {
      if (seen.headerLine > 0) return
      throw unreadable(context, file, `its header (line ${line}) is malformed: ${reason}`)
    },
  })
  return seen.headerLine === 0 ? null : { ...seen, delimiter, facts }
}

async function rewriteFile(context: ReadContext, file: SourceFile, survey: Survey): Promise<TextPart> {
  const { columns, delimiter } = survey
  const path = context.newFile('rows.csv')
  const rewriter = createRewriter(path)
  try {
    await scanRecords(file.path, delimiter, {
      record(found) {
        if (found.line <= survey.headerLine) return
        if (found.count === columns.length) {
          writeRow(found)
          return
        }
        if (isBlank(found)) return
        context.rejected.add({
          file: file.source,
          line: found.line,
          column: null,
          value: rowText(found),
          reason: `the row has ${found.count} ${found.count === 1 ? 'field' : 'fields'}, the header has ${columns.length}`,
        })
      },
      malformed(line, text, reason) {
        context.rejected.add({ file: file.source, line, column: null, value: text, reason })
      },
    })
  } finally {
    rewriter.close()
  }

  function writeRow(found: FoundRecord): void {
    rewriter.startRow(found.line)
    for (let i = 0; i < found.count; i++) {
      const start = found.starts[i] ?? 0
      const end = found.ends[i] ?? 0
      if (found.kinds[i] !== PLAIN) rewriter.bytes(found.bytes, start, end)
      else if (start === end) rewriter.nothing()
      else rewriter.text(found.bytes.toString('utf8', start, end))
    }
    rewriter.endRow()
  }

  return {
    path,
    source: file.source,
    columns,
    delimiter: ',',
    quotes: true,
    newlinesInQuotes: true,
    linesAreRows: false,
    rows: rewriter.rows,
    longestRecord: rewriter.longestRow,
    rewritten: true,
  }
}

function headerOf(found: FoundRecord): readonly string[] {
  return Array.from({ length: found.count }, (_, index) => fieldText(found, index))
}

function isBlank(found: FoundRecord): boolean {
  return found.count === 1 && found.kinds[0] === PLAIN && found.starts[0] === found.ends[0]
}

function rowText(found: FoundRecord): string {
  const text = headerOf(found).join(',')
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

function unreadable(context: ReadContext, file: SourceFile, reason: string): EngineError {
  return new EngineError('source-unreadable', { table: context.table, path: file.source, reason })
}
