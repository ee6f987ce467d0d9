import type { ColumnType, World } from '../world/world.ts'
import type { Draw } from './draw.ts'
import { randomAggregate } from './random-condition.ts'
import { literal } from './random-operands.ts'
import { isNumber, type RandomScope } from './scope.ts'

type Measure = { readonly name: string; readonly type: ColumnType; readonly written: Record<string, unknown> }

/** A few measures of a world: aggregates with and without a default, arithmetic over them, and days since. */
export function randomMeasures(world: World, draw: Draw): Readonly<Record<string, unknown>> {
  return Object.fromEntries(measureList(world, draw).map(({ name, written }) => [name, written]))
}

function measureList(world: World, draw: Draw): readonly Measure[] {
  const measures: Measure[] = []
  const count = draw.integer(2, 7)
  while (measures.length < count) {
    const name = `m${measures.length}`
    // The conditions of a measure may use the measures before it.
    const scope: RandomScope = { world, tables: [], measures: [...measures], segments: [] }
    const derived = draw.chance(40) ? derivedMeasure(measures, draw) : null
    if (derived !== null) {
      measures.push({ name, ...derived })
      continue
    }
    const { spec, type } = randomAggregate(scope, 1, draw)
    const withDefault =
      draw.chance(40) && !type.startsWith('list') && type !== 'other' ? { default: defaultValue(type, draw) } : {}
    measures.push({ name, type, written: { ...spec, ...withDefault } })
  }
  return measures
}

function defaultValue(type: ColumnType, draw: Draw): unknown {
  // Relative days and local dates are no values of their own.
  if (type === 'date') return '2024-02-29'
  if (type === 'datetime') return '2024-03-31T01:00:00Z'
  if (type === 'integer' || type === 'decimal') return draw.pick([0, -1, 7])
  return literal(type, draw)
}

function derivedMeasure(measures: readonly Measure[], draw: Draw): Omit<Measure, 'name'> | null {
  const moments = measures.filter(({ type }) => type === 'date' || type === 'datetime')
  if (moments.length > 0 && draw.chance(50)) {
    return { type: 'integer', written: { daysSince: `measures.${draw.pick(moments).name}` } }
  }
  const numbers = measures.filter(({ type }) => isNumber(type)).map(({ name }) => name)
  if (numbers.length === 0) return null
  return { type: 'float', written: { formula: randomFormula(numbers, 2, draw) } }
}

function randomFormula(numbers: readonly string[], depth: number, draw: Draw): string {
  if (depth === 0 || draw.chance(25))
    return draw.chance(75) ? draw.pick(numbers) : draw.pick(['0', '1', '2', '2.5', '0.1'])
  const operator = draw.pick(['+', '-', '*', '/'] as const)
  return `(${randomFormula(numbers, depth - 1, draw)} ${operator} ${randomFormula(numbers, depth - 1, draw)})`
}

/** The measures of a random world with their types, which follow from how they are written. */
export function measuresOf(world: World): RandomScope['measures'] {
  const found: { name: string; type: ColumnType }[] = []
  for (const [name, written] of Object.entries(world.measures ?? {})) {
    found.push({ name, type: measureType(world, written) })
  }
  return found
}

function measureType(world: World, written: unknown): ColumnType {
  if (typeof written !== 'object' || written === null) throw new Error('A measure is an object.')
  if ('daysSince' in written) return 'integer'
  if (!('aggregate' in written)) return 'float'
  const { aggregate } = written
  if (aggregate === 'count' || aggregate === 'countDistinct') return 'integer'
  if (aggregate === 'avg') return 'float'
  const reference = 'attribute' in written ? String(written.attribute) : ''
  const dot = reference.lastIndexOf('.')
  const type = world.tables[reference.slice(0, dot)]?.columns[reference.slice(dot + 1)]
  if (type === undefined) throw new Error(`No attribute ${reference}.`)
  return type === 'integer' && (aggregate === 'sum' || aggregate === 'median') ? 'decimal' : type
}
