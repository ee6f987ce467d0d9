import type { JsonObject } from '../json/json-value.ts'
import type { AggregateName, SetOperator, Unit } from '../resolve/resolved.ts'

/*
 * A definition as written, part by part, before any name is looked up. A part that is written wrongly is null (its
 * problem is reported already); one that may be left out and is, is undefined.
 */

export interface DefinitionNode {
  readonly audience?: string | null
  readonly rules: readonly RuleNode[]
  readonly project: readonly ReferenceNode[]
}

export interface RuleNode {
  readonly name?: string
  readonly combine: SetOperator | null
  readonly path?: PathNode | null
  readonly group: GroupNode
  readonly pointer: string
}

export interface GroupNode {
  readonly kind: 'group'
  readonly match: 'all' | 'any' | 'none'
  readonly conditions: readonly ConditionNode[]
  readonly pointer: string
}

export type ConditionNode = GroupNode | AttributeNode | AggregateNode | SegmentNode | SequenceNode

/** An attribute reference and where it stands. */
export interface ReferenceNode {
  readonly text: string
  readonly pointer: string
}

/** Relationship names from the far table to the audience, and where they stand. */
export interface PathNode {
  readonly relationships: readonly string[]
  readonly pointer: string
}

/** An operator and what stands beside it: `operands` is the whole condition, of which the operator's operands are checked by name. */
export interface TestNode {
  readonly operator: string | null
  readonly operands: JsonObject
}

export interface AttributeNode extends TestNode {
  readonly kind: 'attribute'
  readonly attribute: ReferenceNode | null
  readonly pointer: string
}

export interface AggregateNode extends TestNode {
  readonly kind: 'aggregate'
  readonly aggregate: AggregateSpecNode
  readonly pointer: string
}

/** The part aggregate conditions and measures share. */
export interface AggregateSpecNode {
  readonly aggregate: AggregateName | null
  readonly attribute?: ReferenceNode | null
  readonly of?: ReferenceNode | null
  readonly part?: 'day' | 'week' | 'month' | 'year' | null
  readonly orderBy?: ReferenceNode | null
  readonly path?: PathNode | null
  readonly where?: GroupNode | null
  readonly pointer: string
}

export interface SegmentNode {
  readonly kind: 'segment'
  readonly segment: string | null
  readonly negated: boolean
  readonly pointer: string
}

export interface SequenceNode {
  readonly kind: 'sequence'
  readonly steps: readonly StepNode[]
  readonly pointer: string
}

export interface StepNode {
  readonly absent: boolean
  readonly path?: PathNode | null
  readonly time: ReferenceNode | null
  readonly where?: GroupNode | null
  readonly within?: { readonly amount: number; readonly unit: Unit } | null
  readonly pointer: string
}
