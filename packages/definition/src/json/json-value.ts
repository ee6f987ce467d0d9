/**
 * JSON as read without loss: a number whose decimal text a 64-bit float would change is an `ExactNumber`, every other one
 * a JavaScript number. Objects may have any own key, `__proto__` included, so read them with `Object.keys`.
 */
export type JsonValue = null | boolean | string | number | ExactNumber | readonly JsonValue[] | JsonObject

export interface JsonObject {
  readonly [key: string]: JsonValue
}

declare const exactNumber: unique symbol

/** A JSON number kept as its text (made by `JSON.rawJSON`, so `JSON.stringify` prints it as it was written). */
export interface ExactNumber {
  readonly [exactNumber]: true
  readonly rawJSON: string
}

/** The parts of the JSON source text proposal this project uses; TypeScript does not declare them yet. */
interface JsonWithSource {
  rawJSON(text: string): ExactNumber
  isRawJSON(value: unknown): value is ExactNumber
}

// Every engine this project runs on (Node 22, Chrome 114, Firefox 135, Safari 18.4 and later) has both functions.
const jsonWithSource = JSON as typeof JSON & JsonWithSource

/** A number as its JSON text. Throws on a text that is no JSON number. */
export function exactNumberOf(text: string): ExactNumber {
  return jsonWithSource.rawJSON(text)
}

/** Whether a value is a number kept as its text. */
export function isExactNumber(value: unknown): value is ExactNumber {
  return jsonWithSource.isRawJSON(value)
}

/** Whether a value is a JSON object: neither an array nor a number kept as text. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value)
}
