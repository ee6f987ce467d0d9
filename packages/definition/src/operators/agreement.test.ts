import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeType } from '../catalog/catalog.ts'
import type { Operand, Operands } from '../resolve/resolved.ts'
import { epochDayOf } from '../time/civil.ts'
import { type Clock, createClock } from '../time/clock.ts'
import { zoneTransitions } from '../time/zone.ts'
import { ZONES_UNDER_TEST } from '../time/zones-under-test.ts'
import { exact } from '../values/exact.ts'
import type { Value } from '../values/value.ts'
import { column, holdsByEvaluate, holdsByPredicate, type OperatorCase, predicateOf } from './example-case.ts'
import type { Predicate, Term } from './expression.ts'
import { allowedUnits, operators } from './index.ts'
import type { PredicateOperator, ValueOperandSpec, ValuesOperandSpec } from './operator.ts'

/*
 * An operator states its meaning twice: by steps on a value (`evaluate`) and by an expression over the value with literal
 * bounds (`toExpression`). Here both are run on random rows, operands and clocks, often at the very edges.
 */

const FIRST_DAY = epochDayOf(1, 1, 1)
const LAST_DAY = epochDayOf(9999, 12, 31)
const MICROS_PER_DAY = 86_400_000_000n

const clocks: fc.Arbitrary<Clock> = fc
  .constantFrom(...ZONES_UNDER_TEST)
  .chain((timeZone) => {
    const transitions = zoneTransitions(timeZone).map(({ at }) => at)
    return fc.record({
      timeZone: fc.constant(timeZone),
      weekStart: fc.constantFrom('monday', 'sunday'),
      asOf: fc.oneof(
        fc.bigInt(-3_000_000_000_000_000n, 4_100_000_000_000_000n),
        near(fc.constantFrom(0n, ...transitions), 8n * MICROS_PER_DAY),
        // The last days of February and of the year.
        near(
          fc.tuple(fc.integer({ min: 1950, max: 2060 }), fc.constantFrom(58, 59, 364)).map(instantOfYear),
          MICROS_PER_DAY,
        ),
      ),
    })
  })
  .map(createClock)

function near(instant: fc.Arbitrary<bigint>, distance: bigint): fc.Arbitrary<bigint> {
  return fc
    .tuple(instant, fc.oneof(fc.constantFrom(-1n, 0n, 1n), fc.bigInt(-distance, distance)))
    .map(([a, b]) => a + b)
}

function instantOfYear([year, day]: readonly [number, number]): bigint {
  return BigInt(epochDayOf(year, 1, 1) + day) * MICROS_PER_DAY
}

const letters = fc.constantFrom(
  'a',
  'A',
  'b',
  'İ',
  'I',
  'i',
  'ı',
  'Σ',
  'σ',
  'ς',
  'ß',
  'ẞ',
  'é',
  '\u0301',
  '😀',
  '%',
  '_',
  '\\',
  "'",
  '\n',
  '\0',
)
const texts = fc.oneof(fc.string({ unit: letters, maxLength: 3 }), fc.string({ unit: 'grapheme', maxLength: 5 }))
const decimals = fc
  .tuple(fc.oneof(fc.bigInt(-20n, 20n), fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)), fc.integer({ min: 0, max: 3 }))
  .map(([digits, scale]) => exact(digits).div(exact(10).pow(scale)))
