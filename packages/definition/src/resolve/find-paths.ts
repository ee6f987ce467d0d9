import type { Relationship } from '../catalog/catalog.ts'
import { LIMITS } from '../diagnostics/limits.ts'
import type { Names } from './names.ts'
import { otherTable, pathStep } from './path-step.ts'
import type { Path } from './resolved.ts'

/** The paths that hold certain tables. */
export interface FoundPaths {
  readonly paths: readonly Path[]
  /** False: there may be more paths than those listed. */
  readonly complete: boolean
}

/** As many as a message lists. */
const MOST_PATHS = 5
/** Relationships looked at before giving up; only graphs with thousands of crossing paths need so many. */
const MOST_LOOKS = 2_000_000

interface Hop {
  readonly relationship: Relationship
  readonly nearTable: string
}

/** The search for the paths of one length, on a budget that all lengths share. */
interface Search {
  readonly names: Names
  readonly wanted: ReadonlySet<string>
  readonly length: number
  readonly budget: { looks: number }
  readonly onPath: Set<string>
  readonly hops: Hop[]
  found(hops: readonly Hop[]): void
  isOver(): boolean
}

/**
 * The paths from `audience` that hold every one of `tables` and start at the farthest of them, shortest first.
 *
 * A path grows from the audience outwards and ends when the last of the tables is on it. It grows only where every table
 * that is left can still be reached within the limit over tables that are not on it yet; with one table left this makes
 * each hop lead to a path, so the time is bounded by the few paths listed, however many there are.
 */
export function findPaths(names: Names, audience: string, tables: ReadonlySet<string>): FoundPaths {
  const wanted = new Set([...tables].filter((table) => table !== audience))
  if (wanted.size === 0) return { paths: [{ audience, steps: [] }], complete: true }
  const paths: Path[] = []
  const budget = { looks: MOST_LOOKS }
  let tooMany = false
  const found = (hops: readonly Hop[]) => {
    if (paths.length === MOST_PATHS) tooMany = true
    else paths.push(pathOf(audience, hops, names))
  }
  const isOver = () => tooMany || budget.looks <= 0
  for (let length = wanted.size; length <= LIMITS.relationshipsOnPath && !isOver(); length++) {
    grow(audience, wanted.size, { names, wanted, length, budget, onPath: new Set([audience]), hops: [], found, isOver })
  }
  return { paths, complete: !isOver() }
}

/** Lengthens the path by every hop from `table` that may lead on. Recursion is as deep as the path is long. */
function grow(table: string, left: number, search: Search): void {
  const { names, wanted, length, budget, onPath, hops } = search
  for (const relationship of names.relationshipsOf.get(table) ?? []) {
    if (search.isOver()) return
    budget.looks -= 1
    const next = otherTable(relationship, table)
    if (next === null || onPath.has(next)) continue
    const leftThere = wanted.has(next) ? left - 1 : left
    onPath.add(next)
    hops.push({ relationship, nearTable: table })
    if (leftThere === 0) {
      if (hops.length === length) search.found(hops)
    } else if (canReachRest(next, leftThere, search)) {
      grow(next, leftThere, search)
    }
    hops.pop()
    onPath.delete(next)
  }
}

/** Whether each wanted table that is not on the path is near enough to `start` over tables that are not on it. */
function canReachRest(start: string, left: number, { names, wanted, length, budget, onPath, hops }: Search): boolean {
  const seen = new Set([start])
  let missing = left
  let frontier = [start]
  for (let distance = hops.length + 1; distance <= length && frontier.length > 0; distance++) {
    const next: string[] = []
    for (const table of frontier) {
      for (const relationship of names.relationshipsOf.get(table) ?? []) {
        budget.looks -= 1
        const other = otherTable(relationship, table)
        if (other === null || seen.has(other) || onPath.has(other)) continue
        seen.add(other)
        next.push(other)
        if (wanted.has(other) && --missing === 0) return true
      }
    }
    frontier = next
  }
  return false
}

function pathOf(audience: string, hops: readonly Hop[], names: Names): Path {
  return { audience, steps: hops.map(({ relationship, nearTable }) => pathStep(relationship, nearTable, names)) }
}

/** A path as definitions write it: relationship names from the far table to the audience. */
export function writtenPath({ steps }: Path): readonly string[] {
  return steps.map((step) => step.relationship).reverse()
}

/** The tables of a path, the audience first. */
export function tablesOf({ audience, steps }: Path): ReadonlySet<string> {
  return new Set([audience, ...steps.map((step) => step.table)])
}

/** The table a path starts at: the audience's where it has no step. */
export function farTable({ audience, steps }: Path): string {
  return steps.at(-1)?.table ?? audience
}
