import type { Unit } from '../resolve/resolved.ts'
import { recurrenceIn } from '../time/anniversary.ts'
import { civilOf, epochDayOf, isLeapYear } from '../time/civil.ts'
import type { Clock } from '../time/clock.ts'
import { exact } from '../values/exact.ts'
import type { EpochDay } from '../values/value.ts'
import { type CalendarPart, compare, type Literal, type Predicate, type Term } from './expression.ts'
import { typedLiteral } from './literals.ts'
import { localDayOf } from './operand-values.ts'
import type { EvaluatedOperands, OperatorExample, PredicateOperator } from './operator.ts'
import { allOf, anyOf } from './predicates.ts'
import { type Direction, farDay } from './window-bounds.ts'
import { span } from './wording.ts'

interface AnniversaryWindow {
  readonly name: string
  readonly direction: Direction
  readonly label: string
  readonly help: string
  readonly examples: readonly OperatorExample[]
}

const ANNIVERSARY_UNITS: readonly Unit[] = ['day', 'week', 'month']

/** An operator about a date's yearly recurrences between today and so many units before or after it, both ends included. */
export function anniversaryWindowOperator(declaration: AnniversaryWindow): PredicateOperator {
  const { name, direction, label, help, examples } = declaration
  return {
    kind: 'predicate',
    name,
    negative: null,
    types: ['date', 'datetime'],
    operands: { amount: true, unit: ANNIVERSARY_UNITS },
    label,
    negativeLabel: null,
    help,
    nullRule: 'false',
    evaluate(value, operands, clock) {
      const date = localDayOf(value, clock)
      const { first, last } = windowDates(operands, direction, clock)
      for (let year = Math.max(civilOf(first).year, civilOf(date).year + 1); year <= civilOf(last).year; year++) {
        const recurrence = recurrenceIn(year, date)
        if (first <= recurrence && recurrence <= last) return true
      }
      return false
    },
    toExpression(subject, operands, clock) {
      const ofType = operands.subjectType === 'datetime' ? 'datetime' : 'date'
      const part = (name: CalendarPart): Term => ({ kind: 'calendarPart', part: name, of: subject, ofType })
      return anyOf(
        yearsOfWindow(windowDates(operands, direction, clock)).map(({ year, first, last }) =>
          allOf([compare('<', part('year'), wholeNumber(year)), ...recursBetween(part('monthDay'), first, last, year)]),
        ),
      )
    },
    describe: (words) => `${label} ${span(words)}`,
    examples,
  }
}

interface DateRange {
  readonly first: EpochDay
  readonly last: EpochDay
}

function windowDates(
  operands: Pick<EvaluatedOperands, 'amount' | 'unit'>,
  direction: Direction,
  clock: Clock,
): DateRange {
  const far = farDay(operands, direction, clock)
  return direction === 'ago' ? { first: far, last: clock.today } : { first: clock.today, last: far }
}

/** The part of a window within a calendar year, as month * 100 + day. */
interface YearOfWindow {
  readonly year: number
  readonly first: number
  readonly last: number
}

const NEW_YEARS_DAY = 101
const NEW_YEARS_EVE = 1231

/** The calendar years of a window. Of years covered whole only the last is listed, and none before it: it holds a recurrence of every earlier date. */
function yearsOfWindow({ first, last }: DateRange): readonly YearOfWindow[] {
  const firstYear = civilOf(first).year
  const lastYear = civilOf(last).year
  const lastWholeYear = epochDayOf(lastYear, 12, 31) === last ? lastYear : lastYear - 1
  const firstWholeYear = epochDayOf(firstYear, 1, 1) === first ? firstYear : firstYear + 1
  const years: YearOfWindow[] = []
  for (let year = firstWholeYear <= lastWholeYear ? lastWholeYear : firstYear; year <= lastYear; year++) {
    years.push({
      year,
      first: year === firstYear ? monthDay(first) : NEW_YEARS_DAY,
      last: year === lastYear ? monthDay(last) : NEW_YEARS_EVE,
    })
  }
  return years
}

function monthDay(day: EpochDay): number {
  const civil = civilOf(day)
  return civil.month * 100 + civil.day
}

/** A date's recurrence in a year is `first`..`last`. In a common year 28 February is also that of 29 February. */
function recursBetween(dayOfYear: Term, first: number, last: number, year: number): readonly Predicate[] {
  const lastRecurring = last === 228 && !isLeapYear(year) ? 229 : last
  return [
    ...(first === NEW_YEARS_DAY ? [] : [compare('>=', dayOfYear, wholeNumber(first))]),
    ...(lastRecurring === NEW_YEARS_EVE ? [] : [compare('<=', dayOfYear, wholeNumber(lastRecurring))]),
  ]
}

const wholeNumber = (value: number): Literal => typedLiteral('number', exact(value))
