import type { World } from '../world/world.ts'
import { attribute, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

/** Profiles named by their own moment, so that a case's members can be read. */
function moments(
  type: 'date' | 'datetime',
  values: readonly string[],
  zone?: Pick<World, 'timeZone' | 'weekStart'>,
): World {
  return {
    audience: 'p',
    ...zone,
    tables: {
      p: {
        key: 'id',
        columns: { id: 'string', t: type },
        rows: [...values.map((value) => [value, value]), ['-', null]],
      },
    },
  }
}

interface Moment {
  readonly type: 'date' | 'datetime'
  readonly asOf: string
  readonly condition: readonly [operator: string, operands: unknown]
  /** Moments that are in, and out. The profile without a moment is out unless `nullIsIn`. */
  readonly inside: readonly string[]
  readonly outside: readonly string[]
  readonly nullIsIn?: true
  readonly zone?: Pick<World, 'timeZone' | 'weekStart'>
}

function moment(name: string, { type, asOf, condition, inside, outside, nullIsIn, zone }: Moment): CorpusCase {
  return {
    name,
    world: moments(type, [...inside, ...outside], zone),
    asOf,
    definition: where(attribute('p.t', ...condition)),
    members: [...(nullIsIn ? ['-'] : []), ...[...inside].sort()],
  }
}

const JUNE = '2024-06-15T12:00:00Z'
const london = { timeZone: 'Europe/London' } as const
const newYork = { timeZone: 'America/New_York' } as const
const lordHowe = { timeZone: 'Australia/Lord_Howe' } as const
const kathmandu = { timeZone: 'Asia/Kathmandu' } as const
const apia = { timeZone: 'Pacific/Apia' } as const
const saoPaulo = { timeZone: 'America/Sao_Paulo' } as const

/** Ends of windows, in UTC. */
const windowEnds: readonly CorpusCase[] = [
  moment('withinLast on instants: the start is out, as-of is in', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['withinLast', { amount: 7, unit: 'day' }],
    inside: ['2024-06-08T12:00:00.000001Z', '2024-06-10T00:00:00Z', '2024-06-15T12:00:00Z'],
    outside: ['2024-06-08T12:00:00Z', '2024-06-15T12:00:00.000001Z', '2023-06-12T12:00:00Z'],
  }),
  moment('withinLast 7 days on dates: seven dates, today included', {
    type: 'date',
    asOf: JUNE,
    condition: ['withinLast', { amount: 7, unit: 'day' }],
    inside: ['2024-06-09', '2024-06-12', '2024-06-15'],
    outside: ['2024-06-08', '2024-06-16'],
  }),
  moment('notWithinLast is the complement, nulls included', {
    type: 'date',
    asOf: JUNE,
    condition: ['notWithinLast', { amount: 7, unit: 'day' }],
    inside: ['2024-06-08', '2024-06-16'],
    outside: ['2024-06-09', '2024-06-15'],
    nullIsIn: true,
  }),
  moment('withinNext on instants: as-of is out, the end is in', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['withinNext', { amount: 2, unit: 'hour' }],
    inside: ['2024-06-15T12:00:00.000001Z', '2024-06-15T14:00:00Z'],
    outside: ['2024-06-15T12:00:00Z', '2024-06-15T14:00:00.000001Z'],
  }),
  moment('withinNext on dates: today is out', {
    type: 'date',
    asOf: JUNE,
    condition: ['withinNext', { amount: 1, unit: 'week' }],
    inside: ['2024-06-16', '2024-06-22'],
    outside: ['2024-06-15', '2024-06-23'],
  }),
  moment('moreThanAgo holds at exactly that long ago', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['moreThanAgo', { amount: 1, unit: 'month' }],
    inside: ['2024-05-15T12:00:00Z', '2001-01-01T00:00:00Z'],
    outside: ['2024-05-15T12:00:00.000001Z', '2024-06-15T12:00:00Z'],
  }),
  moment('moreThanAgo on dates', {
    type: 'date',
    asOf: JUNE,
    condition: ['moreThanAgo', { amount: 1, unit: 'month' }],
    inside: ['2024-05-15'],
    outside: ['2024-05-16'],
  }),
  moment('moreThanAhead does not hold at exactly that far ahead', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['moreThanAhead', { amount: 1, unit: 'week' }],
    inside: ['2024-06-22T12:00:00.000001Z'],
    outside: ['2024-06-22T12:00:00Z', '2024-06-15T12:00:00Z'],
  }),
  moment('moreThanAhead on dates', {
    type: 'date',
    asOf: JUNE,
    condition: ['moreThanAhead', { amount: 1, unit: 'week' }],
    inside: ['2024-06-23'],
    outside: ['2024-06-22'],
  }),
  moment('31 March minus a month is the last day of February', {
    type: 'datetime',
    asOf: '2024-03-31T12:00:00Z',
    condition: ['withinLast', { amount: 1, unit: 'month' }],
    inside: ['2024-02-29T12:00:00.000001Z'],
    outside: ['2024-02-29T12:00:00Z'],
  }),
  moment('31 May minus a quarter is the last day of February', {
    type: 'date',
    asOf: '2023-05-31T12:00:00Z',
    condition: ['withinLast', { amount: 1, unit: 'quarter' }],
    inside: ['2023-03-01', '2023-05-31'],
    outside: ['2023-02-28'],
  }),
  moment('29 February minus a year is 28 February', {
    type: 'date',
    asOf: '2024-02-29T12:00:00Z',
    condition: ['withinLast', { amount: 1, unit: 'year' }],
    inside: ['2023-03-01', '2024-02-29'],
    outside: ['2023-02-28'],
  }),
  moment('minutes are exact', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['withinLast', { amount: 90, unit: 'minute' }],
    inside: ['2024-06-15T10:30:00.000001Z'],
    outside: ['2024-06-15T10:30:00Z'],
  }),
  moment('between plain dates includes all of the last day', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['between', { from: '2024-03-01', to: '2024-03-31' }],
    inside: ['2024-03-01T00:00:00Z', '2024-03-31T23:59:59.999999Z'],
    outside: ['2024-02-29T23:59:59.999999Z', '2024-04-01T00:00:00Z'],
  }),
  moment('between instants includes both of them and no more', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['between', { from: '2024-03-01T00:00:00Z', to: '2024-03-31T00:00:00Z' }],
    inside: ['2024-03-01T00:00:00Z', '2024-03-31T00:00:00Z'],
    outside: ['2024-02-29T23:59:59.999999Z', '2024-03-31T00:00:00.000001Z'],
  }),
  moment('before a plain date ends with the day before', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['before', '2024-03-01'],
    inside: ['2024-02-29T23:59:59.999999Z'],
    outside: ['2024-03-01T00:00:00Z'],
  }),
  moment('after a plain date starts with the day after', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['after', '2024-03-01'],
    inside: ['2024-03-02T00:00:00Z'],
    outside: ['2024-03-01T23:59:59.999999Z'],
  }),
  moment('after an instant', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['after', '2024-03-01T09:30:00Z'],
    inside: ['2024-03-01T09:30:00.000001Z'],
    outside: ['2024-03-01T09:30:00Z'],
  }),
  moment('on or before today holds the whole of today', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['onOrBefore', 'today'],
    inside: ['2024-06-15T23:59:59Z', '2024-06-15T12:00:00Z'],
    outside: ['2024-06-16T00:00:00Z'],
  }),
  moment('on an instant is that instant', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['on', '2024-03-01T09:30:00+01:00'],
    inside: ['2024-03-01T08:30:00Z'],
    outside: ['2024-03-01T09:30:00Z', '2024-03-01T08:30:00.000001Z'],
  }),
]

