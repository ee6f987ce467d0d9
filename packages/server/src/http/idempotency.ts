import { createHash } from 'node:crypto'
import { claimIdempotencyKey, type KeyedRequest, keepResponse, newId, releaseIdempotencyKey } from '@coterie/store'
import type { Services } from '../app/services.ts'
import { AppError } from '../app-error.ts'
import type { Principal } from '../people/principal.ts'
import type { PreparedAnswer } from './send-answer.ts'

/** Carries a request out once for its key; the same request again gets the answer that was kept. */
export async function onceForKey(
  services: Services,
  request: {
    readonly principal: Principal
    readonly key: string
    readonly method: string
    readonly url: string
    readonly body: string
  },
  carryOut: () => Promise<PreparedAnswer>,
): Promise<PreparedAnswer> {
  const { principal, key } = request
  if (key === '' || key.length > 200) {
    throw new AppError('request-invalid', { message: 'An Idempotency-Key has 1 to 200 characters.' })
  }
  const keyed: KeyedRequest = {
    principal: principal.kind === 'person' ? `person:${principal.person.id}` : `token:${principal.tokenId}`,
    key,
    requestHash: createHash('sha256').update(`${request.method} ${request.url}\n${request.body}`).digest('hex'),
  }
  const claimed = await claimIdempotencyKey(services.db, keyed, newId)
  if (claimed.kind === 'answered') {
    // We kept it in this shape.
    const kept = JSON.parse(claimed.response) as PreparedAnswer
    return { ...kept, headers: { ...kept.headers, 'idempotency-replayed': 'true' } }
  }
  try {
    const answer = await carryOut()
    await keepResponse(services.db, keyed, claimed.claim, JSON.stringify(answer))
    return answer
  } catch (error) {
    await releaseIdempotencyKey(services.db, keyed, claimed.claim)
    throw error
  }
}
