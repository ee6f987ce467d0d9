import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import { isScalarText } from '../values/text.ts'
import { isJsonObject, type JsonValue } from './json-value.ts'
import { foundWords, member, type ObjectReader } from './read-members.ts'

/**
 * A record of named parts in the order written, without a prototype, so that a part may have any name. Parts that are wrong
 * are reported and left out; an absent record is empty.
 */
export function recordMember<V>(
  reader: ObjectReader,
  key: string,
  parse: (json: JsonValue, pointer: string) => V | null,
): Readonly<Record<string, V>> {
  const record = Object.create(null) as Record<string, V>
  const json = member(reader, key)
  if (json === undefined) return record
  const pointer = childPointer(reader.pointer, key)
  if (!isJsonObject(json)) {
    reader.report('wrong-type', pointer, { expected: 'an object with a key a name', found: foundWords(json) })
    return record
  }
  for (const [name, part] of Object.entries(json)) {
    const parsed = readNamed(name, part, childPointer(pointer, name), parse, reader.report)
    if (parsed !== null) record[name] = parsed
  }
  return record
}

function readNamed<V>(
  name: string,
  part: JsonValue,
  pointer: string,
  parse: (json: JsonValue, pointer: string) => V | null,
  report: Report,
): V | null {
  if (isScalarText(name)) return parse(part, pointer)
  report('lone-surrogate', pointer, {})
  return null
}
