import { findToken, isStoreError, readPerson } from '@coterie/store'
import type { FastifyRequest } from 'fastify'
import type { Services } from '../app/services.ts'
import { AppError } from '../app-error.ts'
import { knownScopes, type Principal } from '../people/principal.ts'

/** Who a request comes from, by its token or its session; null when from nobody known. */
export async function callerOf(services: Services, request: FastifyRequest): Promise<Principal | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const [, secret] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
    const token = secret === undefined ? undefined : await findToken(services.db, secret)
    if (token === undefined) return null
    return { kind: 'token', person: token.person, tokenId: token.id, scopes: knownScopes(token.scopes) }
  }
  if (request.headers.cookie === undefined) return null
  const id = await services.signIn.personOf(headersOf(request))
  if (id === null) return null
  try {
    return { kind: 'person', person: await readPerson(services.db, id) }
  } catch (error) {
    if (isStoreError(error, 'person-missing')) return null
    throw error
  }
}

/** Refuses what a page of another site may have sent in somebody's name. A token is in no page's power. */
export function refuseCrossSite(request: FastifyRequest): void {
  const { authorization, origin, host, 'sec-fetch-site': site } = request.headers
  if (request.method === 'GET' || authorization !== undefined) return
  const isForeign =
    typeof site === 'string'
      ? site !== 'same-origin' && site !== 'none'
      : origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)
  if (isForeign) throw new AppError('cross-site', { message: 'The request came from a page of another site.' })
}

/** A request's headers as the web platform has them. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return headers
}
