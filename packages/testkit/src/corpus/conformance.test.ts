import { describe, expect, it } from 'vitest'
import { engines } from '../engines/engines.ts'
import { runCases } from '../run/run-cases.ts'
import { corpus } from './corpus.ts'

describe.each(engines)('$name', (engine) => {
  for (const [area, cases] of Object.entries(corpus)) {
    it(area, async ({ skip }) => {
      if (engine.notRunBecause !== null) skip(`not run: ${engine.notRunBecause}`)
      expect((await runCases(engine, cases)).join('\n\n')).toBe('')
    })
  }
})
