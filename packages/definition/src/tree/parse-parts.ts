import { LIMITS } from '../diagnostics/limits.ts'
import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import { type ObjectReader, requiredText, textListMember, textMember } from '../json/read-members.ts'
import type { PathNode, ReferenceNode } from './tree.ts'

/** The reading of one definition. */
export interface Parsing {
  readonly report: Report
  /** How many more conditions the definition may hold; below 0 the limit is reported and no further condition is read. */
  conditionsLeft: number
}

/** The `path` of a rule, an aggregate or a step, for spreading into a node: nothing where there is none. */
export function pathMember(reader: ObjectReader): { readonly path?: PathNode | null } {
  const relationships = textListMember(reader, 'path', 'a list of relationship names')
  if (relationships === undefined) return {}
  if (relationships === null) return { path: null }
  const pointer = childPointer(reader.pointer, 'path')
  if (relationships.length > LIMITS.relationshipsOnPath) {
    reader.report('path-too-long', pointer, { limit: LIMITS.relationshipsOnPath, found: relationships.length })
    return { path: null }
  }
  return { path: { relationships, pointer } }
}

/** A name with its place; undefined where the key is absent, null where its value is no text. */
export function referenceMember(reader: ObjectReader, key: string, expected: string): ReferenceNode | null | undefined {
  const text = textMember(reader, key, expected)
  return text == null ? text : { text, pointer: childPointer(reader.pointer, key) }
}

export function requiredReference(reader: ObjectReader, key: string, expected: string): ReferenceNode | null {
  const text = requiredText(reader, key, expected)
  return text === null ? null : { text, pointer: childPointer(reader.pointer, key) }
}
