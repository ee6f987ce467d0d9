import type { AttributeType, NumberKind } from '../catalog/catalog.ts'
import type { Value } from '../values/value.ts'

/**
 * A definition whose names are resolved and whose operands are typed: what the reference evaluator runs and the
 * compiler plans. It holds no operator twins (negation is a flag), no inferred paths and no measure names without meaning.
 */
export interface ResolvedDefinition {
  /** The profile table whose rows are grouped. */
  readonly audience: string
  readonly rules: readonly ResolvedRule[]
  readonly project: readonly ResolvedProjection[]
}

export type SetOperator = 'union' | 'intersect' | 'except'

/** A rule: profiles with at least one joined row of `path` that satisfies `group`. */
export interface ResolvedRule {
  readonly name?: string
  /** How the rule joins the result so far; null for the first rule only. */
  readonly combine: SetOperator | null
  readonly path: Path
  readonly group: ResolvedGroup
}

/** The tables joined to the audience, one step a relationship, from the audience outwards. No step: the audience table alone. */
export interface Path {
  readonly audience: string
  readonly steps: readonly PathStep[]
}

/** One inner join: rows of `table` whose `columns` equal the `nearColumns` of `nearTable`, which stands nearer to the audience. */
export interface PathStep {
  readonly relationship: string
  readonly nearTable: string
  readonly nearColumns: readonly string[]
  readonly table: string
  readonly columns: readonly string[]
  /** Whether a row of the near table can meet several rows of this table. */
  readonly fanOut: boolean
  /** Whether a row of this table can meet several rows of the near table. */
  readonly fanIn: boolean
}

export type ResolvedCondition = ResolvedGroup | ResolvedTest | ResolvedSegmentTest | ResolvedSequence

/** Conditions about the same joined row (or, inside `where`, the same row). Empty: `all` and `none` true, `any` false. */
export interface ResolvedGroup {
  readonly kind: 'group'
  readonly match: 'all' | 'any' | 'none'
  readonly conditions: readonly ResolvedCondition[]
  /** JSON pointer to the group in the definition. */
  readonly pointer: string
}

/** An operator applied to a subject: attribute conditions, measure conditions and aggregate conditions alike. */
export interface ResolvedTest {
  readonly kind: 'test'
  readonly subject: Subject
  /** Name of a positive operator of the registry. */
  readonly operator: string
  /** True for the operator's negative twin: exactly the complement. */
  readonly negated: boolean
  readonly operands: Operands
  readonly pointer: string
}

/** What a test looks at: a column of the joined row, or a value of the profile. */
export type Subject = ColumnSubject | ValueSubject

export interface ColumnSubject {
  readonly kind: 'column'
  readonly table: string
  readonly column: string
  readonly type: AttributeType
  readonly number?: NumberKind
}

export interface ValueSubject {
  readonly kind: 'value'
  readonly value: ProfileValue
  readonly type: AttributeType
  readonly number?: NumberKind
}

/** The operands of a test after checking: only those its operator declares are present. */
export interface Operands {
  readonly value?: Operand
  readonly from?: Operand
  readonly to?: Operand
  /** Literals only, of the subject's type (or its elements'), without duplicates, in the order written. */
  readonly values?: readonly Value[]
  readonly ignoreCase?: boolean
  readonly amount?: number
  readonly unit?: Unit
  readonly period?: 'this' | 'previous' | 'next' | 'toDate'
  readonly compare?: 'lt' | 'lte' | 'is' | 'gte' | 'gt'
}

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/**
 * A single operand. On a datetime subject a literal is an instant (`type: 'datetime'`) or a local date (`type: 'date'`),
 * which compare differently; `today` is the local date at as-of.
 */
export type Operand =
  | { readonly kind: 'literal'; readonly type: AttributeType; readonly value: Value }
  | { readonly kind: 'today' }
  | { readonly kind: 'subject'; readonly subject: Subject }

/** A value computed once per profile, whatever the rule's path. Structurally equal values are the same value. */
export type ProfileValue = AggregateValue | FormulaValue | DaysSinceValue

/** The name of the measure a value was written as is kept beside it, in `ValueSubject` sentences, never inside it. */
export interface AggregateValue {
  readonly kind: 'aggregate'
  readonly aggregate: AggregateName
  readonly path: Path
  /** The table whose rows are aggregated, each once: it stands on the path (or is the audience). */
  readonly of: string
  /** The attribute of `of` that is aggregated; null for `count` only. */
  readonly column: string | null
  /** Type of the aggregated attribute; null for `count`. */
  readonly columnType: AttributeType | null
  readonly columnNumber?: NumberKind
  /** `countDistinct` of a date or datetime: the calendar part that counts once. */
  readonly part: 'day' | 'week' | 'month' | 'year' | null
  /** `first` and `last`: the attribute of `of` that orders its rows. */
  readonly orderBy: ColumnSubject | null
  readonly where: ResolvedGroup
  /** Value of profiles without a matching row. */
  readonly default: Value
  readonly type: AttributeType
  readonly number?: NumberKind
}

export type AggregateName = 'count' | 'countDistinct' | 'sum' | 'avg' | 'min' | 'max' | 'median' | 'first' | 'last'

/** Arithmetic over other values of the profile. Null if any part is null or a divisor is 0. `+ - *` of exact numbers are exact, `/` is a float. */
export interface FormulaValue {
  readonly kind: 'formula'
  readonly formula: Formula
  readonly type: 'number'
  readonly number: NumberKind
}

export type Formula =
  | { readonly kind: 'number'; readonly value: Value; readonly number: NumberKind }
  | { readonly kind: 'value'; readonly value: ProfileValue; readonly number: NumberKind }
  | {
      readonly kind: 'arithmetic'
      readonly operator: '+' | '-' | '*' | '/'
      readonly left: Formula
      readonly right: Formula
      readonly number: NumberKind
    }

/** Whole local calendar days from a date or datetime value to as-of's date; negative for the future. */
export interface DaysSinceValue {
  readonly kind: 'daysSince'
  readonly of: ProfileValue
  readonly type: 'number'
  readonly number: { readonly kind: 'integer' }
}

/** Membership in another segment. */
export interface ResolvedSegmentTest {
  readonly kind: 'segment'
  /** Id of the segment, as the caller of `resolve` knows it. */
  readonly segment: string
  readonly negated: boolean
  readonly pointer: string
}

/** Rows chosen one a step in strictly ascending time, with windows and forbidden rows between them. */
export interface ResolvedSequence {
  readonly kind: 'sequence'
  readonly steps: readonly SequenceStep[]
  /** All times of a sequence have one type. */
  readonly timeType: 'date' | 'datetime'
  readonly pointer: string
}

export interface SequenceStep {
  readonly absent: boolean
  readonly path: Path
  /** A date or datetime attribute of a table on the path. */
  readonly time: ColumnSubject
  readonly where: ResolvedGroup
  /** Null: any time after. On an absent step it has a meaning only as the last one. */
  readonly within: { readonly amount: number; readonly unit: Unit } | null
}

/** An attribute of a related table to add to the output, one list element a joined row. */
export interface ResolvedProjection {
  readonly column: ColumnSubject
  /** The direct path used when no rule's path holds the table; null when it lies on every rule's path. */
  readonly directPath: Path | null
}
