import type { Comparison, Path, Unit } from '@coterie/definition'
import type { PlanAggregate } from './plan-value.ts'
import type { PlanColumn, PlanLiteral, PlanTerm } from './term.ts'

/**
 * A condition about a profile or, inside `exists`, a `where` or a sequence's step, about one joined row. Every condition is
 * true or false: a test whose terms are null is false and `not` is the exact complement, so boolean algebra holds.
 * Equal conditions of a batch are one node, known by its `id`.
 */
export type Condition =
  | ConstantCondition
  | AndCondition
  | OrCondition
  | NotCondition
  | DecideCondition
  | TestCondition
  | ProfileCondition

/** A test of terms on the row at hand. */
export type TestCondition =
  | IsNullTest
  | CompareTest
  | InListTest
  | TextMatchTest
  | RegexMatchTest
  | TruthTest
  | ListHasTest

/** A condition that belongs to the profile, whatever the joined row. */
export type ProfileCondition =
  | ExistsCondition
  | ValueTestCondition
  | RankingCondition
  | MembershipCondition
  | SequenceCondition

interface Node {
  /** Unique in the batch; a node's parts have smaller ids. */
  readonly id: number
}

export interface ConstantCondition extends Node {
  readonly kind: 'constant'
  readonly value: boolean
}

export interface AndCondition extends Node {
  readonly kind: 'and'
  readonly operands: readonly Condition[]
}

export interface OrCondition extends Node {
  readonly kind: 'or'
  readonly operands: readonly Condition[]
}

export interface NotCondition extends Node {
  readonly kind: 'not'
  readonly operand: Condition
}

/** The first case that holds decides; a flat form of rules that alternate very often. */
export interface DecideCondition extends Node {
  readonly kind: 'decide'
  readonly cases: readonly { readonly when: Condition; readonly holds: boolean }[]
  readonly otherwise: Condition
}

export interface IsNullTest extends Node {
  readonly kind: 'isNull'
  readonly term: PlanTerm
}

export interface CompareTest extends Node {
  readonly kind: 'compare'
  readonly operator: Comparison
  readonly left: PlanTerm
  readonly right: PlanTerm
}

export interface InListTest extends Node {
  readonly kind: 'inList'
  readonly term: PlanTerm
  readonly literals: readonly PlanLiteral[]
}

export interface TextMatchTest extends Node {
  readonly kind: 'textMatch'
  readonly mode: 'contains' | 'startsWith' | 'endsWith'
  readonly text: PlanTerm
  readonly pattern: PlanTerm
}

export interface RegexMatchTest extends Node {
  readonly kind: 'regexMatch'
  readonly text: PlanTerm
  readonly pattern: string
  readonly ignoreCase: boolean
}

export interface TruthTest extends Node {
  readonly kind: 'truth'
  readonly term: PlanTerm
}

export interface ListHasTest extends Node {
  readonly kind: 'listHas'
  readonly quantity: 'any' | 'all'
  readonly list: PlanTerm
  readonly literals: readonly PlanLiteral[]
}

/** At least one joined row of the path satisfies the condition. The path has at least one step. */
export interface ExistsCondition extends Node {
  readonly kind: 'exists'
  readonly path: Path
  readonly condition: Condition
}

/** A condition whose only subject is one aggregate (or values made of it alone). */
export interface ValueTestCondition extends Node {
  readonly kind: 'valueTest'
  readonly aggregate: PlanAggregate
  readonly condition: Condition
}

/** The profile is among the best (or lowest) of the audience. */
export interface RankingCondition extends Node {
  readonly kind: 'ranking'
  readonly audience: string
  readonly term: PlanTerm
  readonly side: 'top' | 'bottom'
  readonly by: 'count' | 'percent'
  readonly amount: PlanLiteral
}

/** Membership in another segment of the batch. */
export interface MembershipCondition extends Node {
  readonly kind: 'membership'
  readonly segment: string
}

/** Rows in strict time order, one a step. */
export interface SequenceCondition extends Node {
  readonly kind: 'sequence'
  readonly steps: readonly PlanStep[]
  readonly timeType: 'date' | 'datetime'
}

export interface PlanStep {
  readonly absent: boolean
  readonly path: Path
  readonly time: PlanColumn
  readonly where: Condition
  readonly within: { readonly amount: number; readonly unit: Unit } | null
}
