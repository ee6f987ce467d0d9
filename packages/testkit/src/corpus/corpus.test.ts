import { parseInstant } from '@coterie/definition'
import { evaluateInMemory } from '@coterie/engines/reference'
import { describe, expect, it } from 'vitest'
import { caseBatches } from '../run/case-batches.ts'
import { difference } from '../run/difference.ts'
import { readDefinitions } from '../run/read-definitions.ts'
import { worldCatalog } from '../world/world-catalog.ts'
import { worldRows } from '../world/world-rows.ts'
import { corpus } from './corpus.ts'

describe.each(Object.entries(corpus))('%s', (_, cases) => {
  it('has a name of its own for each case', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
  })

  it.each(cases.map((each) => [each.name, each] as const))('%s', (_name, corpusCase) => {
    for (const { world, asOf, definitions } of caseBatches([corpusCase])) {
      const catalog = worldCatalog(world)
      const segments = readDefinitions(definitions, catalog)
      const instant = parseInstant(asOf, 'UTC')
      if (instant === null) throw new Error(`${asOf} is no instant`)
      const [result] = evaluateInMemory(catalog, worldRows(world), { segments, asOf: instant, want: 'ids' })
      const [segment] = segments
      if (result === undefined || segment === undefined) throw new Error('No result.')
      expect(difference(segment, corpusCase.members, result, catalog)).toBeNull()
    }
  })
})
