import type { AttributeType } from '../catalog/catalog.ts'
import type { Operands } from '../resolve/resolved.ts'
import type { Clock } from '../time/clock.ts'
import type { Scalar, Value } from '../values/value.ts'
import type { Predicate, Term } from './expression.ts'

/**
 * An operator of the language, as data and pure functions. One file declares one operator and its negative twin; the
 * registry derives from it the JSON schema, validation, the reference evaluator, the compiler, the editor's controls,
 * the documentation and the corpus.
 */
export type Operator = PredicateOperator | RankingOperator

interface OperatorBase {
  /** The name in definitions. */
  readonly name: string
  /** The name of the twin that is exactly the complement; null where the language has none. */
  readonly negative: string | null
  /** The attribute types it can be applied to. */
  readonly types: readonly AttributeType[]
  /** What has to stand beside `attribute` and `operator` in a condition. */
  readonly operands: OperandsSpec
  /** Two or three words for a list to choose from, e.g. "is within the last". */
  readonly label: string
  readonly negativeLabel: string | null
  /** One line of help. */
  readonly help: string
  /** What null means for the positive form, in words; documentation only. */
  readonly nullRule: string
  readonly examples: readonly OperatorExample[]
}

/** True or false of one value at a time. */
export interface PredicateOperator extends OperatorBase {
  readonly kind: 'predicate'
  /** What the positive form says of null; absent: false. */
  readonly onNull?: boolean
  /** The positive form's meaning for one non-null value. Operands are non-null: a null on either side never gets here. */
  evaluate(value: Exclude<Value, null>, operands: EvaluatedOperands, clock: Clock): boolean
  /** The positive form as a predicate over the subject. Need not handle null unless `onNull` is set. */
  toExpression(subject: Term, operands: ExpressionOperands, clock: Clock): Predicate
  /** The condition's words after the subject, e.g. `is in the last 90 days`. */
  describe(operands: OperandWords, negated: boolean): string
}

/** True or false of a profile's value among all profiles of the audience; the engine and the evaluator rank. */
export interface RankingOperator extends OperatorBase {
  readonly kind: 'ranking'
  readonly side: 'top' | 'bottom'
  readonly by: 'count' | 'percent'
  describe(operands: OperandWords, negated: boolean): string
}

/**
 * Which operands a condition takes. `value`, `from` and `to` are of the subject's type or another attribute of that type
 * unless said otherwise.
 */
export interface OperandsSpec {
  readonly value?: ValueOperandSpec
  /** Allowed instead of `value` or required when `value` is absent: a list of literals. */
  readonly values?: ValuesOperandSpec
  readonly from?: ValueOperandSpec
  readonly to?: ValueOperandSpec
  /** Allowed on strings only. */
  readonly ignoreCase?: true
  /** A whole number of units, from 0; both `amount` and `unit` are required. */
  readonly amount?: true
  /** The allowed units, required with `amount` or `period`; see `allowedUnits`, since dates take no minutes and hours. */
  readonly unit?: readonly NonNullable<Operands['unit']>[]
  readonly period?: readonly NonNullable<Operands['period']>[]
  readonly compare?: true
}

/** What a single operand may be. */
export type ValueOperandSpec =
  /** A literal of the subject's type, another attribute of that type or, on dates and datetimes, "today". */
  | { readonly kind: 'subject' }
  /** An RE2 pattern. */
  | { readonly kind: 'pattern' }
  /** A whole number within the bounds. */
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  /** A number in (0, 100]. */
  | { readonly kind: 'percent' }

export type ValuesOperandSpec =
  /** Literals of the subject's type (of a list's elements). */
  | { readonly kind: 'subject' }
  /** Whole numbers within the bounds. */
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }

/** Operands with other attributes replaced by their values on the row at hand. */
export interface EvaluatedOperands extends Omit<Operands, 'value' | 'from' | 'to'> {
  readonly value?: EvaluatedOperand
  readonly from?: EvaluatedOperand
  readonly to?: EvaluatedOperand
}

/** A non-null value with its type: `date` on a datetime subject means the local date. `fromSubject`: it came from another attribute. */
export interface EvaluatedOperand {
  readonly type: AttributeType
  readonly value: Scalar
  readonly fromSubject: boolean
}

/** Operands as terms; `today` has become a date literal. */
export interface ExpressionOperands extends Omit<Operands, 'value' | 'from' | 'to'> {
  readonly subjectType: AttributeType
  readonly value?: TypedTerm
  readonly from?: TypedTerm
  readonly to?: TypedTerm
}

export interface TypedTerm {
  readonly type: AttributeType
  readonly term: Term
  readonly fromSubject: boolean
}

/** Operands as words, already quoted and formatted. */
export interface OperandWords extends Omit<Operands, 'value' | 'from' | 'to' | 'values'> {
  readonly value?: string
  readonly from?: string
  readonly to?: string
  readonly values?: readonly string[]
}

/**
 * A worked example, run by every engine: a catalog with one table `t` that has an attribute `x` of `type` (and `t.y` of the
 * same type, where rows are pairs), the condition's operands, and which rows are members. Every operator has an example
 * with a null row.
 */
export interface OperatorExample {
  readonly type: AttributeType
  /** `float` makes a number attribute a float; absent numbers are exact. */
  readonly number?: 'float'
  /** Operator fields of the condition as written in JSON, without `attribute`; `operator` absent: the positive name. */
  readonly condition: Readonly<Record<string, unknown>>
  /** Source texts of `x`, or pairs of `x` and `y`; dates and instants in ISO form. */
  readonly rows: readonly ExampleRow[]
  /** Positions of the rows that are members. */
  readonly members: readonly number[]
  /** Defaults: 2024-06-15T12:00:00Z, UTC, monday. */
  readonly asOf?: string
  readonly timeZone?: string
  readonly weekStart?: 'monday' | 'sunday'
}

export type ExampleValue = string | number | boolean | null | readonly (string | number | null)[]
export type ExampleRow = ExampleValue | { readonly x: ExampleValue; readonly y: ExampleValue }
