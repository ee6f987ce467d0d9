import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readDefinition } from '@coterie/definition'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { all, attribute, rules } from '../corpus/build.ts'
import { DEFAULT_AS_OF } from '../corpus/corpus-case.ts'
import { engines } from '../engines/engines.ts'
import { compareWithReference } from '../random/compare.ts'
import { worldCatalog } from '../world/world-catalog.ts'
import { nameSlotWorlds } from './name-slots.ts'
import { CANARY_FILE, CANARY_TABLE, PAYLOADS } from './payloads.ts'
import { payloadWorld, valueSlotDefinitions } from './value-slots.ts'

const UNTOUCHED = 'untouched'
const canaryCount = { audience: CANARY_TABLE, ...rules(all()) }

beforeAll(() => writeFileSync(CANARY_FILE, UNTOUCHED))
afterAll(() => rmSync(CANARY_FILE, { force: true }))

describe('payloads as data', () => {
  it('are many', () => expect(PAYLOADS.length).toBeGreaterThanOrEqual(120))

  it('are refused, with a place and a reason, where no text belongs', () => {
    const catalog = worldCatalog(payloadWorld)
    const slots = [
      (payload: string) => attribute('p.n', 'is', payload),
      (payload: string) => attribute('p.n', 'in', { values: [payload] }),
      (payload: string) => attribute('p.n', 'between', { from: payload, to: 1 }),
      (payload: string) => attribute('p.n', 'inTopCount', payload),
      (payload: string) => attribute('p.d', 'on', payload),
      (payload: string) => attribute('p.t', 'before', payload),
      (payload: string) => attribute('p.t', 'withinLast', { amount: payload, unit: 'day' }),
      (payload: string) => attribute('p.t', 'withinLast', { amount: 1, unit: payload }),
      (payload: string) => attribute('p.t', 'inPeriod', { period: payload, unit: 'day' }),
      (payload: string) => attribute('p.list', 'hasCount', { compare: payload, value: 1 }),
      (payload: string) => attribute('p.text', payload, 'x'),
      (payload: string) => attribute(payload, 'isSet'),
      (payload: string) => attribute(`p.${payload}`, 'isSet'),
      (payload: string) => ({ match: payload, conditions: [] }),
      (payload: string) => ({ segment: payload, operator: 'in' }),
      (payload: string) => ({ aggregate: payload, path: ['note_p'], operator: 'is', value: 1 }),
      (payload: string) => ({ aggregate: 'count', path: [payload], operator: 'is', value: 1 }),
      (payload: string) => ({ aggregate: 'count', of: payload, path: ['note_p'], operator: 'is', value: 1 }),
      (payload: string) => ({ sequence: [{ path: ['note_p'], time: payload }] }),
    ]
    for (const payload of PAYLOADS) {
      for (const [i, slot] of slots.entries()) {
        const { definition, diagnostics } = readDefinition(rules(all(slot(payload))), catalog)
        expect(definition, `slot ${i} takes ${JSON.stringify(payload)}`).toBeNull()
        for (const { code, pointer } of diagnostics) {
          expect(code).toMatch(/^[a-z0-9-]+$/)
          expect(pointer).toMatch(/^\/rules\/0/)
        }
      }
    }
  })

  describe.each(engines)('on $name', (engine) => {
    it('mean themselves wherever a value stands', { timeout: 300_000 }, async ({ skip }) => {
      if (engine.notRunBecause !== null) skip(`not run: ${engine.notRunBecause}`)
      const definitions = new Map([...valueSlotDefinitions(), ['canary', canaryCount] as const])
      const reports = await compareWithReference(engine, { world: payloadWorld, asOf: DEFAULT_AS_OF, definitions })
      expect(reports.join('\n\n')).toBe('')
      expect(readFileSync(CANARY_FILE, 'utf8')).toBe(UNTOUCHED)
    })

    it.each(nameSlotWorlds().map((slots, i) => [i, slots] as const))(
      'mean themselves wherever a name stands, world %i',
      { timeout: 300_000 },
      async (_, { world, definitions }) => {
        if (engine.notRunBecause !== null) return
        const withCanary = new Map([...definitions, ['canary', canaryCount] as const])
        const reports = await compareWithReference(engine, { world, asOf: DEFAULT_AS_OF, definitions: withCanary })
        expect(reports.join('\n\n')).toBe('')
        expect(readFileSync(CANARY_FILE, 'utf8')).toBe(UNTOUCHED)
      },
    )
  })
})
