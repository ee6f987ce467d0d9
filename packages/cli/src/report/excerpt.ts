import type { Diagnostic, JsonValue } from '@coterie/definition'
import type { Problem } from './problem.ts'

const MAX_LENGTH = 100

/**
 * The JSON at a pointer on one line, cut to a hundred characters; of the nearest place that exists if the pointer names
 * something that is missing. Undefined where that is the whole text.
 */
export function excerptAt(value: JsonValue, pointer: string): string | undefined {
  let place: unknown = value
  let label = ''
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, name)) break
    place = (place as Readonly<Record<string, unknown>>)[name]
    label = Array.isArray(place) || /^\d+$/.test(name) ? '' : `${JSON.stringify(name)}: `
  }
  if (place === value) return undefined
  const text = label + JSON.stringify(place)
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`
}

/** A diagnostic of a JSON text with the text it points at. */
export function problemIn(value: JsonValue, diagnostic: Diagnostic): Problem {
  const excerpt = excerptAt(value, diagnostic.pointer)
  return excerpt === undefined ? diagnostic : { ...diagnostic, excerpt }
}
