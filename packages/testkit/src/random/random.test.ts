import { describe, expect, it } from 'vitest'
import { comparedEngines } from '../engines/engines.ts'
import { compareWithReference } from './compare.ts'
import { randomExperiment } from './experiments.ts'

const WORLDS = 20
const DEFINITIONS = 100

describe.each(comparedEngines)('$name answers random definitions as the reference evaluator', (engine) => {
  for (let seed = 1; seed <= WORLDS; seed++) {
    it(`seed ${seed}`, { timeout: 120_000 }, async ({ skip }) => {
      if (engine.notRunBecause !== null) skip(`not run: ${engine.notRunBecause}`)
      const reports = await compareWithReference(engine, randomExperiment(seed, DEFINITIONS))
      expect(reports.join('\n\n')).toBe('')
    })
  }
})
