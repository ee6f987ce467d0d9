import { assertNever } from '../assert-never.ts'
import type { Subject } from '../resolve/resolved.ts'
import { civilOf, dayOfWeek } from '../time/civil.ts'
import { dayOfLocal, hourOfLocal, localMicros, localMidnight } from '../time/zone.ts'
import { compareValues } from '../values/compare.ts'
import { exact, isExact } from '../values/exact.ts'
import { simpleLowerCase } from '../values/text.ts'
import type { LocalMicros, Scalar, Value } from '../values/value.ts'
import type { CalendarPart, Comparison, Expression, Literal, Predicate, Term } from './expression.ts'
import { compiled } from './matches.ts'
import { listOf, textOf, wholeNumberOf } from './operand-values.ts'

/** What an expression is evaluated against: the values of its subjects and the workspace's zone. */
export interface ExpressionContext {
  readonly subjectValue: (subject: Subject) => Value
  readonly timeZone: string
}

/** A predicate's truth on one row: null is unknown, as in SQL. What an engine does with the expression must agree. */
export function evaluatePredicate(predicate: Predicate, context: ExpressionContext): boolean | null {
  switch (predicate.kind) {
    case 'constant':
      return predicate.value
    case 'and':
      return conjunction(predicate.operands.map((operand) => evaluatePredicate(operand, context)))
    case 'or': {
      const none = conjunction(predicate.operands.map((operand) => negated(evaluatePredicate(operand, context))))
      return negated(none)
    }
    case 'not':
      return evaluatePredicate(predicate.operand, context) !== true
    case 'isNull':
      return evaluateTerm(predicate.term, context) === null
    case 'compare':
      return comparison(
        predicate.operator,
        evaluateTerm(predicate.left, context),
        evaluateTerm(predicate.right, context),
      )
    case 'inList': {
      const value = evaluateTerm(predicate.term, context)
      if (predicate.literals.length === 0) return false
      return value === null ? null : hasLiteral([value], predicate.literals, 'some')
    }
    case 'textMatch': {
      const text = evaluateTerm(predicate.text, context)
      const pattern = evaluateTerm(predicate.pattern, context)
      return text === null || pattern === null ? null : textMatch(predicate.mode, textOf(text), textOf(pattern))
    }
    case 'regexMatch': {
      const text = evaluateTerm(predicate.text, context)
      return text === null ? null : compiled(predicate.pattern, predicate.ignoreCase).matcher(textOf(text)).find()
    }
    case 'truth': {
      const value = evaluateTerm(predicate.term, context)
      return value === null ? null : value === true
    }
    case 'listHas': {
      const list = evaluateTerm(predicate.list, context)
      if (list === null) return null
      return hasLiteral(listOf(list), predicate.literals, predicate.quantity === 'any' ? 'some' : 'every')
    }
    default:
      return assertNever(predicate)
  }
}

/** A term's value on one row. */
export function evaluateTerm(term: Term, context: ExpressionContext): Value {
  switch (term.kind) {
    case 'literal':
      return term.value
    case 'subject':
      return context.subjectValue(term.subject)
    case 'lower': {
      const text = evaluateTerm(term.text, context)
      return text === null ? null : simpleLowerCase(textOf(text))
    }
    case 'localDate': {
      const local = localOf(evaluateTerm(term.instant, context), context)
      return local === null ? null : dayOfLocal(local)
    }
    case 'calendarPart': {
      const local = localOf(evaluateTerm(term.of, context), context)
      return local === null ? null : exact(calendarPart(term.part, local))
    }
    case 'listLength': {
      const list = evaluateTerm(term.list, context)
      return list === null ? null : exact(listOf(list).length)
    }
    default:
      return assertNever(term)
  }
}

function conjunction(truths: readonly (boolean | null)[]): boolean | null {
  if (truths.includes(false)) return false
  return truths.includes(null) ? null : true
}

function negated(truth: boolean | null): boolean | null {
  return truth === null ? null : !truth
}

function comparison(operator: Comparison, left: Value, right: Value): boolean | null {
  if (left === null || right === null) return null
  const order = compareScalars(left, right)
  switch (operator) {
    case '=':
      return order === 0
    case '<>':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    default:
      return assertNever(operator)
  }
}

/** Values show their own type; a date is ordered as the number it is. */
function compareScalars(left: Value, right: Value): number {
  if (typeof left === 'string') return compareValues('string', left, scalarOf(right))
  if (typeof left === 'boolean') return compareValues('boolean', left, scalarOf(right))
  if (typeof left === 'bigint') return compareValues('datetime', left, scalarOf(right))
  return compareValues('number', scalarOf(left), scalarOf(right))
}

function scalarOf(value: Value): Scalar {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value
  if (typeof value === 'bigint' || isExact(value)) return value
  throw new TypeError('not a scalar')
}

function hasLiteral(list: readonly Value[], literals: readonly Literal[], quantity: 'some' | 'every'): boolean {
  const elements = list.filter((element) => element !== null)
  return literals[quantity](({ value }) => elements.some((element) => compareScalars(element, value) === 0))
}

function textMatch(mode: Extract<Expression, { kind: 'textMatch' }>['mode'], text: string, pattern: string): boolean {
  switch (mode) {
    case 'contains':
      return text.includes(pattern)
    case 'startsWith':
      return text.startsWith(pattern)
    case 'endsWith':
      return text.endsWith(pattern)
    default:
      return assertNever(mode)
  }
}

/** The local time of an instant, the local midnight of a date. */
function localOf(value: Value, { timeZone }: ExpressionContext): LocalMicros | null {
  if (value === null) return null
  return typeof value === 'bigint' ? localMicros(value, timeZone) : localMidnight(wholeNumberOf(value))
}

function calendarPart(part: CalendarPart, local: LocalMicros): number {
  const date = dayOfLocal(local)
  const { year, month, day } = civilOf(date)
  switch (part) {
    case 'month':
      return month
    case 'dayOfMonth':
      return day
    case 'dayOfWeek':
      return dayOfWeek(date)
    case 'year':
      return year
    case 'monthDay':
      return month * 100 + day
    case 'hour':
      return hourOfLocal(local)
    default:
      return assertNever(part)
  }
}
