import { assertNever } from '../assert-never.ts'
import type { AttributeNode, ConditionNode, GroupNode, SegmentNode } from '../tree/tree.ts'
import { resolveAggregateTest } from './resolve-aggregate.ts'
import { resolveSequence } from './resolve-sequence.ts'
import { resolveTest } from './resolve-test.ts'
import type { ResolvedCondition, ResolvedGroup, ResolvedSegmentTest, ResolvedTest } from './resolved.ts'
import { type RowScope, resolveOnRow } from './scope.ts'

/** A group with its names looked up. Conditions that are wrong are reported and left out. */
export function resolveGroup(node: GroupNode, scope: RowScope): ResolvedGroup {
  const { match, pointer } = node
  const conditions = node.conditions.flatMap((condition) => resolveCondition(condition, scope) ?? [])
  return { kind: 'group', match, conditions, pointer }
}

/** The group of an aggregate, a step or a measure without `where`: true on every row. */
export function emptyGroup(pointer: string): ResolvedGroup {
  return { kind: 'group', match: 'all', conditions: [], pointer }
}

function resolveCondition(node: ConditionNode, scope: RowScope): ResolvedCondition | null {
  switch (node.kind) {
    case 'group':
      return resolveGroup(node, scope)
    case 'attribute':
      return resolveAttributeTest(node, scope)
    case 'aggregate':
      return resolveAggregateTest(node, scope)
    case 'segment':
      return resolveSegmentTest(node, scope)
    case 'sequence':
      return resolveSequence(node, scope)
    default:
      return assertNever(node)
  }
}

function resolveAttributeTest(node: AttributeNode, scope: RowScope): ResolvedTest | null {
  if (node.attribute === null) return null
  const subject = resolveOnRow(node.attribute, scope)
  return resolveTest({ subject, name: node.attribute.text, test: node, pointer: node.pointer }, scope)
}

function resolveSegmentTest(node: SegmentNode, scope: RowScope): ResolvedSegmentTest | null {
  if (node.segment === null) return null
  const segment = scope.segment(node.segment, `${node.pointer}/segment`)
  return segment === null ? null : { kind: 'segment', segment, negated: node.negated, pointer: node.pointer }
}
