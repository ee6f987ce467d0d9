import {
  allowedUnits,
  exactNumberOf,
  type OperandsSpec,
  type Operator,
  operatorNamesForType,
  operators,
} from '@coterie/definition'
import type { Cell, ColumnType } from '../world/world.ts'
import { attributeTypeOf } from '../world/world-catalog.ts'
import type { Draw } from './draw.ts'
import { PATTERNS, randomCell } from './pools.ts'
import { attributesOf, type RandomScope } from './scope.ts'

type Json = Record<string, unknown>

/** What a test looks at: its type, values it is known to have, and whether profiles can be ranked by it. */
export interface RandomSubject {
  readonly type: ColumnType
  readonly cells: readonly Cell[]
  readonly ranks: boolean
}

/** An operator, or its negative twin, with operands that often hold for some of the subject's values. */
export function randomTest(subject: RandomSubject, scope: RandomScope, draw: Draw): Json {
  const { type, ranks } = subject
  const attributeType = attributeTypeOf(type)
  const names = new Set(operatorNamesForType(attributeType))
  const candidates = operators.filter(({ kind, name }) => names.has(name) && (ranks || kind !== 'ranking'))
  return testOf(draw.pick(candidates), subject, scope, draw)
}

/** A given operator, or its negative twin, with operands for a subject. */
export function testOf(operator: Operator, subject: RandomSubject, scope: RandomScope, draw: Draw): Json {
  const isNegative = operator.negative !== null && draw.chance(40)
  return {
    operator: isNegative ? operator.negative : operator.name,
    ...randomOperands(operator, subject, scope, draw),
  }
}

function randomOperands(operator: Operator, subject: RandomSubject, scope: RandomScope, draw: Draw): Json {
  const { type } = subject
  const spec: OperandsSpec = operator.operands
  const operands: Json = {}
  const takesValues = spec.values !== undefined && (spec.value === undefined || draw.chance(30))
  if (spec.values !== undefined && takesValues) operands['values'] = randomValues(spec.values, subject, draw)
  for (const key of ['value', 'from', 'to'] as const) {
    const place = spec[key]
    if (place !== undefined && !(key === 'value' && takesValues))
      operands[key] = randomValue(place, subject, scope, draw)
  }
  if (spec.ignoreCase === true && type === 'string' && draw.chance(40)) operands['ignoreCase'] = draw.chance(80)
  if (spec.amount === true) operands['amount'] = draw.pick([0, 1, 1, 2, 3, 7, 30, 365])
  const units = allowedUnits(operator, attributeTypeOf(type))
  if (units.length > 0) operands['unit'] = draw.pick(units)
  if (spec.period !== undefined) operands['period'] = draw.pick(spec.period)
  if (spec.compare === true) operands['compare'] = draw.pick(['lt', 'lte', 'is', 'gte', 'gt'])
  return operands
}

type ValueSpec = NonNullable<OperandsSpec['value']>

function randomValue(spec: ValueSpec, subject: RandomSubject, scope: RandomScope, draw: Draw): unknown {
  switch (spec.kind) {
    case 'pattern':
      return draw.pick(PATTERNS)
    case 'integer':
      return Math.min(spec.max, spec.min + draw.integer(0, draw.pick([2, 20, 60])))
    case 'percent':
      return draw.pick([0.5, 1, 10, 25, 33.3, 50, 66.67, 75, 99.9, 100])
    case 'subject':
      return (draw.chance(25) ? otherAttribute(subject.type, scope, draw) : null) ?? literalFor(subject, draw)
  }
}

/** Another attribute of the same type on the same row, or a measure. */
function otherAttribute(type: ColumnType, scope: RandomScope, draw: Draw): Json | null {
  const same = (other: ColumnType) => attributeTypeOf(other) === attributeTypeOf(type)
  const references = [
    ...attributesOf(scope.world, scope.tables, same).map(({ reference }) => reference),
    ...scope.measures.filter((measure) => same(measure.type)).map(({ name }) => `measures.${name}`),
  ]
  return references.length === 0 ? null : { attribute: draw.pick(references) }
}

/** A literal to test a subject against: often one of its own values. */
function literalFor({ type, cells }: RandomSubject, draw: Draw): unknown {
  const own = cells.flat().filter((cell) => cell !== null)
  if (own.length === 0 || draw.chance(35)) return literal(type, draw)
  const cell = draw.pick(own)
  // Exact numbers are written as texts in worlds.
  return isNumeric(type) && typeof cell === 'string' ? exactNumberOf(cell) : cell
}

const isNumeric = (type: ColumnType): boolean => /integer|decimal|float/.test(type)

/** A literal of a type, of lists of their elements. Numbers keep all their digits. */
export function literal(type: ColumnType, draw: Draw): unknown {
  switch (type) {
    case 'list<string>':
      return literal('string', draw)
    case 'list<integer>':
    case 'list<decimal>':
    case 'list<float>':
      return literal(draw.pick(['integer', 'decimal', 'float'] as const), draw)
    case 'integer':
    case 'decimal':
    case 'float': {
      const cell = randomCell(draw.chance(70) ? type : draw.pick(['integer', 'decimal', 'float'] as const), draw)
      return typeof cell === 'string' ? exactNumberOf(cell) : cell
    }
    case 'date':
      return draw.chance(10) ? 'today' : randomCell('date', draw)
    case 'datetime':
      if (draw.chance(10)) return 'today'
      if (draw.chance(40)) return randomCell('date', draw)
      return draw.chance(30) ? String(randomCell('datetime', draw)).replace('Z', '') : randomCell('datetime', draw)
    default:
      return randomCell(type, draw)
  }
}

const YEARS = [1970, 2000, 2011, 2018, 2023, 2024, 2025]

type ValuesSpec = NonNullable<OperandsSpec['values']>

function randomValues(spec: ValuesSpec, subject: RandomSubject, draw: Draw): unknown[] {
  return Array.from({ length: draw.pick([0, 1, 1, 1, 2, 2, 3, 4]) }, () => {
    if (spec.kind === 'subject') return literalFor(subject, draw)
    // Whole numbers so wide are years.
    return spec.max > 1000 && draw.chance(80) ? draw.pick(YEARS) : draw.integer(spec.min, spec.max)
  })
}
