import type { World } from '../world/world.ts'
import { all, along, any, attribute, none, sequence, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

type Entry = readonly [person: string, kind: string, at: string | null]

/** People and what they did, in two activity tables; each case has rows of its own. */
function diary(
  events: readonly Entry[],
  returns: readonly (readonly [string, string | null])[] = [],
  timeZone = 'UTC',
): World {
  const people = [...new Set([...events.map(([person]) => person), ...returns.map(([person]) => person), 'z'])]
  return {
    timeZone,
    audience: 'people',
    tables: {
      people: { key: 'id', columns: { id: 'string' }, rows: people.map((person) => [person]) },
      events: {
        columns: { person: 'string', kind: 'string', at: 'datetime', day: 'date' },
        rows: events.map(([person, kind, at]) => [person, kind, at, at === null ? null : at.slice(0, 10)]),
      },
      returns: { columns: { person: 'string', at: 'datetime' }, rows: returns },
    },
    relationships: {
      event_person: { from: 'events.person', to: 'people.id' },
      return_person: { from: 'returns.person', to: 'people.id' },
    },
  }
}

const step = (kind: string, more: object = {}) => ({
  path: ['event_person'],
  time: 'events.at',
  where: all(attribute('events.kind', 'is', kind)),
  ...more,
})
const dayStep = (kind: string, more: object = {}) => ({ ...step(kind, more), time: 'events.day' })
const within = (amount: number, unit: string) => ({ within: { amount, unit } })
const absentReturn = (more: object = {}) => ({ absent: true, path: ['return_person'], time: 'returns.at', ...more })
const T = (time: string) => `2024-05-01T${time}Z`

/** Rows in strict time order, one a step. */
export const sequenceCases: readonly CorpusCase[] = [
  {
    name: 'one step is having a row with a time',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['b', 'x', null],
      ['c', 'y', T('10:00:00')],
    ]),
    definition: where(sequence(step('x'))),
    members: ['a'],
  },
  {
    name: 'two steps in order; equal times are in no order',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['a', 'y', T('10:00:00.000001')],
      ['b', 'x', T('10:00:00')],
      ['b', 'y', T('10:00:00')],
      ['c', 'y', T('10:00:00')],
      ['c', 'x', T('11:00:00')],
    ]),
    definition: where(sequence(step('x'), step('y'))),
    members: ['a'],
  },
  {
    name: 'the end of a window is included',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['a', 'y', T('12:00:00')],
      ['b', 'x', T('10:00:00')],
      ['b', 'y', T('12:00:00.000001')],
      ['c', 'x', T('10:00:00')],
      ['c', 'x', T('10:00:01')],
      ['c', 'y', T('12:00:01')],
    ]),
    definition: where(sequence(step('x'), step('y', within(2, 'hour')))),
    members: ['a', 'c'],
  },
  {
    name: 'the same table in two steps asks for two rows',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['b', 'x', T('10:00:00')],
      ['b', 'x', T('11:00:00')],
      ['c', 'x', T('10:00:00')],
      ['c', 'x', T('10:00:00')],
    ]),
    definition: where(sequence(step('x'), step('x'))),
    members: ['b'],
  },
  {
    name: 'three steps: the earliest second row is the wrong choice',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['a', 'y', T('11:00:00')],
      ['a', 'y', T('14:00:00')],
      ['a', 'z', T('15:00:00')],
      ['b', 'x', T('10:00:00')],
      ['b', 'y', T('11:00:00')],
      ['b', 'z', T('15:00:00')],
    ]),
    definition: where(sequence(step('x'), step('y'), step('z', within(2, 'hour')))),
    members: ['a'],
  },
  {
    name: 'three steps: the latest first row is the wrong choice',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['a', 'y', T('11:00:00')],
      ['a', 'x', T('11:30:00')],
      ['a', 'z', T('12:30:00')],
      ['b', 'y', T('11:00:00')],
      ['b', 'x', T('11:30:00')],
      ['b', 'z', T('12:30:00')],
    ]),
    definition: where(sequence(step('x'), step('y', within(2, 'hour')), step('z', within(2, 'hour')))),
    members: ['a'],
  },
  {
    name: 'four steps where every single choice has only one answer in the middle',
    world: diary([
      ['a', 'x', T('01:00:00')],
      ['a', 'x', T('03:00:00')],
      ['a', 'y', T('02:00:00')],
      ['a', 'y', T('04:00:00')],
      ['a', 'x', T('05:00:00')],
      ['a', 'z', T('05:30:00')],
      ['a', 'z', T('09:00:00')],
      ['a', 'w', T('06:00:00')],
      ['b', 'x', T('01:00:00')],
      ['b', 'y', T('02:00:00')],
      ['b', 'z', T('05:30:00')],
      ['b', 'w', T('06:00:00')],
    ]),
    definition: where(
      sequence(
        step('x'),
        step('y', within(90, 'minute')),
        step('z', within(90, 'minute')),
        step('w', within(1, 'hour')),
      ),
    ),
    members: ['a'],
  },
  {
    name: 'an absent step in the middle: rows at the ends are not between',
    world: diary(
      [
        ['a', 'x', T('10:00:00')],
        ['a', 'y', T('12:00:00')],
        ['b', 'x', T('10:00:00')],
        ['b', 'y', T('12:00:00')],
        ['c', 'x', T('10:00:00')],
        ['c', 'y', T('12:00:00')],
      ],
      [
        ['a', T('11:00:00')],
        ['b', T('10:00:00')],
        ['b', T('12:00:00')],
        ['c', null],
      ],
    ),
    definition: where(sequence(step('x'), absentReturn(), step('y'))),
    members: ['b', 'c'],
  },
  {
    name: 'an absent step in the middle: a later first row stands after the forbidden one',
    world: diary(
      [
        ['a', 'x', T('10:00:00')],
        ['a', 'x', T('11:30:00')],
        ['a', 'y', T('12:00:00')],
        ['b', 'x', T('10:00:00')],
        ['b', 'y', T('12:00:00')],
      ],
      [
        ['a', T('11:00:00')],
        ['b', T('11:00:00')],
      ],
    ),
    definition: where(sequence(step('x'), absentReturn(), step('y'))),
    members: ['a'],
  },
  {
    name: 'an absent step in the middle with a window around both',
    world: diary(
      [
        ['a', 'x', T('10:00:00')],
        ['a', 'y', T('10:30:00')],
        ['a', 'y', T('12:00:00')],
        ['b', 'x', T('10:00:00')],
        ['b', 'y', T('12:00:00')],
      ],
      [
        ['a', T('11:00:00')],
        ['b', T('11:00:00')],
      ],
    ),
    definition: where(sequence(step('x'), absentReturn(), step('y', within(3, 'hour')))),
    members: ['a'],
  },
  {
    name: 'an absent last step without a window: never after',
    world: diary(
      [
        ['a', 'x', T('10:00:00')],
        ['b', 'x', T('10:00:00')],
        ['c', 'x', T('10:00:00')],
        ['d', 'x', T('10:00:00')],
        ['d', 'x', T('12:00:00')],
      ],
      [
        ['a', T('10:00:00')],
        ['b', '2031-01-01T00:00:00Z'],
        ['c', T('09:00:00')],
        ['d', T('11:00:00')],
      ],
    ),
    definition: where(sequence(step('x'), absentReturn())),
    members: ['a', 'c', 'd'],
  },
  {
    name: 'an absent last step with a window: its end is included',
    world: diary(
      [
        ['a', 'x', T('10:00:00')],
        ['b', 'x', T('10:00:00')],
        ['c', 'x', T('10:00:00')],
        ['c', 'x', T('10:30:00')],
      ],
      [
        ['a', T('11:00:00')],
        ['b', T('11:00:00.000001')],
        ['c', T('10:15:00')],
        ['c', T('11:15:00')],
      ],
    ),
    definition: where(sequence(step('x'), absentReturn(within(1, 'hour')))),
    members: ['b'],
  },
  {
    name: 'an absent last step: any last row that stays alone will do',
    world: diary(
      [
        ['a', 'x', T('10:00:00')],
        ['a', 'y', T('11:00:00')],
        ['a', 'y', T('15:00:00')],
      ],
      [['a', T('11:30:00')]],
    ),
    definition: where(sequence(step('x'), step('y'), absentReturn(within(1, 'hour')))),
    members: ['a'],
  },
  {
    name: 'two absent steps in a row forbid either',
    world: diary(
      [
        ['a', 'x', T('10:00:00')],
        ['a', 'y', T('12:00:00')],
        ['b', 'x', T('10:00:00')],
        ['b', 'w', T('11:00:00')],
        ['b', 'y', T('12:00:00')],
        ['c', 'x', T('10:00:00')],
        ['c', 'y', T('12:00:00')],
      ],
      [['c', T('11:00:00')]],
    ),
    definition: where(sequence(step('x'), absentReturn(), step('w', { absent: true }), step('y'))),
    members: ['a'],
  },
  {
    name: 'an absent step of the table that is chosen from: nothing of it in between',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['a', 'q', T('11:00:00')],
      ['a', 'y', T('12:00:00')],
      ['b', 'x', T('10:00:00')],
      ['b', 'y', T('12:00:00')],
      ['c', 'x', T('10:00:00')],
      ['c', 'y', T('12:00:00')],
      ['c', 'q', T('13:00:00')],
    ]),
    definition: where(sequence(step('x'), { absent: true, path: ['event_person'], time: 'events.at' }, step('y'))),
    members: ['b', 'c'],
  },
  {
    name: 'steps of different tables',
    world: diary(
      [
        ['a', 'x', T('10:00:00')],
        ['b', 'x', T('12:00:00')],
      ],
      [
        ['a', T('11:00:00')],
        ['b', T('11:00:00')],
      ],
    ),
    definition: where(sequence(step('x'), { path: ['return_person'], time: 'returns.at' })),
    members: ['a'],
  },
  {
    name: 'dates: the same day is in no order, windows are days',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['a', 'y', T('12:00:00')],
      ['b', 'x', T('10:00:00')],
      ['b', 'y', '2024-05-08T00:00:00Z'],
      ['c', 'x', T('10:00:00')],
      ['c', 'y', '2024-05-09T00:00:00Z'],
    ]),
    definition: where(sequence(dayStep('x'), dayStep('y', within(1, 'week')))),
    members: ['b'],
  },
  {
    name: 'a window of months ends on the last day of a shorter one',
    world: diary([
      ['a', 'x', '2024-01-31T10:00:00Z'],
      ['a', 'y', '2024-02-29T10:00:00Z'],
      ['b', 'x', '2024-01-31T10:00:00Z'],
      ['b', 'y', '2024-02-29T10:00:00.000001Z'],
    ]),
    definition: where(sequence(step('x'), step('y', within(1, 'month')))),
    members: ['a'],
  },
  {
    name: 'a window of a day keeps the local time over the change of clocks, one of 24 hours does not',
    world: diary(
      [
        ['a', 'x', '2024-03-30T12:00:00Z'],
        ['a', 'y', '2024-03-31T11:00:00Z'],
        ['b', 'x', '2024-03-30T12:00:00Z'],
        ['b', 'y', '2024-03-31T11:30:00Z'],
      ],
      [],
      'Europe/London',
    ),
    definition: where(sequence(step('x'), step('y', within(1, 'day')))),
    members: ['a'],
  },
  {
    name: 'a window of 24 hours over the change of clocks',
    world: diary(
      [
        ['a', 'x', '2024-03-30T12:00:00Z'],
        ['a', 'y', '2024-03-31T12:00:00Z'],
        ['b', 'x', '2024-03-30T12:00:00Z'],
        ['b', 'y', '2024-03-31T12:00:01Z'],
      ],
      [],
      'Europe/London',
    ),
    definition: where(sequence(step('x'), step('y', within(24, 'hour')))),
    members: ['a'],
  },
  {
    name: 'a window of a day whose earlier start ends later, where the clock goes back',
    world: diary(
      [
        // 01:50 the first time and 01:10 the second: a day later the first of them ends at 01:50, the second at 01:10.
        ['a', 'x', '2024-10-27T00:50:00Z'],
        ['a', 'x', '2024-10-27T01:10:00Z'],
        ['a', 'y', '2024-10-28T01:30:00Z'],
        ['b', 'x', '2024-10-27T01:10:00Z'],
        ['b', 'y', '2024-10-28T01:30:00Z'],
      ],
      [],
      'Europe/London',
    ),
    definition: where(sequence(step('x'), step('y', within(1, 'day')))),
    members: ['a'],
  },
  {
    name: 'a step without a where takes any row',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['a', 'q', T('11:00:00')],
      ['b', 'x', T('10:00:00')],
    ]),
    definition: where(sequence(step('x'), { path: ['event_person'], time: 'events.at' })),
    members: ['a'],
  },
  {
    name: 'none of a sequence holds those without any row',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['a', 'y', T('11:00:00')],
      ['b', 'x', T('10:00:00')],
    ]),
    definition: where(none(sequence(step('x'), step('y')))),
    members: ['b', 'z'],
  },
  {
    name: 'a sequence inside a rule with a path belongs to the profile',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['a', 'y', T('11:00:00')],
      ['a', 'q', T('12:00:00')],
      ['b', 'x', T('10:00:00')],
      ['b', 'q', T('12:00:00')],
    ]),
    definition: along(['event_person'], all(attribute('events.kind', 'is', 'q'), sequence(step('x'), step('y')))),
    members: ['a'],
  },
  {
    name: 'one sequence or the other',
    world: diary([
      ['a', 'x', T('10:00:00')],
      ['a', 'y', T('11:00:00')],
      ['b', 'y', T('10:00:00')],
      ['b', 'x', T('11:00:00')],
      ['c', 'x', T('11:00:00')],
    ]),
    definition: where(any(sequence(step('x'), step('y')), sequence(step('y'), step('x')))),
    members: ['a', 'b'],
  },
]