/** Calendar days in zones whose clocks jump. */
const zones: readonly CorpusCase[] = [
  moment('London: a day before noon of a short day is noon, 23 hours before', {
    type: 'datetime',
    zone: london,
    asOf: '2024-03-31T11:00:00Z',
    condition: ['withinLast', { amount: 1, unit: 'day' }],
    inside: ['2024-03-30T12:00:01Z'],
    outside: ['2024-03-30T12:00:00Z', '2024-03-30T11:30:00Z'],
  }),
  moment('London: 24 hours before noon of a short day', {
    type: 'datetime',
    zone: london,
    asOf: '2024-03-31T11:00:00Z',
    condition: ['withinLast', { amount: 24, unit: 'hour' }],
    inside: ['2024-03-30T11:00:01Z', '2024-03-30T11:30:00Z'],
    outside: ['2024-03-30T11:00:00Z'],
  }),
  moment('London: a local time that does not exist moves forward to the first that does', {
    type: 'datetime',
    zone: london,
    asOf: '2024-04-01T00:30:00Z',
    condition: ['withinLast', { amount: 1, unit: 'day' }],
    inside: ['2024-03-31T01:00:01Z'],
    outside: ['2024-03-31T01:00:00Z', '2024-03-31T00:45:00Z'],
  }),
  moment('London: a local time that exists twice is its first occurrence', {
    type: 'datetime',
    zone: london,
    asOf: '2024-10-28T01:30:00Z',
    condition: ['withinLast', { amount: 1, unit: 'day' }],
    inside: ['2024-10-27T00:30:01Z', '2024-10-27T01:30:00Z'],
    outside: ['2024-10-27T00:30:00Z'],
  }),
  moment('London: a literal without an offset is local', {
    type: 'datetime',
    zone: london,
    asOf: JUNE,
    condition: ['onOrAfter', '2024-06-01T09:00:00'],
    inside: ['2024-06-01T08:00:00Z'],
    outside: ['2024-06-01T07:59:59Z'],
  }),
  moment('London: a literal in the hour that does not exist is the end of the gap', {
    type: 'datetime',
    zone: london,
    asOf: JUNE,
    condition: ['before', '2024-03-31T01:30:00'],
    inside: ['2024-03-31T00:59:59Z'],
    outside: ['2024-03-31T01:00:00Z'],
  }),
  moment('London: a literal in the hour that exists twice is the first', {
    type: 'datetime',
    zone: london,
    asOf: JUNE,
    condition: ['after', '2024-10-27T01:30:00'],
    inside: ['2024-10-27T00:30:01Z', '2024-10-27T01:30:00Z'],
    outside: ['2024-10-27T00:30:00Z'],
  }),
  moment('New York: a day of 25 hours', {
    type: 'datetime',
    zone: newYork,
    asOf: JUNE,
    condition: ['on', '2024-11-03'],
    inside: ['2024-11-03T04:00:00Z', '2024-11-04T04:59:59Z'],
    outside: ['2024-11-03T03:59:59Z', '2024-11-04T05:00:00Z'],
  }),
  moment('New York: a day of 23 hours', {
    type: 'datetime',
    zone: newYork,
    asOf: JUNE,
    condition: ['on', '2024-03-10'],
    inside: ['2024-03-10T05:00:00Z', '2024-03-11T03:59:59Z'],
    outside: ['2024-03-10T04:59:59Z', '2024-03-11T04:00:00Z'],
  }),
  moment('New York: today is the local date', {
    type: 'date',
    zone: newYork,
    asOf: '2024-06-16T03:00:00Z',
    condition: ['on', 'today'],
    inside: ['2024-06-15'],
    outside: ['2024-06-16'],
  }),
  moment('New York: the hour that exists twice is one hour of the clock', {
    type: 'datetime',
    zone: newYork,
    asOf: JUNE,
    condition: ['hourIn', { values: [1] }],
    inside: ['2024-11-03T05:00:00Z', '2024-11-03T06:59:59Z'],
    outside: ['2024-11-03T04:59:59Z', '2024-11-03T07:00:00Z'],
  }),
  moment('New York: the hour that does not exist has no instant', {
    type: 'datetime',
    zone: newYork,
    asOf: JUNE,
    condition: ['hourIn', { values: [2] }],
    inside: ['2024-03-09T07:30:00Z'],
    outside: ['2024-03-10T06:59:59Z', '2024-03-10T07:00:00Z'],
  }),
  moment('Lord Howe: a day half an hour longer', {
    type: 'datetime',
    zone: lordHowe,
    asOf: JUNE,
    condition: ['on', '2024-04-07'],
    inside: ['2024-04-06T13:00:00Z', '2024-04-07T13:29:59Z'],
    outside: ['2024-04-06T12:59:59Z', '2024-04-07T13:30:00Z'],
  }),
  moment('Lord Howe: the half hour that exists twice', {
    type: 'datetime',
    zone: lordHowe,
    asOf: JUNE,
    condition: ['hourIn', { values: [1] }],
    inside: ['2024-04-06T14:00:00Z', '2024-04-06T14:59:59Z', '2024-04-06T15:00:00Z', '2024-04-06T15:29:59Z'],
    outside: ['2024-04-06T13:59:59Z', '2024-04-06T15:30:00Z'],
  }),
  moment('Kathmandu: a quarter of an hour in the offset', {
    type: 'datetime',
    zone: kathmandu,
    asOf: JUNE,
    condition: ['dayOfMonthIn', { values: [1] }],
    inside: ['2024-01-31T18:15:00Z', '2024-02-01T18:14:59Z'],
    outside: ['2024-01-31T18:14:59Z', '2024-02-01T18:15:00Z'],
  }),
  moment('Apia: the day that was left out holds no instant', {
    type: 'datetime',
    zone: apia,
    asOf: JUNE,
    condition: ['on', '2011-12-30'],
    inside: [],
    outside: ['2011-12-30T09:59:59Z', '2011-12-30T10:00:00Z', '2011-12-30T12:00:00Z'],
  }),
  moment('Apia: the day after the one left out', {
    type: 'datetime',
    zone: apia,
    asOf: JUNE,
    condition: ['on', '2011-12-31'],
    inside: ['2011-12-30T10:00:00Z', '2011-12-31T09:59:59Z'],
    outside: ['2011-12-30T09:59:59Z', '2011-12-31T10:00:00Z'],
  }),
  moment('Apia: a day before that falls on the day left out moves forward', {
    type: 'datetime',
    zone: apia,
    asOf: '2011-12-30T22:00:00Z',
    condition: ['withinLast', { amount: 1, unit: 'day' }],
    inside: ['2011-12-30T10:00:01Z', '2011-12-30T22:00:00Z'],
    outside: ['2011-12-30T10:00:00Z', '2011-12-30T09:00:00Z'],
  }),
  moment('Apia: dates know nothing of the day left out', {
    type: 'date',
    zone: apia,
    asOf: '2011-12-30T22:00:00Z',
    condition: ['withinLast', { amount: 2, unit: 'day' }],
    inside: ['2011-12-30', '2011-12-31'],
    outside: ['2011-12-29'],
  }),
  moment('Sao Paulo: a day that starts at one', {
    type: 'datetime',
    zone: saoPaulo,
    asOf: JUNE,
    condition: ['on', '2018-11-04'],
    inside: ['2018-11-04T03:00:00Z', '2018-11-05T01:59:59Z'],
    outside: ['2018-11-04T02:59:59Z', '2018-11-05T02:00:00Z'],
  }),
  moment('Sao Paulo: there is no midnight on that day', {
    type: 'datetime',
    zone: saoPaulo,
    asOf: JUNE,
    condition: ['hourIn', { values: [0] }],
    inside: ['2018-11-03T03:00:00Z', '2018-11-05T02:00:00Z'],
    outside: ['2018-11-04T02:59:59Z', '2018-11-04T03:00:00Z'],
  }),
  moment('Sao Paulo: a literal in the midnight gap', {
    type: 'datetime',
    zone: saoPaulo,
    asOf: JUNE,
    condition: ['onOrAfter', '2018-11-04T00:30:00'],
    inside: ['2018-11-04T03:00:00Z'],
    outside: ['2018-11-04T02:59:59Z'],
  }),
  moment('Sao Paulo: a day whose last hour exists twice', {
    type: 'datetime',
    zone: saoPaulo,
    asOf: JUNE,
    condition: ['on', '2018-02-17'],
    inside: ['2018-02-17T02:00:00Z', '2018-02-18T01:59:59Z', '2018-02-18T02:59:59Z'],
    outside: ['2018-02-17T01:59:59Z', '2018-02-18T03:00:00Z'],
  }),
]

