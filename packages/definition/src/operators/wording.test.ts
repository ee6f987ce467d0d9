import { expect, it } from 'vitest'
import { findOperator } from './index.ts'
import type { OperandWords } from './operator.ts'

const SENTENCES: readonly (readonly [string, OperandWords, string])[] = [
  ['isSet', {}, 'is set'],
  ['isNotSet', {}, 'is not set'],
  ['is', { value: '"ES"' }, 'is "ES"'],
  ['isNot', { value: '"ES"', ignoreCase: true }, 'is not "ES", ignoring case'],
  ['in', { values: ['A'] }, 'is A'],
  ['in', { values: ['A', 'B'] }, 'is any of A or B'],
  ['notIn', { values: ['A', 'B', 'C'] }, 'is not any of A, B or C'],
  ['contains', { value: '"an"' }, 'contains "an"'],
  ['notContains', { values: ['"a"', '"b"'] }, 'does not contain "a" or "b"'],
  ['notStartsWith', { value: '"a"' }, 'does not start with "a"'],
  ['endsWith', { values: ['"a"', '"b"', '"c"'] }, 'ends with "a", "b" or "c"'],
  ['notMatches', { value: '/^a/' }, 'does not match /^a/'],
  ['isEmpty', {}, 'is empty'],
  ['gte', { value: '3' }, 'is at least 3'],
  ['notBetween', { from: '1', to: '2' }, 'is not between 1 and 2'],
  ['inTopPercent', { value: '10' }, 'is in the top 10%'],
  ['inBottomCount', { value: '10' }, 'is in the bottom 10'],
  ['isTrue', {}, 'is true'],
  ['notOn', { value: '2024-03-01' }, 'is not on 2024-03-01'],
  ['onOrBefore', { value: 'today' }, 'is on or before today'],
  ['withinLast', { amount: 90, unit: 'day' }, 'is in the last 90 days'],
  ['withinLast', { amount: 1, unit: 'day' }, 'is in the last day'],
  ['notWithinNext', { amount: 2, unit: 'quarter' }, 'is not in the next 2 quarters'],
  ['moreThanAgo', { amount: 1, unit: 'year' }, 'is more than 1 year ago'],
  ['moreThanAhead', { amount: 3, unit: 'hour' }, 'is more than 3 hours ahead'],
  ['inPeriod', { period: 'this', unit: 'month' }, 'is in this month'],
  ['notInPeriod', { period: 'previous', unit: 'week' }, 'is not in the previous week'],
  ['inPeriod', { period: 'toDate', unit: 'year' }, 'is in this year to date'],
  ['inPeriod', { period: 'this', unit: 'day' }, 'is today'],
  ['notInPeriod', { period: 'previous', unit: 'day' }, 'is not yesterday'],
  ['inPeriod', { period: 'next', unit: 'day' }, 'is tomorrow'],
  ['inPeriod', { period: 'toDate', unit: 'day' }, 'is today, up to now'],
  ['monthIn', { values: ['3', '12'] }, 'is in the month of March or December'],
  ['dayOfWeekNotIn', { values: ['1'] }, 'is not on a Monday'],
  ['dayOfMonthIn', { values: ['1', '15', '31'] }, 'is on day of the month 1, 15 or 31'],
  ['hourIn', { values: ['9'] }, 'is in the hour 9'],
  ['yearNotIn', { values: ['2023', '2024'] }, 'is not in the year 2023 or 2024'],
  ['anniversaryWithinNext', { amount: 7, unit: 'day' }, 'has an anniversary in the next 7 days'],
  ['anniversaryWithinLast', { amount: 1, unit: 'week' }, 'had an anniversary in the last week'],
  ['ageIs', { compare: 'gte', value: '18' }, 'has an age of at least 18 years'],
  ['ageIs', { compare: 'is', value: '1' }, 'has an age of exactly 1 year'],
  ['hasNone', { values: ['A', 'B'] }, 'has none of A or B'],
  ['hasNotAll', { values: ['A', 'B', 'C'] }, 'does not have all of A, B and C'],
  ['hasCount', { compare: 'lt', value: '3' }, 'has less than 3 elements'],
]

it.each(SENTENCES)('%s with %o reads: %s', (name, words, sentence) => {
  const found = findOperator(name)
  expect(found?.operator.describe(words, found.negated)).toBe(sentence)
})
