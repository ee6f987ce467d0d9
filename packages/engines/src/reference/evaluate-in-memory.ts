import {
  type AttributeType,
  type Catalog,
  compareCodePoints,
  createClock,
  type EvaluatedSegment,
  evaluateSegments,
  type ResolvedDefinition,
  type TableRows,
  type Value,
} from '@coterie/definition'
import { cellText } from '../cell-text.ts'
import type { EvaluationRequest, SegmentResult } from '../engine.ts'
import { keyText } from '../key-text.ts'
import { membersDigest } from '../members-digest.ts'

/** Evaluates a request over rows in memory, one result at a time in the order of its segments. */
export function* evaluateInMemory(
  catalog: Catalog,
  tables: ReadonlyMap<string, TableRows>,
  { segments, asOf, want, inspect }: EvaluationRequest,
): Generator<SegmentResult> {
  const { timeZone, weekStart } = catalog
  const clock = createClock({ asOf, timeZone, weekStart })
  const evaluated = evaluateSegments({ catalog, tables, segments, clock, inspect: inspect ?? false })
  for (const { id, definition } of segments) {
    const startedAt = performance.now()
    const next = evaluated.next()
    if (next.done === true) return
    const segment = next.value
    const members = sortedMembers(segment, definition, catalog, tables)
    const keys = members.map(({ key }) => key)
    yield {
      id,
      count: members.length,
      ...(want === 'digest' || want === 'ids' ? { sha256: membersDigest(keys) } : {}),
      ...(want === 'ids' && { ids: keys }),
      ...(want === 'rows' && { rows: outputRows(segment, members, definition, catalog, tables) }),
      ...(segment.inspection && { inspection: segment.inspection }),
      elapsedMs: performance.now() - startedAt,
    }
  }
}

interface Member {
  readonly position: number
  readonly key: string
}

function sortedMembers(
  segment: EvaluatedSegment,
  { audience }: ResolvedDefinition,
  catalog: Catalog,
  tables: ReadonlyMap<string, TableRows>,
): readonly Member[] {
  const { key = [], attributes } = catalog.tables.get(audience) ?? {}
  const { columns = [], rows = [] } = tables.get(audience) ?? {}
  const indexes = key.map((name) => columns.indexOf(name))
  const types = key.map((name): AttributeType => attributes?.get(name)?.type ?? 'number')
  return segment.members
    .map((position) => {
      const row = rows[position] ?? []
      return {
        position,
        key: keyText(
          indexes.map((index) => row[index] ?? null),
          types,
        ),
      }
    })
    .sort((a, b) => compareCodePoints(a.key, b.key))
}

/** The audience's attributes in the source's order, then the projected lists. */
function outputRows(
  segment: EvaluatedSegment,
  members: readonly Member[],
  { audience, project }: ResolvedDefinition,
  catalog: Catalog,
  tables: ReadonlyMap<string, TableRows>,
): NonNullable<SegmentResult['rows']> {
  const attributes = [...(catalog.tables.get(audience)?.attributes.values() ?? [])]
  const { columns = [], rows = [] } = tables.get(audience) ?? {}
  const own = attributes.map(({ name, type }) => ({ type, index: columns.indexOf(name) }))
  return {
    columns: [
      ...attributes.map(({ name }) => name),
      ...project.map(({ column }) => `${column.table}.${column.column}`),
    ],
    rows: members.map(({ position }) => [
      ...own.map(({ type, index }) => cellText(rows[position]?.[index] ?? null, type)),
      ...project.map(({ column }, i) => listText(segment.projected(i, position), column.type)),
    ]),
  }
}

const listText = (values: readonly Value[], type: AttributeType): string => cellText(values, type) ?? '[]'
