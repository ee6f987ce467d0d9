import type { AttributeType, NumberKind } from '../catalog/catalog.ts'
import { isExact, isInt64, scaleOf } from '../values/exact.ts'
import type { EpochDay, EpochMicros, Value } from '../values/value.ts'
import type { Literal } from './expression.ts'

/** A literal of an attribute type, of the type's elements for a list; a number's kind follows from its value. */
export function typedLiteral(type: AttributeType, value: Value): Literal {
  const scalarType = type === 'list<string>' ? 'string' : type === 'list<number>' ? 'number' : type
  const literal: Literal = { kind: 'literal', type: scalarType, value }
  return scalarType === 'number' ? { ...literal, number: numberKindOf(value) } : literal
}

export const dateLiteral = (day: EpochDay): Literal => typedLiteral('date', day)
export const instantLiteral = (instant: EpochMicros): Literal => typedLiteral('datetime', instant)

/** The narrowest kind that holds a number. */
function numberKindOf(value: Value): NumberKind {
  if (!isExact(value)) return { kind: 'float' }
  return isInt64(value) ? { kind: 'integer' } : { kind: 'decimal', scale: scaleOf(value) }
}
