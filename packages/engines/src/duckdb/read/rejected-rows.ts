import type { RejectedRow } from '../../table-report.ts'

/** Counts a table's rejected rows and keeps the first of them. */
export interface RejectedRows {
  add(row: RejectedRow): void
  /** Counts rows whose examples, if any, are added by `example`. */
  count(rows: number): void
  example(row: RejectedRow): void
  /** How many more examples are wanted. */
  readonly room: number
  readonly report: { readonly count: number; readonly examples: readonly RejectedRow[] }
}

export function createRejectedRows(maxExamples: number): RejectedRows {
  const examples: RejectedRow[] = []
  let count = 0
  const example = (row: RejectedRow) => {
    if (examples.length < maxExamples) examples.push(row)
  }
  return {
    add(row) {
      count++
      example(row)
    },
    count(rows) {
      count += rows
    },
    example,
    get room() {
      return maxExamples - examples.length
    },
    get report() {
      return { count, examples }
    },
  }
}
