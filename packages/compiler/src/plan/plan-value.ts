import type { AggregateName, AttributeType, NumberKind, Path, Value } from '@coterie/definition'
import type { Condition } from './condition.ts'
import type { PlanColumn, PlanLiteral } from './term.ts'

/** A value computed once per profile. Equal values of a batch are one node, known by its `id`. */
export type PlanValue = PlanAggregate | PlanFormulaValue | PlanDaysSince

/** An aggregate over the rows of one table, each once per profile. */
export interface PlanAggregate {
  readonly kind: 'aggregate'
  readonly id: number
  readonly aggregate: AggregateName
  readonly path: Path
  /** The table whose rows are aggregated. */
  readonly of: string
  /** What is aggregated; null for `count`. */
  readonly column: PlanColumn | null
  readonly part: 'day' | 'week' | 'month' | 'year' | null
  readonly orderBy: PlanColumn | null
  readonly where: Condition
  /** The value of profiles without a matching row. */
  readonly default: Value
  readonly type: AttributeType
  readonly number?: NumberKind
}

/** Arithmetic over values of the profile. */
export interface PlanFormulaValue {
  readonly kind: 'formula'
  readonly id: number
  readonly formula: PlanFormula
  readonly type: 'number'
  readonly number: NumberKind
}

export type PlanFormula =
  | { readonly kind: 'number'; readonly literal: PlanLiteral; readonly number: NumberKind }
  | { readonly kind: 'value'; readonly value: PlanValue; readonly number: NumberKind }
  | {
      readonly kind: 'arithmetic'
      readonly operator: '+' | '-' | '*' | '/'
      readonly left: PlanFormula
      readonly right: PlanFormula
      readonly number: NumberKind
    }

/** Whole local calendar days from a date or datetime to as-of's date. */
export interface PlanDaysSince {
  readonly kind: 'daysSince'
  readonly id: number
  readonly of: PlanValue
  readonly type: 'number'
  readonly number: { readonly kind: 'integer' }
}

/** The aggregates a value is made of, itself if it is one. */
export function aggregatesOf(value: PlanValue): readonly PlanAggregate[] {
  switch (value.kind) {
    case 'aggregate':
      return [value]
    case 'daysSince':
      return aggregatesOf(value.of)
    case 'formula':
      return aggregatesOfFormula(value.formula)
  }
}

function aggregatesOfFormula(formula: PlanFormula): readonly PlanAggregate[] {
  switch (formula.kind) {
    case 'number':
      return []
    case 'value':
      return aggregatesOf(formula.value)
    case 'arithmetic':
      return [...aggregatesOfFormula(formula.left), ...aggregatesOfFormula(formula.right)]
  }
}
