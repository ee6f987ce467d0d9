import { type Catalog, describeDefinition } from '@coterie/definition'
import type { SegmentResult } from '@coterie/engines'
import type { ReadSegment } from './read-definitions.ts'

/** What an engine got wrong about a segment, with everything needed to see why; null if nothing. */
export function difference(
  segment: ReadSegment,
  expected: readonly string[],
  found: Pick<SegmentResult, 'ids' | 'count' | 'sql'>,
  catalog: Catalog,
): string | null {
  const ids = found.ids ?? []
  const same = ids.length === expected.length && ids.every((id, i) => id === expected[i]) && found.count === ids.length
  if (same) return null
  const [expectedSet, foundSet] = [new Set(expected), new Set(ids)]
  return [
    `segment ${segment.id}`,
    `definition: ${segment.json}`,
    `in words: ${inWords(segment, catalog)}`,
    `missing: ${list(expected.filter((id) => !foundSet.has(id)))}`,
    `unexpected: ${list(ids.filter((id) => !expectedSet.has(id)))}`,
    `found ${ids.length} ids, count ${found.count}, expected ${expected.length}`,
    ...(found.sql === undefined ? [] : [`statement: ${found.sql}`]),
  ].join('\n')
}

const MAX_IDS_SHOWN = 20

const list = (ids: readonly string[]): string =>
  `${JSON.stringify(ids.slice(0, MAX_IDS_SHOWN))}${ids.length > MAX_IDS_SHOWN ? ` and ${ids.length - MAX_IDS_SHOWN} more` : ''}`

// A failure to find words must not hide the difference itself.
function inWords(segment: ReadSegment, catalog: Catalog): string {
  try {
    return describeDefinition(segment.definition, catalog).join(' ')
  } catch (error) {
    return `(${String(error)})`
  }
}
