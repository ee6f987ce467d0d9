import { z } from 'zod'
import { anyone, ROLES, SCOPES, signedIn } from '../routes/access.ts'
import { route } from '../routes/route.ts'
import { idParams, idSchema, momentParameter, momentSchema } from './shapes.ts'

const administrator = signedIn('administrator', null)
const viewer = signedIn('viewer', null)
const role = z.enum(ROLES)
const scope = z.enum(SCOPES)
const name = z.string().min(1).max(200)
const email = z.email().max(254)
const password = z.string().min(1).max(1000)
const link = z.string().min(1).max(200)

const personSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    email: z.string(),
    role,
    isDisabled: z.boolean(),
    createdAt: momentSchema,
  })
  .meta({ id: 'Person' })

const sessionSchema = z
  .object({
    kind: z.enum(['person', 'token']),
    person: personSchema,
    scopes: z.array(scope).nullable().describe('What a token may; null for a person'),
  })
  .meta({ id: 'Session' })

const tokenSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    scopes: z.array(scope),
    createdAt: momentSchema,
    expiresAt: momentSchema.nullable(),
    lastUsedAt: momentSchema.nullable(),
  })
  .meta({ id: 'Token' })

export const sessionRoutes = {
  readSession: route({
    method: 'GET',
    path: '/api/v1/session',
    tag: 'session',
    summary: 'Who is calling, and what they may',
    access: signedIn('viewer', 'segments:read'),
    columns: 'none',
    reply: { kind: 'json', status: 200, body: sessionSchema },
    problems: [],
  }),
  signIn: route({
    method: 'POST',
    path: '/api/v1/session',
    tag: 'session',
    summary: 'Signs in; the session is a cookie',
    access: anyone,
    columns: 'none',
    body: z.strictObject({ email, password }),
    reply: { kind: 'json', status: 200, body: sessionSchema },
    problems: ['sign-in-refused', 'too-many-requests'],
  }),
  signInByLink: route({
    method: 'POST',
    path: '/api/v1/session/link',
    tag: 'session',
    summary: 'Signs in by a one-time link',
    access: anyone,
    columns: 'none',
    body: z.strictObject({ link }),
    reply: { kind: 'json', status: 200, body: sessionSchema },
    problems: ['link-invalid', 'too-many-requests'],
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/v1/session',
    tag: 'session',
    summary: 'Ends the session',
    access: viewer,
    columns: 'none',
    reply: { kind: 'empty', status: 204 },
    problems: [],
  }),
  setUp: route({
    method: 'POST',
    path: '/api/v1/setup',
    tag: 'session',
    summary: 'Makes the first administrator by the link printed at the first start, and signs in',
    access: anyone,
    columns: 'none',
    body: z.strictObject({ link, name, email, password }),
    reply: { kind: 'json', status: 201, body: sessionSchema },
    problems: ['link-invalid', 'password-too-weak', 'person-exists', 'too-many-requests'],
  }),
}

export const personRoutes = {
  listPeople: route({
    method: 'GET',
    path: '/api/v1/users',
    tag: 'people',
    summary: 'People, in the order of names',
    access: administrator,
    columns: 'none',
    reply: { kind: 'json', status: 200, body: z.object({ items: z.array(personSchema) }) },
    problems: [],
  }),
  addPerson: route({
    method: 'POST',
    path: '/api/v1/users',
    tag: 'people',
    summary: 'Adds a person with a first password',
    access: administrator,
    columns: 'none',
    body: z.strictObject({ name, email, password, role }),
    reply: { kind: 'json', status: 201, body: personSchema },
    idempotent: true,
    problems: ['person-exists', 'password-too-weak'],
  }),
  changePerson: route({
    method: 'PATCH',
    path: '/api/v1/users/{id}',
    tag: 'people',
    summary: 'Changes a role, or disables a person, whose sessions and tokens end at once',
    access: administrator,
    columns: 'none',
    params: idParams,
    body: z.strictObject({ role: role.optional(), isDisabled: z.boolean().optional(), name: name.optional() }),
    reply: { kind: 'json', status: 200, body: personSchema },
    problems: ['person-missing', 'last-administrator'],
  }),
}

export const tokenRoutes = {
  listTokens: route({
    method: 'GET',
    path: '/api/v1/tokens',
    tag: 'tokens',
    summary: 'The caller’s tokens, without their secrets',
    access: viewer,
    columns: 'none',
    reply: { kind: 'json', status: 200, body: z.object({ items: z.array(tokenSchema) }) },
    problems: [],
  }),
  createToken: route({
    method: 'POST',
    path: '/api/v1/tokens',
    tag: 'tokens',
    summary: 'Makes a token for programs; its secret is shown this once',
    access: viewer,
    columns: 'none',
    body: z.strictObject({ name, scopes: z.array(scope).min(1), expiresAt: momentParameter.optional() }),
    reply: { kind: 'json', status: 201, body: tokenSchema.extend({ secret: z.string() }) },
    problems: [],
  }),
  revokeToken: route({
    method: 'DELETE',
    path: '/api/v1/tokens/{id}',
    tag: 'tokens',
    summary: 'Ends one of the caller’s tokens',
    access: viewer,
    columns: 'none',
    params: idParams,
    reply: { kind: 'empty', status: 204 },
    problems: ['token-missing'],
  }),
}
