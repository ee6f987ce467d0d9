import { expect, it } from 'vitest'
import { change } from '../../test/changes.ts'
import { describeOnPostgres } from '../../test/test-database.ts'
import { newId } from '../changes/new-id.ts'
import { createToken, findToken, listTokens, revokeToken } from './api-tokens.ts'
import { createLink, isLinkValid, useLink } from './one-time-links.ts'
import { addPerson, changePerson, findPerson } from './people.ts'

describeOnPostgres('people', (database) => {
  const add = (email: string, role: 'viewer' | 'administrator') =>
    change(database().db, (work) => addPerson(work, { id: newId(), name: email, email, role }))

  it('have one account an address, and the last administrator stays', async () => {
    const { db } = database()
    const first = await add('Ada@example.com', 'administrator')
    await expect(add('ada@EXAMPLE.com', 'viewer')).rejects.toMatchObject({ code: 'person-exists' })
    expect((await findPerson(db, 'ADA@example.com'))?.id).toBe(first.id)
    const demote = (id: string) => change(db, (work) => changePerson(work, id, { role: 'viewer' }))
    await expect(demote(first.id)).rejects.toMatchObject({ code: 'last-administrator' })
    await expect(demote(newId())).rejects.toMatchObject({ code: 'person-missing' })
    const second = await add('bo@example.com', 'administrator')
    const results = await Promise.allSettled([demote(first.id), demote(second.id)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('have tokens that end when they are revoked, expire, or their person is disabled', async () => {
    const { db } = database()
    const person = await add('cy@example.com', 'viewer')
    const make = (expiresAt: Date | null) =>
      change(db, (work) => createToken(work, person.id, { name: 'a', scopes: ['segments:read'], expiresAt }))
    const lasting = await make(null)
    const expired = await make(new Date(Date.now() - 1000))
    expect(await findToken(db, lasting.secret)).toMatchObject({ id: lasting.id, person: { id: person.id } })
    expect(await findToken(db, expired.secret)).toBeUndefined()
    expect(await findToken(db, `${lasting.secret}x`)).toBeUndefined()
    await change(db, (work) => changePerson(work, person.id, { isDisabled: true }))
    expect(await findToken(db, lasting.secret)).toBeUndefined()
    await change(db, (work) => changePerson(work, person.id, { isDisabled: false }))
    await change(db, (work) => revokeToken(work, person.id, lasting.id))
    expect(await findToken(db, lasting.secret)).toBeUndefined()
    const again = change(db, (work) => revokeToken(work, person.id, lasting.id))
    await expect(again).rejects.toMatchObject({ code: 'token-missing' })
    expect((await listTokens(db, person.id)).map(({ id }) => id)).toEqual([expired.id])
  })

  it('come in by a link once', async () => {
    const { db } = database()
    const later = new Date(Date.now() + 60_000)
    const link = await createLink(db, { purpose: 'setup', personId: null, expiresAt: later })
    expect(await isLinkValid(db, 'setup', link)).toBe(true)
    expect(await useLink(db, 'sign-in', link)).toBeUndefined()
    const used = await Promise.all([useLink(db, 'setup', link), useLink(db, 'setup', link)])
    expect(used.filter((use) => use !== undefined)).toEqual([{ personId: null }])
    const older = await createLink(db, { purpose: 'setup', personId: null, expiresAt: later })
    await createLink(db, { purpose: 'setup', personId: null, expiresAt: later })
    expect(await useLink(db, 'setup', older)).toBeUndefined()
  })
})
