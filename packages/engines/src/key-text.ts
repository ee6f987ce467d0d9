import type { AttributeType, Value } from '@coterie/definition'
import { cellText, jsonText } from './cell-text.ts'

/** A row's key as results print it: a single key as its text, a composite one as a compact JSON array. */
export function keyText(key: readonly Value[], types: readonly AttributeType[]): string {
  const [only = null] = key
  if (key.length === 1) return cellText(only, types[0] ?? 'string') ?? ''
  return `[${key.map((value, i) => jsonText(value, types[i] ?? 'string')).join()}]`
}
