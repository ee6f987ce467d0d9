import type { AttributeType } from '../catalog/catalog.ts'
import type { AggregateValue } from '../resolve/resolved.ts'
import { exact } from '../values/exact.ts'
import type { Value } from '../values/value.ts'
import type { AudienceEvaluation } from './audience-evaluation.ts'
import { compareCells } from './compare-cells.ts'
import { distinctKey } from './distinct-key.ts'
import { joinedRows } from './joined-rows.ts'
import { average, median, sum } from './number-aggregates.ts'
import { rowTest } from './row-test.ts'

type Row = readonly Value[]
type NonNull = Exclude<Value, null>

/** An aggregate of each profile: over the rows of its table that take part in a joined row satisfying `where`, each once. */
export function aggregateValues(value: AggregateValue, evaluation: AudienceEvaluation): readonly Value[] {
  const { store } = evaluation
  const rows = joinedRows(value.path, store)
  const slot = rows.slots.get(value.of)
  if (slot === undefined) throw new Error(`\`${value.of}\` is not on the path of its aggregate.`)
  const test = rowTest(value.where, rows.slots, evaluation)
  const all = store.rows(value.of)
  const orderBy = value.orderBy === null ? null : store.columnIndex(value.of, value.orderBy.column)
  const column = value.column === null ? null : store.columnIndex(value.of, value.column)
  const aggregate = aggregateOf(value, evaluation)

  return Array.from({ length: evaluation.size }, (_, profile) => {
    const positions = rows
      .distinctRows(profile, slot, test)
      .filter((position) => orderBy === null || cell(all[position], orderBy) !== null)
    if (positions.length === 0) return value.default
    if (column === null) return exact(positions.length)
    return aggregate(positions, (position) => cell(all[position], column))
  })
}

const cell = (row: Row | undefined, column: number): Value => row?.[column] ?? null

/** The aggregate as a function of at least one row's position and the attribute's value there. */
function aggregateOf(
  value: AggregateValue,
  evaluation: AudienceEvaluation,
): (positions: readonly number[], attribute: (position: number) => Value) => Value {
  const ofValues = (aggregate: (values: readonly NonNull[]) => Value) => {
    return (positions: readonly number[], attribute: (position: number) => Value) =>
      aggregate(positions.map(attribute).filter((item) => item !== null))
  }
  switch (value.aggregate) {
    case 'count':
      return (positions) => exact(positions.length)
    case 'countDistinct':
      return ofValues((values) => exact(new Set(values.map((item) => distinctKey(item, value, evaluation.clock))).size))
    case 'sum':
      return ofValues(sum)
    case 'avg':
      return ofValues(average)
    case 'median':
      return ofValues(median)
    case 'min':
      return ofValues((values) => extreme(values, -1, value.columnType))
    case 'max':
      return ofValues((values) => extreme(values, 1, value.columnType))
    case 'first':
      return (positions, attribute) => attribute(extremeRow(positions, -1, value, evaluation))
    case 'last':
      return (positions, attribute) => attribute(extremeRow(positions, 1, value, evaluation))
  }
}

/** The smallest (sign -1) or greatest (sign 1) of the values; null of none. */
function extreme(values: readonly NonNull[], sign: -1 | 1, type: AttributeType | null): Value {
  if (type === null) throw new Error('A smallest or greatest value of no attribute.')
  let best: NonNull | null = null
  for (const value of values) if (best === null || compareCells(type, value, best) * sign > 0) best = value
  return best
}

/** The row that stands first (sign -1) or last (sign 1) by the ordering attribute and, among ties, by the table's key. */
function extremeRow(
  positions: readonly number[],
  sign: -1 | 1,
  { of, orderBy }: AggregateValue,
  { store }: AudienceEvaluation,
): number {
  if (orderBy === null) throw new Error('A first or last row of no order.')
  const { type } = orderBy
  const rows = store.rows(of)
  const keyOrder = store.keyOrder(of)
  const column = store.columnIndex(of, orderBy.column)

  function compare(a: number, b: number): number {
    const byValue = compareCells(type, cell(rows[a], column), cell(rows[b], column))
    return byValue === 0 ? (keyOrder[a] ?? 0) - (keyOrder[b] ?? 0) : byValue
  }
  return positions.reduce((best, position) => (compare(position, best) * sign > 0 ? position : best))
}
