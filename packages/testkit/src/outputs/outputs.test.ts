import { createHash } from 'node:crypto'
import { evaluateInMemory } from '@coterie/engines/reference'
import { describe, expect, it } from 'vitest'
import { comparedEngines } from '../engines/engines.ts'
import { randomExperiment } from '../random/experiments.ts'
import { instantOf, openWorld } from '../run/open-world.ts'
import { readDefinitions } from '../run/read-definitions.ts'
import { worldCatalog } from '../world/world-catalog.ts'
import { worldRows } from '../world/world-rows.ts'

const WORLDS = 3
const DEFINITIONS = 20

describe.each(comparedEngines)('what $name returns beside the members', (engine) => {
  for (let seed = 101; seed <= 100 + WORLDS; seed++) {
    it(`seed ${seed}`, { timeout: 300_000 }, async ({ skip }) => {
      if (engine.notRunBecause !== null) skip(`not run: ${engine.notRunBecause}`)
      const { world, asOf, definitions } = randomExperiment(seed, DEFINITIONS)
      const catalog = worldCatalog(world)
      const segments = readDefinitions(definitions, catalog)
      const request = { segments, asOf: instantOf(asOf), want: 'rows' as const, inspect: true }
      const expected = [...evaluateInMemory(catalog, worldRows(world), request)]

      const open = await openWorld(engine, world)
      try {
        const read = open.read(definitions)
        const found = await open.evaluate(read, asOf, { want: 'rows', inspect: true })
        for (const [i, { id, count, rows, inspection }] of found.entries()) {
          const { json } = segments[i] ?? { json: '' }
          expect({ id, count, rows, inspection }, json).toEqual({
            id: expected[i]?.id,
            count: expected[i]?.count,
            rows: expected[i]?.rows,
            inspection: expected[i]?.inspection,
          })
        }
        const withIds = await open.evaluate(read, asOf)
        const digests = await open.evaluate(read, asOf, { want: 'digest' })
        const counts = await open.evaluate(read, asOf, { want: 'count' })
        expect(digests.map(({ sha256 }) => sha256)).toEqual(withIds.map(({ ids = [] }) => sha256Of(ids)))
        expect(withIds.map(({ sha256 }) => sha256)).toEqual(withIds.map(({ ids = [] }) => sha256Of(ids)))
        expect(counts.map(({ count }) => count)).toEqual(withIds.map(({ ids = [] }) => ids.length))
      } finally {
        await open.close()
      }
    })
  }
})

const sha256Of = (ids: readonly string[]): string => createHash('sha256').update(ids.join('\n')).digest('hex')
