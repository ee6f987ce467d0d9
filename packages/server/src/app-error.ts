import { PROBLEMS, type ProblemCode } from '@coterie/contract'
import type { Diagnostic } from '@coterie/definition'

/** A problem to answer with, found by the server itself. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ProblemCode
  readonly params: Readonly<Record<string, unknown>>
  readonly diagnostics: readonly Diagnostic[] | undefined

  constructor(
    code: ProblemCode,
    options: {
      readonly message?: string
      readonly params?: Readonly<Record<string, unknown>>
      readonly diagnostics?: readonly Diagnostic[]
      readonly cause?: unknown
    } = {},
  ) {
    super(
      options.message ?? `${PROBLEMS[code].title}.`,
      options.cause === undefined ? undefined : { cause: options.cause },
    )
    this.code = code
    this.params = options.params ?? {}
    this.diagnostics = options.diagnostics
  }
}
