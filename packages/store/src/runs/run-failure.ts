/** Why a run or a segment's refresh failed or was left out: a stable code and what belongs to it. */
export interface RunFailure {
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message: string
}

/** The JSON that is kept of a failure. */
export function printFailure({ code, params, message }: RunFailure): string {
  return JSON.stringify({ code, params, message })
}

/** A thrown error as a failure; errors of our families keep their code and params. */
export function toFailure(error: unknown): RunFailure {
  const message = error instanceof Error ? error.message : String(error)
  const isOurs = error instanceof Error && 'code' in error && typeof error.code === 'string' && 'params' in error
  return isOurs
    ? { code: String(error.code), params: { ...(error.params as Record<string, unknown>) }, message }
    : { code: 'unexpected', params: {}, message }
}
