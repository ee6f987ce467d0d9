import { expect, it } from 'vitest'
import { describeOnPostgres } from '../../test/test-database.ts'
import { assignOrdinals, readProfileKeys } from './profile-ordinals.ts'

describeOnPostgres('ordinals of profiles', (database) => {
  it('are given in the order of the keys, kept, and never given again', async () => {
    const { db } = database()
    expect([...(await assignOrdinals(db, 'customers', ['a', 'b', 'c']))]).toEqual([0, 1, 2])
    // b is gone, two are new, one of them stands between known ones.
    expect([...(await assignOrdinals(db, 'customers', ['a', 'aa', 'c', 'd']))]).toEqual([0, 3, 2, 4])
    expect([...(await assignOrdinals(db, 'customers', ['b']))]).toEqual([1])
    expect([...(await assignOrdinals(db, 'prospects', ['c']))]).toEqual([0])
  })

  it('lead back to keys of any text', async () => {
    const { db } = database()
    const keys = ['', '\0', '\\', '\\0', '["a",1]', '\u{1F600}', '\u00c9', 'E\u0301']
    const ordinals = [...(await assignOrdinals(db, 'odd', keys))]
    const found = await readProfileKeys(db, 'odd', ordinals)
    expect(ordinals.map((ordinal) => found.get(ordinal))).toEqual(keys)
  })

  it('are the same for whoever asks at the same time', async () => {
    const { db } = database()
    const keys = Array.from({ length: 45_000 }, (_, number) => `key ${number}`)
    const [first, second] = await Promise.all([assignOrdinals(db, 'many', keys), assignOrdinals(db, 'many', keys)])
    expect(first).toEqual(second)
    expect(new Set(first).size).toBe(keys.length)
  })
})
