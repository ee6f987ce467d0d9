import type { AttributeType, NumberKind } from '../catalog/catalog.ts'
import type { AggregateName } from './resolved.ts'

/** A type, with how exact it is where it is a number. */
export interface ResultType {
  readonly type: AttributeType
  readonly number?: NumberKind
}

const NUMBERS = ['number'] as const
const ORDERED = ['number', 'date', 'datetime', 'string'] as const
const ANY = ['string', 'number', 'boolean', 'date', 'datetime', 'list<string>', 'list<number>', 'other'] as const
const COUNTABLE = ['string', 'number', 'boolean', 'date', 'datetime'] as const

/** The types of attributes each aggregate takes; `count` takes none. */
export const AGGREGATED_TYPES: Readonly<Record<AggregateName, readonly AttributeType[]>> = {
  count: [],
  countDistinct: COUNTABLE,
  sum: NUMBERS,
  avg: NUMBERS,
  median: NUMBERS,
  min: ORDERED,
  max: ORDERED,
  first: ANY,
  last: ANY,
}

/** The types rows can be ordered by. */
export const ORDER_TYPES: readonly AttributeType[] = ORDERED

const INTEGER: ResultType = { type: 'number', number: { kind: 'integer' } }
const FLOAT: ResultType = { type: 'number', number: { kind: 'float' } }

/** The type of an aggregate over an attribute of type `of` (null for `count`). */
export function aggregateResult(aggregate: AggregateName, of: ResultType | null): ResultType {
  switch (aggregate) {
    case 'count':
    case 'countDistinct':
      return INTEGER
    case 'avg':
      return FLOAT
    case 'sum':
      return exactResult(of, 0)
    case 'median':
      // The mean of two exact numbers has one fractional digit more.
      return exactResult(of, 1)
    case 'min':
    case 'max':
    case 'first':
    case 'last':
      // Only the type: `of` may be an attribute, with much else about it.
      return of === null ? FLOAT : { type: of.type, ...(of.number === undefined ? {} : { number: of.number }) }
  }
}

/** A decimal with some more fractional digits than the attribute has; a float of a float. */
function exactResult(of: ResultType | null, moreDigits: number): ResultType {
  const number = of?.number ?? { kind: 'float' }
  if (number.kind === 'float') return FLOAT
  const scale = number.kind === 'decimal' ? number.scale : 0
  return { type: 'number', number: { kind: 'decimal', scale: scale + moreDigits } }
}
