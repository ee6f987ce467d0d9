import { engines } from '../engines/engines.ts'
import { compareWithReference } from './compare.ts'
import { randomExperiment } from './experiments.ts'

/**
 * Compares an engine with the reference evaluator on random definitions until so many have been answered or one is wrong:
 *
 *     node packages/testkit/src/random/random-run.ts [engine] [definitions] [first seed]
 *
 * Prints the seed of each world; the same seed gives the same world and definitions again.
 */
const DEFINITIONS_A_WORLD = 200

const [name = 'duckdb', definitions = '1000000', firstSeed = String(Date.now() % 1_000_000_000)] = process.argv.slice(2)
const engine = engines.find((each) => each.name === name)
if (engine === undefined || engine.notRunBecause !== null) {
  console.error(`${name} cannot run: ${engine?.notRunBecause ?? 'there is no such engine'}`)
  process.exit(2)
}

let answered = 0
for (let seed = Number(firstSeed); answered < Number(definitions); seed++) {
  const startedAt = performance.now()
  const reports = await compareWithReference(engine, randomExperiment(seed, DEFINITIONS_A_WORLD))
  answered += DEFINITIONS_A_WORLD
  console.log(`seed ${seed}: ${answered} definitions, ${Math.round(performance.now() - startedAt)} ms`)
  if (reports.length > 0) {
    console.error(`seed ${seed}\n${reports.join('\n\n')}`)
    process.exit(1)
  }
}
