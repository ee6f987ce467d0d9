/** The parts of the JSON source text proposal used here; TypeScript does not declare them yet. */
interface JsonWithSource {
  rawJSON(text: string): RawNumber
  isRawJSON(value: unknown): value is RawNumber
}

declare const rawNumber: unique symbol

/** A JSON number kept as its text; `JSON.stringify` prints it as it was written. */
export interface RawNumber {
  readonly [rawNumber]: true
  readonly rawJSON: string
}

// Node has both functions since version 22.
const jsonWithSource = JSON as typeof JSON & JsonWithSource

export function isRawNumber(value: unknown): value is RawNumber {
  return jsonWithSource.isRawJSON(value)
}

// Up to 15 digits survive a 64-bit float; a longer run of digits, if only within a text, is read the slow way.
const LONG_NUMBER = /[0-9][0-9.]{15,}/

/** Parses a JSON text without losing digits of numbers: those a float would change are `RawNumber`. Throws a `SyntaxError`. */
export function parseExactly(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text)
  // TypeScript does not know the third parameter yet.
  const reviver = (_key: string, value: unknown, context?: { readonly source?: string }): unknown => {
    const source = context?.source
    if (typeof value !== 'number' || source === undefined || /[eE]/.test(source)) return value
    return String(value) === source ? value : jsonWithSource.rawJSON(source)
  }
  return JSON.parse(text, reviver)
}

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
