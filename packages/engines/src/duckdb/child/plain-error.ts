import { EngineError } from '../../errors.ts'
import { duckDbErrorType } from '../database.ts'
import type { PlainError } from '../process/messages.ts'

/** An error as it travels to the parent. DuckDB's errors are told apart by the type it gives them. */
export function plainError(error: unknown, memoryLimit: string): PlainError {
  if (isEngineError(error)) {
    return { code: error.code, params: error.params, cause: error.cause === undefined ? null : causeText(error.cause) }
  }
  switch (duckDbErrorType(error)) {
    case 'Interrupt':
      return { code: 'cancelled', params: {}, cause: null }
    case 'Out of Memory':
      return { code: 'out-of-memory', params: { memoryLimit }, cause: causeText(error) }
    default:
      return { code: 'query-failed', params: { segment: null }, cause: causeText(error) }
  }
}

function causeText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Without its parameters' types, which only matter to those who read them. */
function isEngineError(error: unknown): error is EngineError & { readonly cause?: unknown } {
  return error instanceof EngineError
}
