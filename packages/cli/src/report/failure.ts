import { EXIT } from '../exit-code.ts'
import { OutputClosed } from '../output/standard-output.ts'
import { plainProblem, Refusal } from './problem.ts'
import type { Reporter } from './reporter.ts'

/** An error of an engine as this side sees it, without loading the engines to know its class. */
interface CodedError extends Error {
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** Tells why a run ended early and gives its exit code. */
export function tellFailure(error: unknown, reporter: Reporter): number {
  if (error instanceof OutputClosed) return EXIT.ok
  if (error instanceof Refusal) {
    for (const problem of error.problems) reporter.problem(problem)
    return error.exitCode
  }
  if (isEngineError(error)) {
    if (error.code === 'cancelled') return EXIT.cancelled
    const cause = error.cause instanceof Error ? { cause: error.cause.message } : {}
    reporter.problem({ ...plainProblem(error.code, error.message, { ...error.params, ...cause }), ...excerptOf(cause) })
    return EXIT.engine
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  reporter.problem(plainProblem('bug', `This is a fault of coterie itself: ${text}`))
  return EXIT.engine
}

function excerptOf({ cause }: { readonly cause?: string }): { readonly excerpt?: string } {
  const line = cause?.split('\n')[0]
  return line === undefined ? {} : { excerpt: line }
}

function isEngineError(error: unknown): error is CodedError {
  return error instanceof Error && error.name === 'EngineError' && 'code' in error && typeof error.code === 'string'
}
