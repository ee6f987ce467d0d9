import type { personRoutes, RouteReply, Routes, sessionRoutes, tokenRoutes } from '@coterie/contract'
import {
  addPerson,
  changePerson,
  createToken,
  isLinkValid,
  listPeople,
  listTokens,
  type Person,
  readPerson,
  revokeToken,
  transact,
  useLink,
} from '@coterie/store'
import { AppError } from '../app-error.ts'
import { knownScopes, type Principal } from '../people/principal.ts'
import { moment, momentOrNull, personReply } from './replies.ts'
import type { Call, HandlersOf, Services } from './services.ts'

export const sessionHandlers: HandlersOf<keyof typeof sessionRoutes> = {
  readSession: ({ principal }) => Promise.resolve({ body: sessionReply(principal) }),

  signIn: async ({ services, body, change, headers }) => {
    const { personId, cookies } = await services.signIn.begin(body.email, body.password, headers)
    const person = await enter(services, change, personId, 'password').catch(async (error: unknown) => {
      await services.signIn.endAll(personId)
      throw error
    })
    return { body: sessionReply({ kind: 'person', person }), cookies }
  },

  signInByLink: async ({ services, body, change }) => {
    const link = await useLink(services.db, 'sign-in', body.link)
    if (link?.personId == null) throw new AppError('link-invalid', { message: 'The link was used or has expired.' })
    const person = await enter(services, change, link.personId, 'link')
    const { cookies } = await services.signIn.beginFor(person.id)
    return { body: sessionReply({ kind: 'person', person }), cookies }
  },

  signOut: async ({ services, headers, change }) => {
    const cookies = await services.signIn.end(headers)
    await transact(services.db, change, (work) => {
      work.audit({ action: 'session.end', subject: { kind: 'person', id: change.actor.id } })
      return Promise.resolve()
    })
    return { body: undefined, cookies }
  },

  setUp: async ({ services, body, change, headers }) => {
    const refused = new AppError('link-invalid', { message: 'The setup link was used or has expired.' })
    if (!(await isLinkValid(services.db, 'setup', body.link))) throw refused
    if ((await listPeople(services.db)).some(({ role }) => role === 'administrator')) throw refused
    const { name, email } = body
    const id = await services.signIn.register(body)
    if ((await useLink(services.db, 'setup', body.link)) === undefined) throw refused
    const asThem = { ...change, actor: { kind: 'person' as const, id } }
    const person = await transact(services.db, asThem, (work) =>
      addPerson(work, { id, name, email, role: 'administrator' }),
    )
    const { cookies } = await services.signIn.begin(email, body.password, headers)
    return { body: sessionReply({ kind: 'person', person }), cookies }
  },
}

export const personHandlers: HandlersOf<keyof typeof personRoutes> = {
  listPeople: async ({ services }) => ({ body: { items: (await listPeople(services.db)).map(personReply) } }),

  addPerson: async ({ services, body, change }) => {
    const { name, email, role } = body
    const id = await services.signIn.register(body)
    const person = await transact(services.db, change, (work) => addPerson(work, { id, name, email, role }))
    return { body: personReply(person) }
  },

  changePerson: async ({ services, params, body, change }) => {
    const person = await transact(services.db, change, (work) =>
      changePerson(work, params.id, {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.role === undefined ? {} : { role: body.role }),
        ...(body.isDisabled === undefined ? {} : { isDisabled: body.isDisabled }),
      }),
    )
    if (person.isDisabled) await services.signIn.endAll(person.id)
    return { body: personReply(person) }
  },
}

export const tokenHandlers: HandlersOf<keyof typeof tokenRoutes> = {
  listTokens: async ({ services, principal }) => {
    const tokens = await listTokens(services.db, principal.person.id)
    return { body: { items: tokens.map(tokenReply) } }
  },

  createToken: async ({ services, principal, body, change }) => {
    const token = await transact(services.db, change, (work) =>
      createToken(work, principal.person.id, {
        name: body.name,
        scopes: body.scopes,
        expiresAt: body.expiresAt === undefined ? null : new Date(body.expiresAt),
      }),
    )
    return { body: { ...tokenReply(token), secret: token.secret } }
  },

  revokeToken: async ({ services, principal, params, change }) => {
    await transact(services.db, change, (work) => revokeToken(work, principal.person.id, params.id))
    return { body: undefined }
  },
}

/** Lets somebody in who proved who they are, unless they are disabled, and records it. */
async function enter(services: Services, change: Call['change'], personId: string, by: string): Promise<Person> {
  const person = await readPerson(services.db, personId)
  if (person.isDisabled) throw new AppError('sign-in-refused', { message: 'E-mail and password do not match.' })
  await transact(services.db, { ...change, actor: { kind: 'person', id: personId } }, (work) => {
    work.audit({ action: 'session.begin', subject: { kind: 'person', id: personId }, after: { by } })
    return Promise.resolve()
  })
  return person
}

function sessionReply(principal: Principal): RouteReply<Routes['readSession']> {
  return {
    kind: principal.kind,
    person: personReply(principal.person),
    scopes: principal.kind === 'token' ? [...principal.scopes] : null,
  }
}

function tokenReply(token: Awaited<ReturnType<typeof listTokens>>[number]) {
  return {
    id: token.id,
    name: token.name,
    scopes: [...knownScopes(token.scopes)],
    createdAt: moment(token.createdAt),
    expiresAt: momentOrNull(token.expiresAt),
    lastUsedAt: momentOrNull(token.lastUsedAt),
  }
}
