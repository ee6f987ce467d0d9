import { isRawNumber } from './exact-json.ts'

/** What a JSON column was seen to hold. */
export type JsonKind = 'text' | 'number' | 'boolean' | 'texts' | 'numbers' | 'emptyList' | 'other'

/** A JSON value as a text cell: `text` null is null. */
export interface JsonCell {
  readonly kind: JsonKind | null
  readonly text: string | null
}

const NULL_CELL: JsonCell = { kind: null, text: null }
/** The text of a value of a JSON object. */
export function jsonCell(value: unknown): JsonCell {
  if (value === null || value === undefined) return NULL_CELL
  switch (typeof value) {
    case 'string':
      return { kind: 'text', text: value }
    case 'number':
      return { kind: 'number', text: String(value) }
    case 'boolean':
      return { kind: 'boolean', text: String(value) }
    default:
      if (isRawNumber(value)) return { kind: 'number', text: value.rawJSON }
      return { kind: Array.isArray(value) ? listKind(value) : 'other', text: JSON.stringify(value) }
  }
}

function listKind(items: readonly unknown[]): JsonKind {
  const kinds = new Set(items.map(itemKind))
  kinds.delete(null)
  if (kinds.size === 0) return 'emptyList'
  if (kinds.has('other')) return 'other'
  return kinds.size === 1 && kinds.has('number') ? 'numbers' : 'texts'
}

function itemKind(item: unknown): 'text' | 'number' | 'other' | null {
  if (item === null) return null
  if (typeof item === 'number' || isRawNumber(item)) return 'number'
  return typeof item === 'string' || typeof item === 'boolean' ? 'text' : 'other'
}
