import { type AttributeType, formatDate, formatInstant, isExact, type Value } from '@coterie/definition'

/**
 * A value as the text results show: numbers in decimal digits without trailing zeros, dates and instants (UTC) in ISO
 * form, lists as compact JSON arrays. Null stays null.
 */
export function cellText(value: Value, type: AttributeType): string | null {
  if (value === null) return null
  if (Array.isArray(value)) return `[${value.map((item: Value) => jsonText(item, type)).join()}]`
  if (isExact(value)) return value.toFixed()
  if (typeof value === 'number' && type === 'date') return formatDate(value)
  if (typeof value === 'bigint') return formatInstant(value)
  return String(value)
}

/** A value as compact JSON: exact numbers with all their digits, dates and instants as texts. */
export function jsonText(value: Value, type: AttributeType): string {
  const text = cellText(value, type)
  if (text === null) return 'null'
  const isBare = Array.isArray(value) || isExact(value) || typeof value === 'boolean' || isJsonNumber(value, type)
  return isBare ? text : JSON.stringify(text)
}

/** Infinities have no JSON number, so they are texts. */
const isJsonNumber = (value: Value, type: AttributeType): boolean =>
  typeof value === 'number' && type !== 'date' && Number.isFinite(value)
