import { assertNever } from '../assert-never.ts'
import { latestDateWithYears, wholeYears } from '../time/anniversary.ts'
import type { Clock } from '../time/clock.ts'
import { orderIs } from './comparisons.ts'
import { and, compare, type Term } from './expression.ts'
import { dateLiteral } from './literals.ts'
import { isInstant, literalValue, localDayOf, required, wholeNumberOf } from './operand-values.ts'
import type { PredicateOperator } from './operator.ts'
import { comparison } from './wording.ts'

/** How many whole years have passed since a local date. */
export const ageIs: PredicateOperator = {
  kind: 'predicate',
  name: 'ageIs',
  negative: null,
  types: ['date', 'datetime'],
  operands: { compare: true, value: { kind: 'integer', min: 0, max: 9999 } },
  label: 'has an age of',
  negativeLabel: null,
  help: 'The whole years from the date to today; a date in the future has an age below 0.',
  nullRule: 'false',
  evaluate(value, operands, clock) {
    const age = wholeYears(localDayOf(value, clock), clock.today)
    const years = wholeNumberOf(required(operands.value, 'value').value)
    return orderIs(required(operands.compare, 'compare'), age - years)
  },
  toExpression(subject, operands, clock) {
    const date: Term = isInstant(operands) ? { kind: 'localDate', instant: subject } : subject
    const years = wholeNumberOf(literalValue(required(operands.value, 'value')))
    // The greater the age, the earlier the date.
    const reached = latestDate(years, clock)
    const exceeded = latestDate(years + 1, clock)
    const asked = required(operands.compare, 'compare')
    switch (asked) {
      case 'lt':
        return compare('>', date, reached)
      case 'lte':
        return compare('>', date, exceeded)
      case 'is':
        return and(compare('>', date, exceeded), compare('<=', date, reached))
      case 'gte':
        return compare('<=', date, reached)
      case 'gt':
        return compare('<=', date, exceeded)
      default:
        return assertNever(asked)
    }
  },
  describe: (words) => `has an age of ${comparison(words)} ${words.value === '1' ? 'year' : 'years'}`,
  examples: [
    {
      type: 'date',
      condition: { compare: 'gte', value: 18 },
      rows: ['2006-06-15', '2006-06-16', '1950-01-01', '2030-01-01', null],
      members: [0, 2],
    },
    {
      type: 'date',
      condition: { compare: 'gt', value: 18 },
      rows: ['2006-06-15', '2005-06-16', '2005-06-15', null],
      members: [2],
    },
    {
      type: 'date',
      condition: { compare: 'is', value: 18 },
      rows: ['2006-06-15', '2006-06-16', '2005-06-16', '2005-06-15', null],
      members: [0, 2],
    },
    {
      type: 'date',
      condition: { compare: 'lt', value: 18 },
      rows: ['2006-06-15', '2006-06-16', '2030-01-01', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { compare: 'lte', value: 18 },
      rows: ['2005-06-15', '2005-06-16', '2006-06-16', null],
      members: [1, 2],
    },
    {
      type: 'date',
      condition: { compare: 'is', value: 0 },
      rows: ['2024-06-15', '2023-06-16', '2023-06-15', '2024-06-16', null],
      members: [0, 1],
    },
    // A person born on 29 February comes of age on 28 February of a common year …
    {
      type: 'date',
      condition: { compare: 'gte', value: 1 },
      asOf: '2025-02-28T12:00:00Z',
      rows: ['2024-02-28', '2024-02-29', '2024-03-01', null],
      members: [0, 1],
    },
    {
      type: 'date',
      condition: { compare: 'gte', value: 1 },
      asOf: '2025-02-27T12:00:00Z',
      rows: ['2024-02-27', '2024-02-28', '2024-02-29', null],
      members: [0],
    },
    // … and on the 29th of a leap year.
    {
      type: 'date',
      condition: { compare: 'gte', value: 4 },
      asOf: '2024-02-28T12:00:00Z',
      rows: ['2020-02-28', '2020-02-29', null],
      members: [0],
    },
    {
      type: 'date',
      condition: { compare: 'gte', value: 4 },
      asOf: '2024-02-29T12:00:00Z',
      rows: ['2020-02-29', '2020-03-01', null],
      members: [0],
    },
    {
      type: 'date',
      condition: { compare: 'gte', value: 1 },
      asOf: '2024-02-29T12:00:00Z',
      rows: ['2023-02-28', '2023-03-01', null],
      members: [0],
    },
    {
      // 15 June 2006 began in Tokyo at 15:00Z of the 14th; as-of is 15 June there.
      type: 'datetime',
      condition: { compare: 'is', value: 18 },
      timeZone: 'Asia/Tokyo',
      rows: ['2005-06-15T14:59:59Z', '2005-06-15T15:00:00Z', '2006-06-15T14:59:59Z', '2006-06-15T15:00:00Z', null],
      members: [1, 2],
    },
  ],
}

const latestDate = (years: number, clock: Clock) => dateLiteral(latestDateWithYears(years, clock.today))
