import { expect, it } from 'vitest'
import { change, makeSegment } from '../../test/changes.ts'
import { describeOnPostgres } from '../../test/test-database.ts'
import { isStoreError } from '../errors.ts'
import { saveDefinition } from './save-definition.ts'

const { COTERIE_RACES = '50' } = process.env
const RACES = Number(COTERIE_RACES)

describeOnPostgres('references between segments', (database) => {
  const save = (id: string, references: readonly string[]) =>
    change(database().db, (work) =>
      saveDefinition(work, id, null, { definition: JSON.stringify([id, references, Math.random()]), references }),
    )

  it('are refused when they would close a circle, which is named', async () => {
    const { db } = database()
    const c = await makeSegment(db)
    const b = await makeSegment(db, { references: [c] })
    const a = await makeSegment(db, { references: [b] })
    await expect(save(c, [a])).rejects.toMatchObject({ code: 'reference-circle', params: { circle: [c, a, b, c] } })
    await expect(save(c, [c])).rejects.toMatchObject({ code: 'reference-circle', params: { circle: [c, c] } })
    await save(b, [])
    await save(c, [a])
  })

  it('are refused when they lead nowhere', async () => {
    const a = await makeSegment(database().db)
    const missing = '00000000-0000-7000-8000-000000000000'
    await expect(save(a, [missing, 'nonsense'])).rejects.toMatchObject({
      code: 'reference-missing',
      params: { references: [missing, 'nonsense'] },
    })
  })

  it(`never form a circle between two saves at once, in ${RACES} races`, async () => {
    const { db } = database()
    const middle = await makeSegment(db)
    let bothRefused = 0
    for (let race = 0; race < RACES; race += 1) {
      const a = await makeSegment(db)
      const b = await makeSegment(db)
      // Directly, or through a third one that both sides rewire.
      const outcomes = await Promise.allSettled(
        race % 2 === 0 ? [save(a, [b]), save(b, [a])] : [save(a, [middle]), save(middle, [b]), save(b, [a])],
      )
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
      for (const { reason } of refused) expect(isStoreError(reason, 'reference-circle')).toBe(true)
      expect(refused.length).toBe(1)
      if (refused.length === outcomes.length) bothRefused += 1
      await save(middle, [])
    }
    expect(bothRefused).toBe(0)
  })
})
