import { includesRole, type ProblemCode, type Role, type Route, type Scope } from '@coterie/contract'
import type { ColumnClass } from '@coterie/definition'
import type { Principal } from './principal.ts'

/** How somebody gets the values of a class of columns: as they are, only whether there is one, or not at all. */
export type ColumnAccess = 'shown' | 'masked' | 'hidden'
export type ColumnTreatment = Readonly<Record<ColumnClass, ColumnAccess>>

export type Decision =
  | { readonly allowed: true; readonly columns: ColumnTreatment }
  | { readonly allowed: false; readonly problem: Extract<ProblemCode, 'not-signed-in' | 'not-allowed'> }

/** The one place that decides who may call what, and how each class of columns is treated in what comes back. */
export function authorise(principal: Principal | null, { access }: Pick<Route, 'access'>): Decision {
  if (access.kind === 'anyone') return { allowed: true, columns: NOTHING }
  if (principal === null || principal.person.isDisabled) return { allowed: false, problem: 'not-signed-in' }
  const isInScope = principal.kind === 'person' || (access.scope !== null && principal.scopes.includes(access.scope))
  if (!isInScope || !includesRole(principal.person.role, access.role)) return { allowed: false, problem: 'not-allowed' }
  return { allowed: true, columns: treatmentFor(principal) }
}

const NOTHING: ColumnTreatment = { public: 'hidden', internal: 'hidden', personal: 'hidden', sensitive: 'hidden' }

const BY_ROLE = {
  viewer: { public: 'shown', internal: 'shown', personal: 'masked', sensitive: 'hidden' },
  contributor: { public: 'shown', internal: 'shown', personal: 'shown', sensitive: 'masked' },
  administrator: { public: 'shown', internal: 'shown', personal: 'shown', sensitive: 'shown' },
} as const satisfies Record<Role, ColumnTreatment>

/** What a token's person sees, less what the token was not given. */
function treatmentFor(principal: Principal): ColumnTreatment {
  const own = BY_ROLE[principal.person.role]
  if (principal.kind === 'person') return own
  const has = (scope: Scope) => principal.scopes.includes(scope)
  return {
    ...own,
    personal: has('columns:personal') ? own.personal : 'masked',
    sensitive: has('columns:sensitive') ? own.sensitive : 'hidden',
  }
}
