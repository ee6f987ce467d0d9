import { compareValues, type Scalar, type Value } from '@coterie/definition'
import type { Condition } from '../plan/condition.ts'
import type { PlanAggregate, PlanValue } from '../plan/plan-value.ts'
import { type PlanTerm, typeOfTerm } from '../plan/term.ts'

/**
 * Whether a condition about one aggregate holds for profiles without a matching row, whose value is the default;
 * undefined where only the engine can tell.
 */
export function evaluateAtDefault(condition: Condition, aggregate: PlanAggregate): boolean | undefined {
  switch (condition.kind) {
    case 'constant':
      return condition.value
    case 'and': {
      const truths = condition.operands.map((operand) => evaluateAtDefault(operand, aggregate))
      return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true
    }
    case 'or': {
      const truths = condition.operands.map((operand) => evaluateAtDefault(operand, aggregate))
      return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false
    }
    case 'not': {
      const truth = evaluateAtDefault(condition.operand, aggregate)
      return truth === undefined ? undefined : !truth
    }
    case 'isNull': {
      const value = termAtDefault(condition.term, aggregate)
      return value === undefined ? undefined : value === null
    }
    case 'compare': {
      const left = termAtDefault(condition.left, aggregate)
      const right = termAtDefault(condition.right, aggregate)
      if (left === null || right === null) return false
      const order = orderOf(left, right, condition.left, condition.right)
      return order === undefined ? undefined : COMPARISONS[condition.operator](order)
    }
    case 'inList': {
      const value = termAtDefault(condition.term, aggregate)
      if (value === null) return false
      const orders = condition.literals.map((literal) => orderOf(value, literal.value, condition.term, literal))
      return orders.includes(0) ? true : orders.includes(undefined) ? undefined : false
    }
    case 'textMatch':
      return nullIsFalse([condition.text, condition.pattern], aggregate)
    case 'regexMatch':
      return nullIsFalse([condition.text], aggregate)
    case 'truth': {
      const value = termAtDefault(condition.term, aggregate)
      return value === undefined ? undefined : value === true
    }
    case 'listHas':
      return nullIsFalse([condition.list], aggregate)
    case 'decide':
    case 'exists':
    case 'valueTest':
    case 'ranking':
    case 'membership':
    case 'sequence':
      return undefined
  }
}

const COMPARISONS = {
  '=': (order: number) => order === 0,
  '<>': (order: number) => order !== 0,
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
}

const nullIsFalse = (terms: readonly PlanTerm[], aggregate: PlanAggregate): false | undefined =>
  terms.some((term) => termAtDefault(term, aggregate) === null) ? false : undefined

/** A term's value for such profiles; undefined where it takes an engine to compute. */
function termAtDefault(term: PlanTerm, aggregate: PlanAggregate): Value | undefined {
  switch (term.kind) {
    case 'literal':
      return term.value
    case 'value':
      return valueAtDefault(term.value, aggregate)
    case 'lower':
      return nullOrUnknown(termAtDefault(term.text, aggregate))
    case 'localDate':
      return nullOrUnknown(termAtDefault(term.instant, aggregate))
    case 'calendarPart':
      return nullOrUnknown(termAtDefault(term.of, aggregate))
    case 'listLength':
      return nullOrUnknown(termAtDefault(term.list, aggregate))
    case 'column':
      return undefined
  }
}

function valueAtDefault(value: PlanValue, aggregate: PlanAggregate): Value | undefined {
  if (value === aggregate) return aggregate.default
  // Formulas and days since are null where a part is, and all parts are this aggregate or numbers.
  return value.kind !== 'aggregate' && aggregate.default === null ? null : undefined
}

const nullOrUnknown = (value: Value | undefined): null | undefined => (value === null ? null : undefined)

function orderOf(
  left: Value | undefined,
  right: Value | undefined,
  leftTerm: PlanTerm,
  rightTerm: PlanTerm,
): number | undefined {
  const type = typeOfTerm(leftTerm)
  if (left === undefined || right === undefined || type !== typeOfTerm(rightTerm)) return undefined
  return isScalar(left) && isScalar(right) ? compareValues(type, left, right) : undefined
}

const isScalar = (value: Value): value is Scalar => value !== null && !Array.isArray(value)