/** Calendar periods and parts. 15 June 2024 is a Saturday. */
const periods: readonly CorpusCase[] = [
  moment('this month is all of it, the future too', {
    type: 'datetime',
    zone: london,
    asOf: JUNE,
    condition: ['inPeriod', { period: 'this', unit: 'month' }],
    inside: ['2024-05-31T23:00:00Z', '2024-06-30T22:59:59Z'],
    outside: ['2024-05-31T22:59:59Z', '2024-06-30T23:00:00Z'],
  }),
  moment('month to date stops at as-of', {
    type: 'datetime',
    asOf: JUNE,
    condition: ['inPeriod', { period: 'toDate', unit: 'month' }],
    inside: ['2024-06-01T00:00:00Z', '2024-06-15T12:00:00Z'],
    outside: ['2024-05-31T23:59:59Z', '2024-06-15T12:00:00.000001Z'],
  }),
  moment('year to date on dates holds today', {
    type: 'date',
    asOf: JUNE,
    condition: ['inPeriod', { period: 'toDate', unit: 'year' }],
    inside: ['2024-01-01', '2024-06-15'],
    outside: ['2023-12-31', '2024-06-16'],
  }),
  moment('this week from Monday', {
    type: 'date',
    asOf: JUNE,
    condition: ['inPeriod', { period: 'this', unit: 'week' }],
    inside: ['2024-06-10', '2024-06-16'],
    outside: ['2024-06-09', '2024-06-17'],
  }),
  moment('this week from Sunday', {
    type: 'date',
    zone: { weekStart: 'sunday' },
    asOf: JUNE,
    condition: ['inPeriod', { period: 'this', unit: 'week' }],
    inside: ['2024-06-09', '2024-06-15'],
    outside: ['2024-06-08', '2024-06-16'],
  }),
  moment('previous week from Sunday on a Sunday', {
    type: 'date',
    zone: { weekStart: 'sunday' },
    asOf: '2024-06-16T12:00:00Z',
    condition: ['inPeriod', { period: 'previous', unit: 'week' }],
    inside: ['2024-06-09', '2024-06-15'],
    outside: ['2024-06-08', '2024-06-16'],
  }),
  moment('previous quarter', {
    type: 'date',
    asOf: JUNE,
    condition: ['inPeriod', { period: 'previous', unit: 'quarter' }],
    inside: ['2024-01-01', '2024-03-31'],
    outside: ['2023-12-31', '2024-04-01'],
  }),
  moment('previous month in January', {
    type: 'date',
    asOf: '2024-01-10T00:00:00Z',
    condition: ['inPeriod', { period: 'previous', unit: 'month' }],
    inside: ['2023-12-01', '2023-12-31'],
    outside: ['2023-11-30', '2024-01-01'],
  }),
  moment('next year', {
    type: 'date',
    asOf: JUNE,
    condition: ['inPeriod', { period: 'next', unit: 'year' }],
    inside: ['2025-01-01', '2025-12-31'],
    outside: ['2024-12-31', '2026-01-01'],
  }),
  moment('next day in New York is a day of 25 hours', {
    type: 'datetime',
    zone: newYork,
    asOf: '2024-11-02T12:00:00Z',
    condition: ['inPeriod', { period: 'next', unit: 'day' }],
    inside: ['2024-11-03T04:00:00Z', '2024-11-04T04:59:59Z'],
    outside: ['2024-11-03T03:59:59Z', '2024-11-04T05:00:00Z'],
  }),
  moment('notInPeriod holds null', {
    type: 'date',
    asOf: JUNE,
    condition: ['notInPeriod', { period: 'this', unit: 'day' }],
    inside: ['2024-06-14', '2024-06-16'],
    outside: ['2024-06-15'],
    nullIsIn: true,
  }),
  moment('Sunday is day 7 whatever day the week starts on', {
    type: 'date',
    zone: { weekStart: 'sunday' },
    asOf: JUNE,
    condition: ['dayOfWeekIn', { values: [7] }],
    inside: ['2024-06-16', '1969-12-28'],
    outside: ['2024-06-15', '2024-06-17'],
  }),
  moment('yearIn is the local year', {
    type: 'datetime',
    zone: kathmandu,
    asOf: JUNE,
    condition: ['yearIn', { values: [2024] }],
    inside: ['2023-12-31T18:15:00Z', '2024-12-31T18:14:59Z'],
    outside: ['2023-12-31T18:14:59Z', '2024-12-31T18:15:00Z'],
  }),
  moment('monthNotIn holds null', {
    type: 'date',
    asOf: JUNE,
    condition: ['monthNotIn', { values: [6, 7] }],
    inside: ['2024-05-31', '2024-08-01'],
    outside: ['2024-06-01', '1999-07-31'],
    nullIsIn: true,
  }),
]

