import type { World } from '../world/world.ts'
import type { Draw } from './draw.ts'
import { randomGroup } from './random-condition.ts'
import { measuresOf } from './random-measures.ts'
import { attributesOf, pathsOf } from './scope.ts'

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
  const project = draw.chance(30) ? randomProjection(world, rules, draw) : []
  return { version: 1, rules, ...(project.length > 0 && { project }) }
}

/** Attributes of tables that lie on every rule's path or are one relationship away, and only one. */
function randomProjection(world: World, rules: readonly { readonly path?: readonly string[] }[], draw: Draw): string[] {
  const paths = pathsOf(world)
  const direct = paths.filter(({ relationships }) => relationships.length === 1).map(({ tables }) => tables[0] ?? '')
  const onRules = rules.map(({ path = [] }) => {
    return paths.find(({ relationships }) => relationships.join() === path.join())?.tables ?? []
  })
  const tables = Object.keys(world.tables).filter(
    (table) =>
      table !== world.audience &&
      (onRules.every((onRule) => onRule.includes(table)) || direct.filter((each) => each === table).length === 1),
  )
  const attributes = attributesOf(world, tables, () => true).map(({ reference }) => reference)
  if (attributes.length === 0) return []
  return [...new Set(Array.from({ length: draw.integer(1, 3) }, () => draw.pick(attributes)))]
}
