import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Path, ResolvedGroup, ResolvedSequence, SequenceStep } from '../resolve/resolved.ts'
import { createClock } from '../time/clock.ts'
import { evaluateAudience } from './audience-evaluation.ts'
import { createRowStore } from './row-store.ts'
import { sequenceProfiles } from './sequence.ts'

const everything: ResolvedGroup = { kind: 'group', match: 'all', conditions: [], pointer: '' }

const KINDS = ['x', 'y', 'z'] as const
type Kind = (typeof KINDS)[number]

const path: Path = {
  audience: 'people',
  steps: [
    {
      relationship: 'event_person',
      nearTable: 'people',
      nearColumns: ['id'],
      table: 'events',
      columns: ['person'],
      fanOut: true,
      fanIn: false,
    },
  ],
}

interface Step {
  readonly kind: Kind
  readonly absent: boolean
  readonly days: number | null
}

interface Event {
  readonly kind: Kind
  readonly day: number
}

function resolvedStep({ kind, absent, days }: Step): SequenceStep {
  const isKind = {
    kind: 'test' as const,
    subject: { kind: 'column' as const, table: 'events', column: 'kind', type: 'string' as const },
    operator: 'is',
    negated: false,
    operands: { value: { kind: 'literal' as const, type: 'string' as const, value: kind } },
    pointer: '',
  }
  return {
    absent,
    path,
    time: { kind: 'column', table: 'events', column: 'day', type: 'date' },
    where: { ...everything, conditions: [isKind] },
    within: days === null ? null : { amount: days, unit: 'day' },
  }
}

function evaluate(events: readonly Event[], steps: readonly Step[]): boolean {
  const tables = new Map([
    ['people', { columns: ['id'], rows: [['a'], ['other']] }],
    ['events', { columns: ['person', 'kind', 'day'], rows: events.map(({ kind, day }) => ['a', kind, day]) }],
  ])
  const catalog = {
    timeZone: 'UTC',
    weekStart: 'monday' as const,
    audience: 'people',
    audiences: ['people'],
    tables: new Map(),
    relationships: new Map(),
    measures: new Map(),
  }
  const evaluation = evaluateAudience('people', {
    catalog,
    store: createRowStore(catalog, tables),
    clock: createClock({ asOf: 0n, timeZone: 'UTC', weekStart: 'monday' }),
    segmentMembers: () => new Uint8Array(),
  })
  const sequence: ResolvedSequence = { kind: 'sequence', steps: steps.map(resolvedStep), timeType: 'date', pointer: '' }
  const profiles = sequenceProfiles(sequence, evaluation)
  expect(profiles[1]).toBe(0)
  return profiles[0] === 1
}

/** The contract's sentence read aloud: try every way to choose a row for every step. */
function bySearch(events: readonly Event[], steps: readonly Step[]): boolean {
  const chosen = steps.map((step, position) => ({ step, position })).filter(({ step }) => !step.absent)
  const search = (days: readonly number[]): boolean => {
    const next = chosen[days.length]
    if (next === undefined) return forbiddenStayAway(days)
    const before = days.at(-1)
    return events.some(({ kind, day }) => {
      if (kind !== next.step.kind) return false
      if (before !== undefined && day <= before) return false
      if (before !== undefined && next.step.days !== null && day > before + next.step.days) return false
      return search([...days, day])
    })
  }
  const forbiddenStayAway = (days: readonly number[]): boolean =>
    steps.every((step, position) => {
      if (!step.absent) return true
      const after = chosen.filter((each) => each.position < position).length
      const start = days[after - 1] ?? 0
      const end = days[after]
      const isForbidden = (day: number) => {
        if (day <= start) return false
        if (end !== undefined) return day < end
        return step.days === null || day <= start + step.days
      }
      return !events.some(({ kind, day }) => kind === step.kind && isForbidden(day))
    })
  return search([])
}

const event = fc.record({ kind: fc.constantFrom(...KINDS), day: fc.integer({ min: 1, max: 9 }) })
const laterStep = fc.record({
  kind: fc.constantFrom(...KINDS),
  absent: fc.boolean(),
  days: fc.option(fc.integer({ min: 1, max: 4 })),
})
const steps = fc
  .tuple(fc.constantFrom(...KINDS), fc.array(laterStep, { maxLength: 4 }))
  .map(([kind, later]): readonly Step[] => [{ kind, absent: false, days: null }, ...later])

describe('sequences', () => {
  it('hold exactly where some choice of rows does', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), steps, (events, written) => {
        // A window has a meaning on an absent step only where it is the last.
        const sequence = written.map((step, i) =>
          step.absent && i < written.length - 1 ? { ...step, days: null } : step,
        )
        expect(evaluate(events, sequence)).toBe(bySearch(events, sequence))
      }),
      { numRuns: 3000 },
    )
  })

  it('take moments, not minutes, with a thousand rows a profile', () => {
    const events = Array.from({ length: 3000 }, (_, i): Event => ({ kind: KINDS[i % 3] ?? 'x', day: i * 10 }))
    const step = (kind: Kind): Step => ({ kind, absent: false, days: 9 })
    const startedAt = Date.now()
    expect(evaluate(events, [{ ...step('x'), days: null }, step('y'), step('z'), step('x')])).toBe(false)
    expect(Date.now() - startedAt).toBeLessThan(5000)
  })
})
