import { LIMITS } from '../diagnostics/limits.ts'
import { childPointer } from '../diagnostics/pointer.ts'
import { isJsonObject, type JsonValue } from '../json/json-value.ts'
import {
  checkKeys,
  foundWords,
  listMember,
  type ObjectReader,
  readObject,
  requiredChoice,
  requiredMember,
  requiredText,
} from '../json/read-members.ts'
import {
  aggregateConditionSchema,
  attributeConditionSchema,
  groupSchema,
  matchSchema,
  segmentConditionSchema,
  segmentOperatorSchema,
  sequenceConditionSchema,
} from '../schema/definition-schema.ts'
import { parseAggregateSpec } from './parse-aggregate.ts'
import { type Parsing, requiredReference } from './parse-parts.ts'
import { parseSequence } from './parse-sequence.ts'
import type { AggregateNode, AttributeNode, ConditionNode, GroupNode, SegmentNode } from './tree.ts'

const GROUP_KEYS = Object.keys(groupSchema.shape)
const CONDITION_WORDS = 'a condition: an object'

type ConditionKind = ConditionNode['kind']
type ConditionParser = (reader: ObjectReader, depth: number, parsing: Parsing) => ConditionNode

/** The keys each kind of condition may have, and its parser. */
const CONDITION_KINDS: Readonly<
  Record<ConditionKind, { readonly keys: readonly string[]; readonly parse: ConditionParser }>
> = {
  group: { keys: GROUP_KEYS, parse: parseGroupMembers },
  attribute: { keys: Object.keys(attributeConditionSchema.shape), parse: parseAttribute },
  aggregate: { keys: Object.keys(aggregateConditionSchema.shape), parse: parseAggregate },
  segment: { keys: Object.keys(segmentConditionSchema.shape), parse: parseSegment },
  sequence: { keys: Object.keys(sequenceConditionSchema.shape), parse: parseSequence },
}

/** The key that tells the kind; `aggregate` comes before `attribute`, which an aggregate condition has too. */
const TELLING_KEYS: readonly (readonly [string, ConditionKind])[] = [
  ['aggregate', 'aggregate'],
  ['sequence', 'sequence'],
  ['segment', 'segment'],
  ['attribute', 'attribute'],
  ['match', 'group'],
  ['conditions', 'group'],
]

/** A group that stands as a `where`. */
export function parseGroup(json: JsonValue, pointer: string, depth: number, parsing: Parsing): GroupNode | null {
  if (!nestingAllowed(depth, pointer, parsing)) return null
  const reader = readObject(
    json,
    pointer,
    'a group: an object with `match` and `conditions`',
    GROUP_KEYS,
    parsing.report,
  )
  return reader === null ? null : parseGroupMembers(reader, depth, parsing)
}

/** `match` and `conditions` of a group or rule `depth` groups below a rule. A wrong `match` is read as `all` (and reported). */
export function parseGroupMembers(reader: ObjectReader, depth: number, parsing: Parsing): GroupNode {
  const { pointer } = reader
  const match = requiredChoice(reader, 'match', matchSchema.options) ?? 'all'
  requiredMember(reader, 'conditions', 'a list of conditions')
  const list = listMember(reader, 'conditions', 'a list of conditions') ?? []
  const conditions: ConditionNode[] = []
  for (const [i, json] of list.entries()) {
    parsing.conditionsLeft -= 1
    if (parsing.conditionsLeft === -1) parsing.report('too-many-conditions', '', { limit: LIMITS.conditions })
    if (parsing.conditionsLeft < 0) break
    const condition = parseCondition(json, childPointer(childPointer(pointer, 'conditions'), i), depth, parsing)
    if (condition !== null) conditions.push(condition)
  }
  return { kind: 'group', match, conditions, pointer }
}

function parseCondition(json: JsonValue, pointer: string, depth: number, parsing: Parsing): ConditionNode | null {
  const { report } = parsing
  if (!isJsonObject(json)) {
    report('wrong-type', pointer, { expected: CONDITION_WORDS, found: foundWords(json) })
    return null
  }
  const kind = TELLING_KEYS.find(([key]) => Object.hasOwn(json, key))?.[1]
  if (kind === undefined) {
    report('unknown-condition', pointer, { keys: Object.keys(json) })
    return null
  }
  if (kind === 'group' && !nestingAllowed(depth + 1, pointer, parsing)) return null
  const { keys, parse } = CONDITION_KINDS[kind]
  const reader = { json, pointer, report }
  checkKeys(reader, keys)
  return parse(reader, kind === 'group' ? depth + 1 : depth, parsing)
}

function nestingAllowed(depth: number, pointer: string, { report }: Parsing): boolean {
  if (depth <= LIMITS.nesting) return true
  report('nesting-too-deep', pointer, { limit: LIMITS.nesting })
  return false
}

function parseAttribute(reader: ObjectReader): AttributeNode {
  return {
    kind: 'attribute',
    attribute: requiredReference(reader, 'attribute', 'an attribute, `table.attribute` or `measures.name`'),
    operator: requiredText(reader, 'operator', 'the name of an operator'),
    operands: reader.json,
    pointer: reader.pointer,
  }
}

function parseAggregate(reader: ObjectReader, depth: number, parsing: Parsing): AggregateNode {
  return {
    kind: 'aggregate',
    aggregate: parseAggregateSpec(reader, depth, parsing),
    operator: requiredText(reader, 'operator', 'the name of an operator'),
    operands: reader.json,
    pointer: reader.pointer,
  }
}

function parseSegment(reader: ObjectReader): SegmentNode {
  return {
    kind: 'segment',
    segment: requiredText(reader, 'segment', 'the id or name of a segment'),
    negated: requiredChoice(reader, 'operator', segmentOperatorSchema.options) === 'notIn',
    pointer: reader.pointer,
  }
}
