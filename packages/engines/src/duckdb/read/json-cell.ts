import { exactNumberOf, isExactNumber } from '@coterie/definition'

/** What a JSON column was seen to hold. */
export type JsonKind = 'text' | 'number' | 'boolean' | 'texts' | 'numbers' | 'emptyList' | 'other'

/** A JSON value as a text cell: `text` null is null. */
export interface JsonCell {
  readonly kind: JsonKind | null
  readonly text: string | null
}

const NULL_CELL: JsonCell = { kind: null, text: null }
// Up to 15 digits survive a 64-bit float; a longer run of digits, if only within a text, is read the slow way.
const LONG_NUMBER = /[0-9][0-9.]{15,}/

// Not JSON, but what some writers make of such floats; texts are matched first so that they stay as they are.
const TEXT_OR_NOT_A_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g

/** Parses as `parseExactly`; where that fails, reads NaN as null and an infinity as such. Throws a `SyntaxError`. */
export function parseLeniently(text: string): unknown {
  try {
    return parseExactly(text)
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error
    return parseExactly(
      text.replace(TEXT_OR_NOT_A_NUMBER, (token) => {
        if (token.startsWith('"')) return token
        return token.endsWith('NaN') ? 'null' : `${token.startsWith('-') ? '-' : ''}1e999`
      }),
    )
  }
}

/** Parses a JSON text without losing digits of numbers: those a float would change are `ExactNumber`. Throws a `SyntaxError`. */
export function parseExactly(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text)
  // TypeScript does not know the third parameter yet.
  const reviver = (_key: string, value: unknown, context?: { readonly source?: string }): unknown => {
    const source = context?.source
    if (typeof value !== 'number' || source === undefined || /[eE]/.test(source)) return value
    return String(value) === source ? value : exactNumberOf(source)
  }
  return JSON.parse(text, reviver)
}

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
      if (isExactNumber(value)) return { kind: 'number', text: value.rawJSON }
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
  if (typeof item === 'number' || isExactNumber(item)) return 'number'
  return typeof item === 'string' || typeof item === 'boolean' ? 'text' : 'other'
}
