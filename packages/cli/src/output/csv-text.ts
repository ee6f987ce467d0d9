const NEEDS_QUOTES = /[",\r\n]/

/**
 * One record as RFC 4180 has it, its line end included. Null is an empty field and the empty text a quoted one, as in the
 * sources this project reads.
 */
export function csvRecord(cells: readonly (string | null)[]): string {
  return `${cells.map(csvField).join(',')}\r\n`
}

function csvField(cell: string | null): string {
  if (cell === null) return ''
  return cell === '' || NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
