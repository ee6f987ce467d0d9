import type { AttributeType, CalendarPart, NumberKind, Value } from '@coterie/definition'
import type { PlanValue } from './plan-value.ts'

/** An expression with a value: of a joined row's columns, of the profile's values, or of neither. */
export type PlanTerm =
  | PlanLiteral
  | PlanColumn
  | { readonly kind: 'value'; readonly value: PlanValue }
  /** Each code point replaced by its simple lower-case mapping. */
  | { readonly kind: 'lower'; readonly text: PlanTerm }
  /** The local date of an instant in the workspace's zone; a date stays itself. */
  | { readonly kind: 'localDate'; readonly instant: PlanTerm }
  | {
      readonly kind: 'calendarPart'
      readonly part: CalendarPart
      readonly of: PlanTerm
      readonly ofType: 'date' | 'datetime'
    }
  | { readonly kind: 'listLength'; readonly list: PlanTerm }

/** A constant; a number is exact unless its value is a JavaScript number. */
export interface PlanLiteral {
  readonly kind: 'literal'
  readonly type: AttributeType
  readonly value: Exclude<Value, null>
}

/** A column of a table on the path at hand. */
export interface PlanColumn {
  readonly kind: 'column'
  readonly table: string
  readonly column: string
  readonly type: AttributeType
  readonly number?: NumberKind
}

const INTEGER: NumberKind = { kind: 'integer' }

/** The type of a term's values. */
export function typeOfTerm(term: PlanTerm): AttributeType {
  switch (term.kind) {
    case 'literal':
    case 'column':
      return term.type
    case 'value':
      return term.value.type
    case 'lower':
      return 'string'
    case 'localDate':
      return 'date'
    case 'calendarPart':
    case 'listLength':
      return 'number'
  }
}

/** How exact a term's numbers (or its list's numbers) are; undefined for literals and for terms without numbers. */
export function numberKindOfTerm(term: PlanTerm): NumberKind | undefined {
  switch (term.kind) {
    case 'column':
      return term.number
    case 'value':
      return term.value.number
    case 'calendarPart':
    case 'listLength':
      return INTEGER
    case 'literal':
    case 'lower':
    case 'localDate':
      return undefined
  }
}
