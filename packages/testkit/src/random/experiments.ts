import type { DefinitionJson } from '../corpus/corpus-case.ts'
import type { Experiment } from './compare.ts'
import { type Draw, sample } from './draw.ts'
import { AS_OFS } from './pools.ts'
import { randomDefinition } from './random-definition.ts'
import { randomWorld } from './random-world.ts'

/** A world with so many definitions over it, always the same for a seed. */
export function randomExperiment(seed: number, definitions: number): Experiment {
  const [experiment] = sample((draw) => drawExperiment(draw, definitions), seed, 1)
  if (experiment === undefined) throw new Error('Nothing was drawn.')
  return experiment
}

function drawExperiment(draw: Draw, count: number): Experiment {
  const world = randomWorld(draw)
  const ids = Array.from({ length: count }, (_, i) => `d${i}`)
  const written = ids.map((id, i): readonly [string, DefinitionJson] => {
    // A definition refers to a few of those before it, so that no circle closes.
    const others = i === 0 ? [] : [draw.pick(ids.slice(0, i)), draw.pick(ids.slice(0, i))]
    return [id, randomDefinition(world, draw.chance(30) ? others : [], draw)]
  })
  // Later ones stand first in half of all evaluations: an engine has to find the order itself.
  return { world, asOf: draw.pick(AS_OFS), definitions: new Map(draw.chance(50) ? written : written.reverse()) }
}
