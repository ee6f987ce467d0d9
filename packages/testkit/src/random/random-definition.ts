import type { World } from '../world/world.ts'
import type { Draw } from './draw.ts'
import { randomGroup } from './random-condition.ts'
import { measuresOf } from './random-measures.ts'
import { pathsOf } from './scope.ts'

type Json = Record<string, unknown>

/** How deep groups and the conditions inside aggregates nest. */
const DEPTH = 6

/** A definition over a world, refused by nothing. It may refer to the segments given. */
export function randomDefinition(world: World, segments: readonly string[], draw: Draw): Json {
  const paths = pathsOf(world)
  const measures = measuresOf(world)
  const rules = Array.from({ length: draw.pick([1, 1, 1, 2, 2, 3, 4]) }, (_, position) => {
    const path = draw.pick(paths)
    const scope = { world, tables: path.tables, measures, segments }
    return {
      ...randomGroup(scope, draw.integer(0, DEPTH), draw),
      ...(position > 0 && { combine: draw.pick(['union', 'intersect', 'except'] as const) }),
      ...(path.relationships.length > 0 && { path: path.relationships }),
    }
  })
  return { version: 1, rules }
}
