/** What people may do here: see; create and change; look after the installation. Each may do what the ones before it may. */
export const ROLES = ['viewer', 'contributor', 'administrator'] as const
export type Role = (typeof ROLES)[number]

/** What a token may be limited to. A token never may more than the person who made it. */
export const SCOPES = [
  'segments:read',
  'segments:write',
  'runs:write',
  'members:read',
  'catalog:read',
  'catalog:write',
  'audit:read',
  'columns:personal',
  'columns:sensitive',
] as const
export type Scope = (typeof SCOPES)[number]

/** Who may call a route. `scope` null: people only, no token whatever its scopes. */
export type Access =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'signed-in'; readonly role: Role; readonly scope: Scope | null }

/** A route that needs no sign-in. */
export const anyone = { kind: 'anyone' } as const satisfies Access

/** A route for people of a role and above, and for their tokens with a scope. */
export function signedIn(role: Role, scope: Scope | null): Extract<Access, { kind: 'signed-in' }> {
  return { kind: 'signed-in', role, scope }
}

/** Whether a role may do what another one may. */
export function includesRole(role: Role, required: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(required)
}
