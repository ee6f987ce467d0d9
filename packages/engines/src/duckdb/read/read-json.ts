import { EngineError } from '../../errors.ts'
import { isRawNumber, parseLeniently } from './exact-json.ts'
import { type JsonKind, jsonCell } from './json-cell.ts'
import { readJsonLines, readJsonObjects } from './json-records.ts'
import type { ReadContext } from './read-context.ts'
import { createRewriter } from './rewrite.ts'
import type { SourceFile } from './source-files.ts'
import type { TextPart } from './text-part.ts'

/** Columns found so far, by name, with what they hold. Shared by the files of a table. */
export type JsonColumns = Map<string, Set<JsonKind>>

/**
 * Makes a file of JSON objects ready for DuckDB as a text file, numbers unchanged. JSON has no header, so a file without an
 * object has the columns the catalog declares; null where it declares none.
 */
export async function readJson(
  context: ReadContext,
  file: SourceFile,
  columns: JsonColumns,
  declared: Iterable<string>,
): Promise<TextPart | null> {
  await visitObjects(context, file, true, (object) => {
    for (const name of Object.keys(object)) {
      let kinds = columns.get(name)
      if (kinds === undefined) {
        kinds = new Set()
        columns.set(name, kinds)
      }
      const { kind } = jsonCell(object[name])
      if (kind !== null) kinds.add(kind)
    }
  })
  if (columns.size === 0) for (const name of declared) columns.set(name, new Set())
  if (columns.size === 0) return null
  const names = [...columns.keys()]
  const path = context.newFile('rows.csv')
  const rewriter = createRewriter(path)
  try {
    await visitObjects(context, file, false, (object, line) => {
      rewriter.startRow(line)
      for (const name of names) {
        const { text } = jsonCell(Object.hasOwn(object, name) ? object[name] : null)
        if (text === null) rewriter.nothing()
        else rewriter.text(text)
      }
      rewriter.endRow()
    })
  } finally {
    rewriter.close()
  }
  return {
    path,
    source: file.source,
    columns: names,
    delimiter: ',',
    quotes: true,
    newlinesInQuotes: true,
    linesAreRows: false,
    rows: rewriter.rows,
    longestRecord: rewriter.longestRow,
    rewritten: true,
  }
}

/** Any own key may stand in it, `__proto__` included. */
interface JsonObject {
  readonly [key: string]: unknown
}

type ObjectVisitor = (object: JsonObject, line: number) => void

async function visitObjects(
  context: ReadContext,
  file: SourceFile,
  report: boolean,
  visit: ObjectVisitor,
): Promise<void> {
  const malformed = (line: number, text: string, reason: string) => {
    if (report) {
      const value = text.length > 200 ? `${text.slice(0, 200)}…` : text
      context.rejected.add({ file: file.source, line, column: null, value, reason })
    }
  }
  const read = file.format === 'ndjson' ? readJsonLines : readJsonObjects
  try {
    await read(
      file.path,
      (text, line) => {
        const parsed = parseObject(text)
        if (typeof parsed === 'string') malformed(line, text, parsed)
        else visit(parsed, line)
      },
      malformed,
    )
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new EngineError(
        'source-unreadable',
        { table: context.table, path: file.source, reason: cause.message },
        cause,
      )
    }
    throw cause
  }
}

/** The object a text holds, or why it holds none. */
function parseObject(text: string): JsonObject | string {
  let value: unknown
  try {
    value = parseLeniently(text)
  } catch {
    return 'it is not valid JSON'
  }
  if (!isObject(value)) return 'it is not a JSON object'
  if (!isWellFormed(text, value)) return 'a text holds half a surrogate pair, which is no Unicode text'
  return value
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value)
}

/** The source text is valid UTF-8, so only an escape can make half a pair. */
function isWellFormed(text: string, value: unknown): boolean {
  if (!/\\u[dD][89a-fA-F]/.test(text)) return true
  return deepWellFormed(value)
}

function deepWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (Array.isArray(value)) return value.every(deepWellFormed)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, item]) => key.isWellFormed() && deepWellFormed(item))
}
