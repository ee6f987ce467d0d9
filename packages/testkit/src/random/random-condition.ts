import type { Cell, ColumnType } from '../world/world.ts'
import type { Draw } from './draw.ts'
import { randomTest } from './random-operands.ts'
import { attributesOf, isNumber, isOrdered, pathsOf, type RandomPath, type RandomScope } from './scope.ts'

type Json = Record<string, unknown>

export function randomGroup(scope: RandomScope, depth: number, draw: Draw): Json {
  return {
    match: draw.pick(['all', 'all', 'any', 'any', 'any', 'none'] as const),
    conditions: Array.from({ length: draw.chance(4) ? 0 : draw.pick([1, 1, 2, 2, 3]) }, () =>
      randomCondition(scope, depth, draw),
    ),
  }
}

function randomCondition(scope: RandomScope, depth: number, draw: Draw): Json {
  const choice = draw.integer(1, 100)
  if (depth > 0 && choice <= 20) return randomGroup(scope, depth - 1, draw)
  if (depth > 0 && choice <= 38) return randomAggregateCondition(scope, depth - 1, draw)
  if (depth > 0 && choice <= 45) return randomSequence(scope, depth - 1, draw)
  if (choice <= 50 && scope.segments.length > 0) {
    return { segment: draw.pick(scope.segments), operator: draw.pick(['in', 'notIn'] as const) }
  }
  if (choice <= 60 && scope.measures.length > 0) {
    const { name, type } = draw.pick(scope.measures)
    return { attribute: `measures.${name}`, ...randomTest({ type, cells: [], ranks: isNumber(type) }, scope, draw) }
  }
  return randomAttributeCondition(scope, draw)
}

function randomAttributeCondition(scope: RandomScope, draw: Draw): Json {
  const table = draw.pick(scope.tables)
  const { reference, type } = draw.pick(attributesOf(scope.world, [table], () => true))
  return {
    attribute: reference,
    ...randomTest({ type, cells: cellsOf(scope, reference), ranks: table === scope.world.audience }, scope, draw),
  }
}

/** An aggregate as measures and conditions write it, and the type of its result. */
export function randomAggregate(
  scope: RandomScope,
  depth: number,
  draw: Draw,
): { readonly spec: Json; readonly type: ColumnType } {
  const path = draw.pick(pathsOf(scope.world))
  const inner: RandomScope = { ...scope, tables: path.tables }
  const spec: Json = {
    path: path.relationships,
    ...(draw.chance(60) && { where: randomGroup(inner, Math.min(depth, 2), draw) }),
  }
  const aggregate = draw.pick([
    'count',
    'countDistinct',
    'sum',
    'avg',
    'median',
    'min',
    'max',
    'first',
    'last',
  ] as const)
  switch (aggregate) {
    case 'count':
      // The empty path counts the profile itself and says so.
      return {
        spec: {
          aggregate,
          ...spec,
          ...((draw.chance(40) || path.relationships.length === 0) && { of: draw.pick(path.tables) }),
        },
        type: 'integer',
      }
    case 'countDistinct': {
      const attribute = draw.pick(
        attributesOf(scope.world, [draw.pick(path.tables)], (type) => isOrdered(type) || type === 'boolean'),
      )
      const hasPart = (attribute.type === 'date' || attribute.type === 'datetime') && draw.chance(70)
      const part = hasPart ? { part: draw.pick(['day', 'week', 'month', 'year'] as const) } : {}
      return { spec: { aggregate, attribute: attribute.reference, ...part, ...spec }, type: 'integer' }
    }
    case 'sum':
    case 'avg':
    case 'median': {
      const attribute = draw.pick(attributesOf(scope.world, [draw.pick(path.tables)], isNumber))
      return {
        spec: { aggregate, attribute: attribute.reference, ...spec },
        type: aggregate === 'avg' || attribute.type === 'float' ? 'float' : 'decimal',
      }
    }
    case 'min':
    case 'max': {
      const attribute = draw.pick(attributesOf(scope.world, [draw.pick(path.tables)], isOrdered))
      return { spec: { aggregate, attribute: attribute.reference, ...spec }, type: attribute.type }
    }
    case 'first':
    case 'last': {
      const table = draw.pick(path.tables)
      const attribute = draw.pick(attributesOf(scope.world, [table], () => true))
      const orderBy = draw.pick(attributesOf(scope.world, [table], isOrdered))
      return {
        spec: { aggregate, attribute: attribute.reference, orderBy: orderBy.reference, ...spec },
        type: attribute.type,
      }
    }
  }
}

const SMALL_COUNTS = ['0', '1', '1', '2', '3']

/** The values an attribute has in the world. */
function cellsOf({ world }: RandomScope, reference: string): readonly Cell[] {
  const dot = reference.lastIndexOf('.')
  const table = world.tables[reference.slice(0, dot)]
  const column = Object.keys(table?.columns ?? {}).indexOf(reference.slice(dot + 1))
  return table?.rows.map((row) => row[column] ?? null) ?? []
}

function randomAggregateCondition(scope: RandomScope, depth: number, draw: Draw): Json {
  const { spec, type } = randomAggregate(scope, depth, draw)
  const attribute = spec['attribute']
  const cells = typeof attribute === 'string' && type !== 'integer' ? cellsOf(scope, attribute) : SMALL_COUNTS
  return { ...spec, ...randomTest({ type, cells, ranks: isNumber(type) }, scope, draw) }
}

function randomSequence(scope: RandomScope, depth: number, draw: Draw): Json {
  const timeType = draw.pick(['date', 'datetime'] as const)
  const units = ['day', 'week', 'month', 'quarter', 'year', ...(timeType === 'date' ? [] : ['minute', 'hour'])]
  const paths = pathsOf(scope.world)
  const steps = Array.from({ length: draw.integer(1, 4) }, (_, position) => {
    const path = draw.pick(paths)
    return {
      ...randomStep(path, timeType, scope, depth, draw),
      ...(position > 0 && draw.chance(30) && { absent: true }),
      ...(position > 0 &&
        draw.chance(50) && { within: { amount: draw.pick([1, 2, 7, 30, 400]), unit: draw.pick(units) } }),
    }
  })
  return { sequence: steps }
}

function randomStep(path: RandomPath, timeType: ColumnType, scope: RandomScope, depth: number, draw: Draw): Json {
  const inner: RandomScope = { ...scope, tables: path.tables }
  return {
    path: path.relationships,
    time: draw.pick(attributesOf(scope.world, path.tables, (type) => type === timeType)).reference,
    ...(draw.chance(40) && { where: randomGroup(inner, Math.min(depth, 1), draw) }),
  }
}
