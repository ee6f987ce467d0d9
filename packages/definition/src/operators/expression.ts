import type { AttributeType, NumberKind } from '../catalog/catalog.ts'
import type { Subject } from '../resolve/resolved.ts'
import type { Value } from '../values/value.ts'

/**
 * The small closed set of expressions every operator is expressed in and every dialect prints.
 *
 * A predicate is TRUE, FALSE or unknown as in SQL; the condition it stands for is true only when it is TRUE. `not` is
 * two-valued: the exact complement, so it turns unknown into TRUE. Everything is null-strict except `isNull`, `and`,
 * `or`, `not` and `constant`.
 */
export type Expression = Predicate | Term

/** An expression with a truth value. */
export type Predicate =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'and'; readonly operands: readonly Predicate[] }
  | { readonly kind: 'or'; readonly operands: readonly Predicate[] }
  | { readonly kind: 'not'; readonly operand: Predicate }
  | { readonly kind: 'isNull'; readonly term: Term }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Term; readonly right: Term }
  /** Equal to one of the literals; false for an empty list. */
  | { readonly kind: 'inList'; readonly term: Term; readonly literals: readonly Literal[] }
  /** Code points of `text` contain, start with or end with those of `pattern`. */
  | {
      readonly kind: 'textMatch'
      readonly mode: 'contains' | 'startsWith' | 'endsWith'
      readonly text: Term
      readonly pattern: Term
    }
  /** An RE2 pattern is found somewhere in `text`; `.` does not match a line feed, `^` and `$` match at the text's ends. */
  | { readonly kind: 'regexMatch'; readonly text: Term; readonly pattern: string; readonly ignoreCase: boolean }
  /** A boolean term as a predicate. */
  | { readonly kind: 'truth'; readonly term: Term }
  /** The list has at least one of the literals, or each of them. */
  | {
      readonly kind: 'listHas'
      readonly quantity: 'any' | 'all'
      readonly list: Term
      readonly literals: readonly Literal[]
    }

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>='

/** An expression with a value. */
export type Term =
  | Literal
  | { readonly kind: 'subject'; readonly subject: Subject }
  /** Each code point replaced by its simple lower-case mapping. */
  | { readonly kind: 'lower'; readonly text: Term }
  /** The local date of an instant in the workspace's zone; a date stays itself. */
  | { readonly kind: 'localDate'; readonly instant: Term }
  /** An integer: month 1..12, dayOfMonth 1..31, dayOfWeek 1 (Monday) .. 7, year, monthDay = month * 100 + day, hour 0..23 of a local date or instant. */
  | {
      readonly kind: 'calendarPart'
      readonly part: CalendarPart
      readonly of: Term
      readonly ofType: 'date' | 'datetime'
    }
  /** The number of a list's elements, nulls included. */
  | { readonly kind: 'listLength'; readonly list: Term }

export interface Literal {
  readonly kind: 'literal'
  readonly type: AttributeType
  readonly number?: NumberKind
  /** Never null and never a list. */
  readonly value: Value
}

export type CalendarPart = 'month' | 'dayOfMonth' | 'dayOfWeek' | 'year' | 'monthDay' | 'hour'

export const TRUE: Predicate = { kind: 'constant', value: true }
export const FALSE: Predicate = { kind: 'constant', value: false }

export const and = (...operands: readonly Predicate[]): Predicate => ({ kind: 'and', operands })
export const or = (...operands: readonly Predicate[]): Predicate => ({ kind: 'or', operands })
export const not = (operand: Predicate): Predicate => ({ kind: 'not', operand })
export const isNull = (term: Term): Predicate => ({ kind: 'isNull', term })
export const compare = (operator: Comparison, left: Term, right: Term): Predicate => ({
  kind: 'compare',
  operator,
  left,
  right,
})
export const literal = (type: AttributeType, value: Value): Literal => ({ kind: 'literal', type, value })
