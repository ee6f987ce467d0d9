import { evaluateInMemory } from '@coterie/engines/reference'
import { describe, expect, it } from 'vitest'
import { difference } from '../run/difference.ts'
import { instantOf } from '../run/open-world.ts'
import { readDefinitions } from '../run/read-definitions.ts'
import { worldCatalog } from '../world/world-catalog.ts'
import { worldRows } from '../world/world-rows.ts'
import { corpus } from './corpus.ts'
import { DEFAULT_AS_OF } from './corpus-case.ts'

describe.each(Object.entries(corpus))('reference evaluator: %s', (_, cases) => {
  it('has a name of its own for each case', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
  })

  it.each(cases.map((each) => [each.name, each] as const))('%s', (_name, corpusCase) => {
    const { world, definition, others = {}, asOf = DEFAULT_AS_OF, members } = corpusCase
    const catalog = worldCatalog(world)
    const segments = readDefinitions(new Map([['case', definition], ...Object.entries(others)]), catalog)
    const [result] = evaluateInMemory(catalog, worldRows(world), { segments, asOf: instantOf(asOf), want: 'ids' })
    const [segment] = segments
    if (result === undefined || segment === undefined) throw new Error('No result.')
    expect(difference(segment, members, result, catalog)).toBeNull()
  })
})
