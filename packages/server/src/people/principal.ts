import { SCOPES, type Scope } from '@coterie/contract'
import type { Actor, Person } from '@coterie/store'

/** Who is calling: a person by a session, or a program by a person's token. */
export type Principal =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'token'; readonly person: Person; readonly tokenId: string; readonly scopes: readonly Scope[] }

/** The actor that changes and looks are recorded of. */
export function actorOf(principal: Principal): Actor {
  return principal.kind === 'person'
    ? { kind: 'person', id: principal.person.id }
    : { kind: 'token', id: principal.tokenId }
}

/** The scopes a token was made with that still exist. */
export function knownScopes(scopes: readonly string[]): readonly Scope[] {
  return SCOPES.filter((scope) => scopes.includes(scope))
}