const floats = fc.oneof(
  fc.constantFrom(0, -0, 0.1, 0.3, 0.1 + 0.2, 1, 2, 1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.double({ noNaN: true }),
)

function values(type: AttributeType, clock: Clock): fc.Arbitrary<Exclude<Value, null>> {
  switch (type) {
    case 'string':
    case 'other':
      return texts
    case 'number':
      return fc.oneof(decimals, floats)
    case 'boolean':
      return fc.boolean()
    case 'date':
      return days(clock)
    case 'datetime':
      return instants(clock)
    case 'list<string>':
      return fc.array(fc.option(texts), { maxLength: 4 })
    case 'list<number>':
      return fc.oneof(fc.array(fc.option(decimals), { maxLength: 4 }), fc.array(fc.option(floats), { maxLength: 4 }))
  }
}

function days({ today }: Clock): fc.Arbitrary<number> {
  const birthday = fc.tuple(fc.integer({ min: -120, max: 3 }), fc.integer({ min: -8, max: 8 }))
  return fc
    .oneof(
      fc.integer({ min: -70, max: 70 }).map((distance) => today + distance),
      birthday.map(([years, distance]) => today + Math.round(years * 365.2425) + distance),
      fc.integer({ min: -200, max: 3 }).map((years) => epochDayOf(2024 + years - (years % 4), 2, 29)),
      fc.integer({ min: FIRST_DAY, max: LAST_DAY }),
      fc.constantFrom(FIRST_DAY, LAST_DAY),
    )
    .map((day) => Math.min(Math.max(day, FIRST_DAY), LAST_DAY))
}

function instants(clock: Clock): fc.Arbitrary<bigint> {
  return fc.oneof(
    near(fc.constant(clock.asOf), 3n * MICROS_PER_DAY),
    near(fc.constantFrom(0n, ...zoneTransitions(clock.timeZone).map(({ at }) => at)), 2n * MICROS_PER_DAY),
    // Close to a local midnight, whatever the offset.
    fc
      .tuple(days(clock), fc.bigInt(-56n, 56n), fc.constantFrom(-1n, 0n, 1n))
      .map(([day, quarters, micros]) => BigInt(day) * MICROS_PER_DAY + quarters * 900_000_000n + micros),
  )
}

function operandOf(spec: ValueOperandSpec, type: AttributeType, clock: Clock): fc.Arbitrary<Operand> {
  switch (spec.kind) {
    case 'pattern': {
      const patterns = ['a', '^a', 'A$', '^.$', '[a-b]+', 'σ', 'ß|İ', '\\\\', '(?s)a.', '']
      return fc.constantFrom(...patterns).map((value) => ({ kind: 'literal', type: 'string', value }))
    }
    case 'integer': {
      const whole = fc.integer({ min: spec.min, max: Math.min(spec.max, 120) })
      return whole.map((value) => ({ kind: 'literal', type: 'number', value: exact(value) }))
    }
    case 'percent':
      return fc.integer({ min: 1, max: 100 }).map((value) => ({ kind: 'literal', type: 'number', value: exact(value) }))
    case 'subject':
      return subjectOperand(type, clock)
  }
}

function subjectOperand(type: AttributeType, clock: Clock): fc.Arbitrary<Operand> {
  const attribute: Operand = { kind: 'subject', subject: column('y', type) }
  const today: Operand = { kind: 'today' }
  // Literal numbers of definitions are exact.
  const given = (type === 'number' ? decimals : values(type, clock)).map(
    (value): Operand => ({ kind: 'literal', type, value }),
  )
  if (type === 'date') return fc.oneof(given, fc.constant(attribute), fc.constant(today))
  if (type !== 'datetime') return fc.oneof(given, fc.constant(attribute))
  const day = days(clock).map((value): Operand => ({ kind: 'literal', type: 'date', value }))
  return fc.oneof(given, day, fc.constant(attribute), fc.constant(today))
}

function listOf(spec: ValuesOperandSpec, type: AttributeType): fc.Arbitrary<readonly Value[]> {
  if (spec.kind === 'integer') {
    const max = Math.min(spec.max, 2060)
    const min = spec.max > 2060 ? 1950 : spec.min
    return fc.array(fc.integer({ min, max }).map(exact), { minLength: 1, maxLength: 5 })
  }
  const elements: fc.Arbitrary<Value> = type === 'string' || type === 'list<string>' ? texts : decimals
  return fc.array(elements, { minLength: 1, maxLength: 4 })
}

function operandsOf(operator: PredicateOperator, type: AttributeType, clock: Clock): fc.Arbitrary<Operands> {
  const spec = operator.operands
  const amounts = fc.oneof(
    fc.integer({ min: 0, max: 14 }),
    fc.integer({ min: 0, max: 800 }),
    fc.constantFrom(30, 90, 365, 1e6, 1e9),
  )
  const single: ArbitraryOperands = {
    ...(spec.value && { value: operandOf(spec.value, type, clock) }),
    ...(spec.from && { from: operandOf(spec.from, type, clock) }),
    ...(spec.to && { to: operandOf(spec.to, type, clock) }),
    ...(spec.ignoreCase && type === 'string' && { ignoreCase: fc.boolean() }),
    ...(spec.amount && { amount: amounts }),
    ...(spec.unit && { unit: fc.constantFrom(...allowedUnits(operator, type)) }),
    ...(spec.period && { period: fc.constantFrom(...spec.period) }),
    ...(spec.compare && { compare: fc.constantFrom('lt', 'lte', 'is', 'gte', 'gt') }),
  }
  if (spec.values === undefined) return together(single)
  const { value, ...others } = single
  const plural = together({ ...others, values: listOf(spec.values, type) })
  return value === undefined ? plural : fc.oneof(together(single), plural)
}

type ArbitraryOperands = { readonly [Name in keyof Operands]: fc.Arbitrary<NonNullable<Operands[Name]>> }

function together(operands: ArbitraryOperands): fc.Arbitrary<Operands> {
  // The library does not infer that an optional arbitrary gives an optional value.
  return fc.record(operands as Required<ArbitraryOperands>)
}

/** The literals of a predicate, and what lies right beside them: where its two meanings would part first. */
function edgesOf(predicate: Predicate, type: AttributeType): readonly Value[] {
  return literalsOf(predicate).flatMap((value): Value[] => {
    if (typeof value === 'bigint' && type === 'datetime') return [value - 1n, value, value + 1n]
    if (typeof value === 'number' && type === 'date') {
      return [value - 1, value, value + 1].filter((day) => day >= FIRST_DAY && day <= LAST_DAY)
    }
    return []
  })
}

function literalsOf(part: Predicate | Term): readonly Value[] {
  if (part.kind === 'literal') return [part.value]
  if (part.kind === 'compare') return [...literalsOf(part.left), ...literalsOf(part.right)]
  if (part.kind === 'and' || part.kind === 'or') return part.operands.flatMap(literalsOf)
  return part.kind === 'not' ? literalsOf(part.operand) : []
}

const cases = operators.flatMap((operator) =>
  operator.kind === 'predicate' ? operator.types.map((type) => [operator.name, type, operator] as const) : [],
)

describe('evaluate and toExpression agree', () => {
  it.each(cases)('%s on %s', (_name, type, operator) => {
    const anyCase = clocks.chain((clock) =>
      fc.record({
        operands: operandsOf(operator, type, clock),
        negated: operator.negative === null ? fc.constant(false) : fc.boolean(),
        rows: fc.array(fc.record({ x: fc.option(values(type, clock)), y: fc.option(values(type, clock)) }), {
          minLength: 4,
          maxLength: 8,
        }),
        clock: fc.constant(clock),
      }),
    )
    const outcomes = new Set<boolean>()
    fc.assert(
      fc.property(anyCase, ({ operands, negated, rows, clock }) => {
        const one: OperatorCase = { type, operands, negated, clock }
        const predicate = predicateOf(operator, one)
        const edges = edgesOf(predicate, type).map((x) => ({ x, y: rows[0]?.y ?? null }))
        for (const row of [...rows, ...edges]) {
          const holds = holdsByEvaluate(operator, one, row)
          outcomes.add(holds)
          if (holdsByPredicate(predicate, clock.timeZone, row) !== holds) expect.fail(JSON.stringify(row, printable))
        }
      }),
      { numRuns: 500 },
    )
    expect(outcomes, 'both outcomes come up').toEqual(new Set([false, true]))
  })
})

function printable(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
