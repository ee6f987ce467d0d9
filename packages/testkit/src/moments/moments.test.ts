import { operators } from '@coterie/definition'
import { describe, expect, it } from 'vitest'
import { all, rules } from '../corpus/build.ts'
import type { DefinitionJson } from '../corpus/corpus-case.ts'
import { comparedEngines } from '../engines/engines.ts'
import { compareBatches } from '../random/compare.ts'
import { type Draw, sample } from '../random/draw.ts'
import { testOf } from '../random/random-operands.ts'
import type { World } from '../world/world.ts'
import { datesOf, instantsAround, MOMENT_ZONES, momentsOf } from './moments.ts'

const DRAWS_AN_OPERATOR = 1

const dateOperators = operators.filter(({ types }) => types.includes('date') || types.includes('datetime'))

function worldOf(zone: string): World {
  const instants = momentsOf(zone).flatMap(instantsAround)
  const dates = datesOf(instants, zone)
  return {
    timeZone: zone,
    weekStart: zone.startsWith('America') ? 'sunday' : 'monday',
    audience: 'p',
    tables: {
      p: {
        key: 'id',
        columns: { id: 'integer', t: 'datetime', t2: 'datetime', d: 'date', d2: 'date' },
        rows: [
          ...instants.map((instant, i) => [
            i,
            instant,
            instants[(i * 7) % instants.length] ?? null,
            dates[i % dates.length] ?? null,
            dates[(i * 5) % dates.length] ?? null,
          ]),
          [-1, null, null, null, null],
        ],
      },
    },
  }
}

/** Every operator of dates and datetimes with operands drawn from the world's own moments. */
function definitionsOf(world: World, draw: Draw): ReadonlyMap<string, DefinitionJson> {
  const scope = { world, tables: ['p'], measures: [], segments: [] }
  const definitions = new Map<string, DefinitionJson>()
  for (const operator of dateOperators) {
    for (const [column, type] of [
      ['t', 'datetime'],
      ['d', 'date'],
    ] as const) {
      if (!operator.types.includes(type)) continue
      const position = Object.keys(world.tables['p']?.columns ?? {}).indexOf(column)
      const cells = world.tables['p']?.rows.map((row) => row[position] ?? null) ?? []
      for (let i = 0; i < DRAWS_AN_OPERATOR; i++) {
        const test = testOf(operator, { type, cells, ranks: false }, scope, draw)
        definitions.set(`${operator.name} ${column} ${i}`, rules(all({ attribute: `p.${column}`, ...test })))
      }
    }
  }
  return definitions
}

describe.each(comparedEngines)('every operator of moments on $name', (engine) => {
  it.each(MOMENT_ZONES.map((zone, i) => [zone, i] as const))('%s', { timeout: 300_000 }, async (zone, i) => {
    if (engine.notRunBecause !== null) return
    const world = worldOf(zone)
    const batches = momentsOf(zone).map((asOf, seed) => {
      const [definitions] = sample((draw) => definitionsOf(world, draw), 1000 * i + seed, 1)
      if (definitions === undefined) throw new Error('Nothing was drawn.')
      return { asOf, definitions }
    })
    expect((await compareBatches(engine, world, batches)).join('\n\n')).toBe('')
  })
})
