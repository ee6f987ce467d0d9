import type { Path } from '../resolve/resolved.ts'
import type { RowStore } from './row-store.ts'

/**
 * One row of the inner join of a path's tables: the position of each table's row, the audience's first and then one a
 * step. A profile is the position of its row in the audience table.
 */
export type JoinedRow = readonly number[]

export type RowTest = (row: JoinedRow) => boolean

/** The joined rows of a path, reached through the profile they belong to. */
export interface JoinedRows {
  /** Where each table of the path stands in a joined row. */
  readonly slots: ReadonlyMap<string, number>
  /** Whether at least one joined row of the profile satisfies the test. */
  some(profile: number, test: RowTest): boolean
  /** The rows of one table, by slot, that are part of a joined row of the profile which satisfies the test: each once. */
  distinctRows(profile: number, slot: number, test: RowTest): number[]
  /** All joined rows of the profile that satisfy the test. */
  filter(profile: number, test: RowTest): JoinedRow[]
}

export function joinedRows(path: Path, store: RowStore): JoinedRows {
  const slots = new Map<string, number>([[path.audience, 0]])
  const steps = path.steps.map((step, i) => {
    const near = slots.get(step.nearTable)
    if (near === undefined)
      throw new Error(`\`${step.nearTable}\` does not stand before \`${step.table}\` on the path.`)
    slots.set(step.table, i + 1)
    return { near, matches: store.matches(step) }
  })

  // One array is filled in place: the tests read it and never keep it.
  const row: number[] = [0, ...steps.map(() => 0)]

  /** The rows the next table can add to the tables already chosen. */
  function candidates(slot: number): readonly number[] {
    const step = steps[slot - 1]
    return step?.matches[row[step.near] ?? -1] ?? []
  }

  /** Calls `visit` with each way to fill the slots from `slot` on, until it returns true. */
  function someFrom(slot: number, end: number, visit: () => boolean): boolean {
    if (slot === end) return visit()
    for (const position of candidates(slot)) {
      row[slot] = position
      if (someFrom(slot + 1, end, visit)) return true
    }
    return false
  }

  const all = steps.length + 1

  return {
    slots,
    some(profile, test) {
      row[0] = profile
      return someFrom(1, all, () => test(row))
    },
    distinctRows(profile, slot, test) {
      const found = new Set<number>()
      row[0] = profile
      someFrom(1, slot + 1, () => {
        const position = row[slot] ?? -1
        // A row that already takes part needs no second joined row.
        if (!found.has(position) && someFrom(slot + 1, all, () => test(row))) found.add(position)
        return false
      })
      return [...found]
    },
    filter(profile, test) {
      const found: JoinedRow[] = []
      row[0] = profile
      someFrom(1, all, () => {
        if (test(row)) found.push([...row])
        return false
      })
      return found
    },
  }
}
