import { describe, expect, it } from 'vitest'
import { all, rules } from '../corpus/build.ts'
import type { DefinitionJson } from '../corpus/corpus-case.ts'
import { comparedEngines } from '../engines/engines.ts'
import { sample } from '../random/draw.ts'
import { AS_OFS } from '../random/pools.ts'
import { randomWorld } from '../random/random-world.ts'
import { openWorld } from '../run/open-world.ts'
import { type Law, lawsAbout } from './laws.ts'

const WORLDS = 6
const PAIRS_A_WORLD = 20

const EVERYBODY = 'everybody'

/** The definitions of all laws, by an id that says whose they are; what refers to `p` refers to its own law's. */
function definitionsOf(laws: readonly Law[]): ReadonlyMap<string, DefinitionJson> {
  const definitions = new Map<string, DefinitionJson>([[EVERYBODY, rules(all())]])
  laws.forEach((law, i) => {
    for (const [name, definition] of Object.entries(law.definitions)) {
      const text = typeof definition === 'string' ? definition : JSON.stringify(definition)
      definitions.set(`${i} ${name}`, text.replaceAll('"segment":"p"', `"segment":"${i} p"`))
    }
  })
  return definitions
}

describe.each(comparedEngines)('laws on $name', (engine) => {
  for (let seed = 1; seed <= WORLDS; seed++) {
    it(`seed ${seed}`, { timeout: 300_000 }, async ({ skip }) => {
      if (engine.notRunBecause !== null) skip(`not run: ${engine.notRunBecause}`)
      const [world] = sample(randomWorld, seed, 1)
      if (world === undefined) throw new Error('Nothing was drawn.')
      const laws = sample((draw) => lawsAbout(world, draw), seed, PAIRS_A_WORLD).flat()
      const definitions = definitionsOf(laws)
      const open = await openWorld(engine, world)
      try {
        const results = await open.evaluate(open.read(definitions), AS_OFS[seed % AS_OFS.length] ?? '')
        const members = new Map(results.map(({ id, ids = [] }) => [id, new Set(ids)]))
        const membersOf = (id: string) => members.get(id) ?? new Set<string>()
        const broken = laws.filter((law, i) => !law.holds((name) => membersOf(`${i} ${name}`), membersOf(EVERYBODY)))
        expect(broken.map(({ name, definitions: its }) => `${name}: ${JSON.stringify(its)}`)).toEqual([])
      } finally {
        await open.close()
      }
    })
  }
})