const yearly: readonly CorpusCase[] = [
  moment('an anniversary in the next days, over the end of the year', {
    type: 'date',
    asOf: '2024-12-28T12:00:00Z',
    condition: ['anniversaryWithinNext', { amount: 7, unit: 'day' }],
    inside: ['1990-12-28', '1990-12-31', '1990-01-01', '1990-01-04', '2000-12-30'],
    outside: ['1990-12-27', '1990-01-05', '1990-06-15'],
  }),
  moment('an anniversary in the last days, over the end of the year', {
    type: 'date',
    asOf: '2025-01-03T12:00:00Z',
    condition: ['anniversaryWithinLast', { amount: 1, unit: 'week' }],
    inside: ['1990-12-27', '1990-01-03'],
    outside: ['1990-12-26', '1990-01-04'],
  }),
  moment('29 February recurs on 28 February in a common year', {
    type: 'date',
    asOf: '2023-02-25T12:00:00Z',
    condition: ['anniversaryWithinNext', { amount: 3, unit: 'day' }],
    inside: ['2000-02-29', '2000-02-28', '2000-02-25'],
    outside: ['2000-03-01', '2000-02-24'],
  }),
  moment('29 February recurs on 29 February in a leap year', {
    type: 'date',
    asOf: '2024-02-25T12:00:00Z',
    condition: ['anniversaryWithinNext', { amount: 3, unit: 'day' }],
    inside: ['2000-02-28'],
    outside: ['2000-02-29', '2000-03-01'],
  }),
  moment('the date itself is not a recurrence', {
    type: 'date',
    asOf: JUNE,
    condition: ['anniversaryWithinNext', { amount: 7, unit: 'day' }],
    inside: ['2023-06-16', '2023-06-15'],
    outside: ['2024-06-15', '2024-06-16'],
  }),
  moment('an anniversary of an instant is of its local date', {
    type: 'datetime',
    zone: newYork,
    asOf: JUNE,
    condition: ['anniversaryWithinNext', { amount: 1, unit: 'day' }],
    inside: ['2000-06-15T04:00:00Z', '2000-06-17T03:59:59Z'],
    outside: ['2000-06-15T03:59:59Z', '2000-06-17T04:00:00Z'],
  }),
  moment('a year of age is reached on the birthday', {
    type: 'date',
    asOf: JUNE,
    condition: ['ageIs', { compare: 'gte', value: 18 }],
    inside: ['2006-06-15', '1950-01-01'],
    outside: ['2006-06-16', '2024-06-15'],
  }),
  moment('who was born on 29 February is a year older on 28 February of a common year', {
    type: 'date',
    asOf: '2022-02-28T12:00:00Z',
    condition: ['ageIs', { compare: 'is', value: 18 }],
    inside: ['2004-02-29', '2004-02-28', '2003-03-01'],
    outside: ['2004-03-01', '2003-02-28'],
  }),
  moment('who was born on 29 February is not a year older on 28 February of a leap year', {
    type: 'date',
    asOf: '2024-02-28T12:00:00Z',
    condition: ['ageIs', { compare: 'is', value: 20 }],
    inside: ['2004-02-28'],
    outside: ['2004-02-29'],
  }),
]

export const windowCases: readonly CorpusCase[] = [...windowEnds, ...zones, ...periods, ...yearly]
