/** How texts are written: as they are, or so that no spreadsheet takes one for a formula. */
export type CsvMode = 'exact' | 'safe'

export interface CsvColumn {
  /** Numbers begin with a minus without being a formula. */
  readonly isNumber: boolean
}

/** A line of CSV (RFC 4180). Null is an empty field, the empty text a quoted one. */
export function csvLine(cells: readonly (string | null)[], columns: readonly CsvColumn[], mode: CsvMode): string {
  return `${cells.map((cell, at) => field(cell, columns[at]?.isNumber ?? false, mode)).join(',')}\r\n`
}

// What spreadsheets are known to begin a formula with, after any blanks too.
const FORMULA = /^\s*[=+\-@\t\r\n\0|%]/

function field(cell: string | null, isNumber: boolean, mode: CsvMode): string {
  if (cell === null) return ''
  const text = mode === 'safe' && !isNumber && FORMULA.test(cell) ? `'${cell}` : cell
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
