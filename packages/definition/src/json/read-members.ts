import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import { isScalarText } from '../values/text.ts'
import { isExactNumber, isJsonObject, type JsonObject, type JsonValue } from './json-value.ts'

/*
 * Readers of an object's members. Each reports what is wrong and then returns null; a member that may be left out and is,
 * comes back as undefined.
 */

/** An object being read, where it stands, and where its problems go. */
export interface ObjectReader {
  readonly json: JsonObject
  readonly pointer: string
  readonly report: Report
}

/** A value that has to be an object whose keys are all among `allowed`; other keys are reported and do not stop the reading. */
export function readObject(
  value: unknown,
  pointer: string,
  expected: string,
  allowed: readonly string[],
  report: Report,
): ObjectReader | null {
  if (!isJsonObject(value)) {
    report('wrong-type', pointer, { expected, found: foundWords(value) })
    return null
  }
  const reader = { json: value, pointer, report }
  checkKeys(reader, allowed)
  return reader
}

/** Reports the keys that are not among `allowed`, with the nearest that is. */
export function checkKeys({ json, pointer, report }: ObjectReader, allowed: readonly string[]): void {
  for (const key of Object.keys(json)) {
    if (allowed.includes(key)) continue
    report('unknown-key', childPointer(pointer, key), { key, nearest: report.nearest(key, allowed), allowed })
  }
}

/** The member of a key; undefined where there is none. */
export function member({ json }: ObjectReader, key: string): JsonValue | undefined {
  return Object.hasOwn(json, key) ? json[key] : undefined
}

export function requiredMember(reader: ObjectReader, key: string, expected: string): JsonValue | undefined {
  const value = member(reader, key)
  if (value === undefined) reader.report('missing-key', reader.pointer, { key, expected })
  return value
}

/** A text, of whole characters. */
export function textMember(reader: ObjectReader, key: string, expected = 'a text'): string | null | undefined {
  const value = member(reader, key)
  return value === undefined ? undefined : readText(value, childPointer(reader.pointer, key), reader.report, expected)
}

export function requiredText(reader: ObjectReader, key: string, expected: string): string | null {
  if (requiredMember(reader, key, expected) === undefined) return null
  return textMember(reader, key, expected) ?? null
}

export function readText(value: unknown, pointer: string, report: Report, expected = 'a text'): string | null {
  if (typeof value !== 'string') {
    report('wrong-type', pointer, { expected, found: foundWords(value) })
    return null
  }
  if (isScalarText(value)) return value
  report('lone-surrogate', pointer, {})
  return null
}

/** One of a closed set of texts. */
export function choiceMember<C extends string>(
  reader: ObjectReader,
  key: string,
  choices: readonly C[],
): C | null | undefined {
  const value = member(reader, key)
  if (value === undefined) return undefined
  const choice = choices.find((one) => one === value)
  if (choice !== undefined) return choice
  const pointer = childPointer(reader.pointer, key)
  if (typeof value === 'string') {
    reader.report('unknown-choice', pointer, { found: value, choices, nearest: reader.report.nearest(value, choices) })
  } else {
    reader.report('wrong-type', pointer, { expected: choiceWords(choices), found: foundWords(value) })
  }
  return null
}

export function requiredChoice<C extends string>(reader: ObjectReader, key: string, choices: readonly C[]): C | null {
  const choice = choiceMember(reader, key, choices)
  if (choice === undefined) reader.report('missing-key', reader.pointer, { key, expected: choiceWords(choices) })
  return choice ?? null
}

export function flagMember(reader: ObjectReader, key: string): boolean | null | undefined {
  const value = member(reader, key)
  if (value === undefined || typeof value === 'boolean') return value
  reader.report('wrong-type', childPointer(reader.pointer, key), {
    expected: 'true or false',
    found: foundWords(value),
  })
  return null
}

/** A list; its elements are the caller's to check. */
export function listMember(
  reader: ObjectReader,
  key: string,
  expected: string,
): readonly JsonValue[] | null | undefined {
  const value = member(reader, key)
  if (value === undefined || isList(value)) return value
  reader.report('wrong-type', childPointer(reader.pointer, key), { expected, found: foundWords(value) })
  return null
}

/** A list of texts; null if one of them is none. */
export function textListMember(
  reader: ObjectReader,
  key: string,
  expected: string,
): readonly string[] | null | undefined {
  const list = listMember(reader, key, expected)
  if (list == null) return list
  const pointer = childPointer(reader.pointer, key)
  const texts = list.map((value, i) => readText(value, childPointer(pointer, i), reader.report))
  return texts.every((text) => text !== null) ? texts : null
}

/** Array.isArray does not narrow to readonly arrays. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value)
}

/** What a value is, in words. */
export function foundWords(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text'
  if (typeof value === 'number' || typeof value === 'bigint' || isExactNumber(value)) return 'a number'
  if (typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? 'a list' : 'an object'
}

function choiceWords(choices: readonly string[]): string {
  return `one of ${choices.map((choice) => `\`${choice}\``).join(', ')}`
}
