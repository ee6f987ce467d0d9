import { z } from 'zod'
import type { Route } from '../routes/route.ts'
import type { ProblemCode } from './problem-codes.ts'

/** One problem of a definition, a catalog or a request's field. */
export const diagnosticSchema = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    pointer: z.string().describe('JSON pointer (RFC 6901) to the place; the empty text is the whole'),
    message: z.string(),
    params: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Diagnostic' })

/** An answer that is not the one asked for (RFC 9457, `application/problem+json`). */
export const problemSchema = z
  .object({
    type: z.string().describe('`urn:coterie:problem:` and the code'),
    title: z.string(),
    status: z.number(),
    detail: z.string().describe('What is wrong, in a sentence'),
    code: z.string(),
    params: z.record(z.string(), z.unknown()).describe('The facts the sentence is made of'),
    requestId: z.string(),
    diagnostics: z.array(diagnosticSchema).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.output<typeof problemSchema>

/** The media type of problems. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json'

/** Every problem a route can answer with: those it declares and those that follow from its shape. */
export function problemsOf(route: Route): readonly ProblemCode[] {
  const codes = new Set<ProblemCode>(['request-invalid', 'internal', 'unavailable', ...route.problems])
  const add = (holds: boolean, ...more: readonly ProblemCode[]) => {
    if (holds) for (const code of more) codes.add(code)
  }
  add(route.access.kind === 'signed-in', 'not-signed-in', 'not-allowed')
  add(route.method !== 'GET', 'cross-site', 'json-invalid', 'body-too-large', 'media-type-unsupported')
  add(route.etag === 'required', 'row-version-stale', 'if-match-required')
  add(route.idempotent === true, 'idempotency-key-in-flight', 'idempotency-key-reused')
  return [...codes].sort()
}
