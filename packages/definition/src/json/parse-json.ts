import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { LIMITS } from '../diagnostics/limits.ts'
import { diagnostic } from '../diagnostics/report.ts'
import { exact } from '../values/exact.ts'
import { type ExactNumber, exactNumberOf, type JsonValue } from './json-value.ts'
import { scanJson } from './scan-json.ts'

/** What reading a JSON text gives. */
export type ParsedJson =
  | { readonly value: JsonValue; readonly diagnostic?: undefined }
  | { readonly value?: undefined; readonly diagnostic: Diagnostic }

/** Objects and arrays inside one another: more than any definition within `LIMITS.nesting` has, and safe for the parser's own recursion. */
const MOST_LEVELS = 1_000

/** Texts without such a part hold no number that a float could change: at most 15 digits and no exponent. */
const MAY_LOSE_DIGITS = /[\d.]{16}|\d[eE]/

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const MOST_DIGITS_OF_A_FLOAT = 15

type ReviverWithSource = (
  this: unknown,
  key: string,
  value: JsonValue,
  context: { readonly source?: string },
) => unknown

/** Reads a JSON text without losing digits of numbers. Refuses (`json-syntax`, `duplicate-key`, `nesting-too-deep`). */
export function parseJson(text: string): ParsedJson {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const scan = scanJson(source)
  if (scan.levels > MOST_LEVELS) return { diagnostic: diagnostic('nesting-too-deep', '', { limit: LIMITS.nesting }) }
  let value: JsonValue
  try {
    value = MAY_LOSE_DIGITS.test(source) ? parseWithSource(source) : parse(source)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return { diagnostic: diagnostic('json-syntax', '', { reason: reason.replace(/\.$/, '') }) }
  }
  if (scan.duplicate !== null) {
    return { diagnostic: diagnostic('duplicate-key', scan.duplicate.pointer, { key: scan.duplicate.key }) }
  }
  return { value }
}

/** A number's text as a JavaScript number where that holds it exactly (by its decimal text), as its text otherwise. Null: no number. */
export function losslessNumber(text: string): number | ExactNumber | null {
  if (!JSON_NUMBER.test(text)) return null
  const float = Number(text)
  return holdsExactly(float, text) ? float : exactNumberOf(text)
}

function parse(text: string): JsonValue {
  // JSON.parse returns what JSON can say and nothing else.
  return JSON.parse(text) as JsonValue
}

function parseWithSource(text: string): JsonValue {
  const reviver: ReviverWithSource = (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && !holdsExactly(value, source) ? exactNumberOf(source) : value
  // TypeScript does not declare the reviver's third argument yet.
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown) as JsonValue
}

/** Whether the float's shortest decimal text is the number the source wrote. */
function holdsExactly(float: number, source: string): boolean {
  if (source.length <= MOST_DIGITS_OF_A_FLOAT && !/[eE]/.test(source)) return true
  return Number.isFinite(float) && exact(source).eq(exact(float))
}
