import { evaluateInMemory } from '@coterie/engines/reference'
import { randomExperiment } from '/work/main/packages/testkit/src/random/experiments.ts'
import { instantOf } from '/work/main/packages/testkit/src/run/open-world.ts'
import { readDefinitions } from '/work/main/packages/testkit/src/run/read-definitions.ts'
import { worldCatalog } from '/work/main/packages/testkit/src/world/world-catalog.ts'
import { worldRows } from '/work/main/packages/testkit/src/world/world-rows.ts'

let n = 0,
  nonTrivial = 0
for (let seed = 1; seed <= 30; seed++) {
  const t0 = performance.now()
  const e = randomExperiment(seed, 100)
  const t1 = performance.now()
  try {
    const catalog = worldCatalog(e.world)
    const segments = readDefinitions(e.definitions, catalog)
    const t2 = performance.now()
    for (const r of evaluateInMemory(catalog, worldRows(e.world), { segments, asOf: instantOf(e.asOf), want: 'ids' })) {
      n++
      const N = e.world.tables[e.world.audience].rows.length
      if (r.count > 0 && r.count < N) nonTrivial++
    }
    console.log(
      seed,
      Object.keys(e.world.tables).length,
      'gen',
      (t1 - t0) | 0,
      'read',
      (t2 - t1) | 0,
      'eval',
      (performance.now() - t2) | 0,
    )
  } catch (error) {
    console.log(seed, String(error?.stack).slice(0, 1500))
  }
}
console.log(n, nonTrivial)
let zero = 0,
  full = 0
for (let seed = 1; seed <= 10; seed++) {
  const e = randomExperiment(seed, 100)
  const catalog = worldCatalog(e.world)
  const segments = readDefinitions(e.definitions, catalog)
  let i = 0
  for (const r of evaluateInMemory(catalog, worldRows(e.world), { segments, asOf: instantOf(e.asOf), want: 'ids' })) {
    const N = e.world.tables[e.world.audience].rows.length
    if (r.count === 0) {
      zero++
      if (seed == 3) console.log(segments[i].json.slice(0, 400))
    }
    if (r.count === N) full++
    i++
  }
}
console.log(zero, full)
