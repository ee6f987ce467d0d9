import type { Catalog, Clock } from '@coterie/definition'
import type { Dialect } from '../dialects/dialect.ts'
import type { Naming } from '../naming.ts'
import type { Condition, RankingCondition, SequenceCondition } from '../plan/condition.ts'
import type { PlanAggregate, PlanValue } from '../plan/plan-value.ts'
import type { PlanTerm } from '../plan/term.ts'
import type { SqlExpression } from '../sql/sql-expression.ts'
import type { SqlQuery, SqlTable } from '../sql/sql-query.ts'
import type { Scope } from './scope.ts'

/** A node that can become a relation of its own. */
export type SharableNode = PlanAggregate | RankingCondition | SequenceCondition

/**
 * What lowering a batch needs to know, and its parts as seen by each other: conditions hold values, values are made of
 * queries, and queries have conditions.
 */
export interface Lowering {
  readonly catalog: Catalog
  readonly clock: Clock
  readonly dialect: Dialect
  readonly naming: Naming
  /** The temporary table a node's relation is read from; null where it is computed in place. Notes the use. */
  sharedTable(node: SharableNode, alias: string): SqlTable | null
  /** The table of another segment's members. Notes the use. */
  membersTable(segment: string, alias: string): SqlTable
  /** A condition on the rows of a scope, or its complement. TRUE where it holds; FALSE or null elsewhere. */
  condition(condition: Condition, scope: Scope, negated: boolean): SqlExpression
  term(term: PlanTerm, scope: Scope): SqlExpression
  /** A value of the scope's profile. */
  value(value: PlanValue, scope: Scope): SqlExpression
  /** The profiles with at least one matching row, and their aggregate: columns `k1`… and `v`. */
  aggregateValues(aggregate: PlanAggregate): SqlQuery
  /** The keys of profiles with at least one matching row whose aggregate satisfies a condition about it, or its complement. */
  aggregateKeys(aggregate: PlanAggregate, condition: Condition, negated: boolean): SqlQuery
  rankingKeys(ranking: RankingCondition): SqlQuery
  sequenceKeys(sequence: SequenceCondition): SqlQuery
}
