import type { JsonObject } from '../json/json-value.ts'

/** The JSON Schema (draft 2020-12) of a definition. */
export function definitionJsonSchema(): JsonObject {
  throw new Error('to come')
}

/** The JSON Schema (draft 2020-12) of a catalog file. */
export function catalogJsonSchema(): JsonObject {
  throw new Error('to come')
}
