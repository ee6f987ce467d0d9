const MOST_NAMES = 3
/** Names longer than this are compared by their beginning only: nobody mistypes so much, and the time grows with the square. */
const LONGEST_COMPARED = 100
const MOST_CANDIDATES = 10_000

/**
 * At most three of the candidates a misspelled name may have meant, the nearest first: those that differ in case or
 * spacing only, are a few typing errors away, or hold the name.
 */
export function nearestNames(name: string, candidates: Iterable<string>): readonly string[] {
  const wanted = simplified(name)
  const found: { readonly candidate: string; readonly distance: number }[] = []
  let seen = 0
  for (const candidate of candidates) {
    if (++seen > MOST_CANDIDATES) break
    const distance = distanceBetween(wanted, simplified(candidate))
    if (distance !== null) found.push({ candidate, distance })
  }
  found.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
  return found.slice(0, MOST_NAMES).map(({ candidate }) => candidate)
}

function simplified(name: string): string {
  return name
    .slice(0, LONGEST_COMPARED)
    .toLowerCase()
    .replace(/[\s_-]/g, '')
}

/** Null where the two have too little in common to be worth a suggestion. */
function distanceBetween(wanted: string, candidate: string): number | null {
  const tolerance = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3))
  if (Math.abs(wanted.length - candidate.length) <= tolerance) {
    const distance = editDistance(wanted, candidate)
    if (distance <= tolerance) return distance
  }
  const shorter = wanted.length < candidate.length ? wanted : candidate
  const longer = shorter === wanted ? candidate : wanted
  return shorter.length >= 3 && longer.includes(shorter) ? tolerance + longer.length - shorter.length : null
}

/**
 * How many single-character insertions, deletions, replacements and swaps of neighbours turn one text into the other
 * (optimal string alignment).
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, at(beforeLast, j - 2) + 1)
      }
      row.push(best)
    }
    beforeLast = last
    last = row
  }
  return at(last, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
