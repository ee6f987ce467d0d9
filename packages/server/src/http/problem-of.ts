import { isProblemCode, PROBLEMS, type Problem, type ProblemCode } from '@coterie/contract'
import type { Diagnostic } from '@coterie/definition'
import { EngineError, type ErrorKind } from '@coterie/engines'
import { StoreError } from '@coterie/store'
import { AppError } from '../app-error.ts'

/** The problem an error is told as. What is our own mistake is told as that and no more. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof AppError) return problem(error.code, requestId, error.message, error.params, error.diagnostics)
  if (isOfStore(error)) {
    const code = isProblemCode(error.code) ? error.code : codeOfKind(error.kind)
    if (code === 'internal') return problem(code, requestId)
    return problem(code, requestId, error.message, { ...error.params })
  }
  if (isOfEngine(error)) return engineProblem(error, requestId)
  const code = codeOfOther(error)
  return problem(code, requestId)
}

const isOfStore = (error: unknown): error is StoreError => error instanceof StoreError
const isOfEngine = (error: unknown): error is EngineError => error instanceof EngineError

function engineProblem(error: EngineError, requestId: string): Problem {
  if (error.code === 'catalog-refused' && 'diagnostics' in error.params) {
    return problem('catalog-refused', requestId, error.message, {}, error.params.diagnostics)
  }
  const code = codeOfKind(error.kind)
  // What the engine names are places of the machine; they are in the log.
  return problem(code, requestId, code === 'input-invalid' ? error.message : undefined, { code: error.code })
}

/** Who has to act decides the status. */
function codeOfKind(kind: ErrorKind): ProblemCode {
  switch (kind) {
    case 'input':
    case 'config':
    case 'unsupported':
      return 'input-invalid'
    case 'conflict':
      return 'conflict'
    case 'unavailable':
      return 'unavailable'
    case 'engine':
      return 'engine-failed'
    case 'bug':
      return 'internal'
  }
}

const BY_FASTIFY_CODE: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request-invalid',
  FST_ERR_BAD_URL: 'request-invalid',
  FST_ERR_MAX_PARAM_LENGTH: 'request-invalid',
  // The database is away, or goes.
  ECONNREFUSED: 'unavailable',
  ECONNRESET: 'unavailable',
  '57P01': 'unavailable',
  '57P03': 'unavailable',
}

function codeOfOther(error: unknown): ProblemCode {
  if (typeof error !== 'object' || error === null) return 'internal'
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  if (statusCode === 429) return 'too-many-requests'
  const known = typeof code === 'string' ? BY_FASTIFY_CODE[code] : undefined
  return known ?? (statusCode === 400 ? 'request-invalid' : 'internal')
}

function problem(
  code: ProblemCode,
  requestId: string,
  detail?: string,
  params: Readonly<Record<string, unknown>> = {},
  diagnostics?: readonly Diagnostic[],
): Problem {
  const { status, title } = PROBLEMS[code]
  return {
    type: `urn:coterie:problem:${code}`,
    title,
    status,
    detail: detail ?? `${title}.`,
    code,
    params: { ...params },
    requestId,
    ...(diagnostics === undefined
      ? {}
      : { diagnostics: diagnostics.map((one) => ({ ...one, params: { ...one.params } })) }),
  }
}
