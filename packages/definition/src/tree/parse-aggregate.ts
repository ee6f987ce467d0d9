import { childPointer } from '../diagnostics/pointer.ts'
import { choiceMember, member, type ObjectReader, requiredChoice } from '../json/read-members.ts'
import { aggregateNameSchema, partSchema } from '../schema/definition-schema.ts'
import { parseGroup } from './parse-condition.ts'
import { type Parsing, pathMember, referenceMember } from './parse-parts.ts'
import type { AggregateSpecNode, GroupNode } from './tree.ts'

/** The part that aggregate conditions and measures share; `depth` is that of the group they stand in. */
export function parseAggregateSpec(reader: ObjectReader, depth: number, parsing: Parsing): AggregateSpecNode {
  return {
    aggregate: requiredChoice(reader, 'aggregate', aggregateNameSchema.options),
    ...present('attribute', referenceMember(reader, 'attribute', 'an attribute, `table.attribute`')),
    ...present('of', referenceMember(reader, 'of', 'the name of a table')),
    ...present('part', choiceMember(reader, 'part', partSchema.options)),
    ...present('orderBy', referenceMember(reader, 'orderBy', 'an attribute, `table.attribute`')),
    ...pathMember(reader),
    ...whereMember(reader, depth, parsing),
    pointer: reader.pointer,
  }
}

/** The `where` of an aggregate or a step, for spreading into a node. */
export function whereMember(
  reader: ObjectReader,
  depth: number,
  parsing: Parsing,
): { readonly where?: GroupNode | null } {
  const where = member(reader, 'where')
  if (where === undefined) return {}
  return { where: parseGroup(where, childPointer(reader.pointer, 'where'), depth + 1, parsing) }
}

function present<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  // A computed key widens to string; it is K.
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V })
}
