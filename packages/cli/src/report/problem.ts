import type { Diagnostic } from '@coterie/definition'

/** Something a person or a program has to be told about: a diagnostic and where it was found. */
export interface Problem extends Omit<Diagnostic, 'pointer'> {
  /** JSON pointer into the definition or the catalog, where there is one. */
  readonly pointer?: string
  /** The text the pointer points into. */
  readonly file?: string
  /** 1-based line of a file of many definitions. */
  readonly line?: number
  /** Id of the segment it is about. */
  readonly id?: string
  /** The JSON at the pointer, cut to one short line. */
  readonly excerpt?: string
}

/** A run that cannot go on. The problems say why; the exit code says who has to act. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly exitCode: number
  readonly problems: readonly Problem[]

  constructor(exitCode: number, problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'))
    this.exitCode = exitCode
    this.problems = problems
  }
}

/** A problem with nothing to point at. */
export function plainProblem(code: string, message: string, params: Readonly<Record<string, unknown>> = {}): Problem {
  return { code, severity: 'error', message, params }
}

/** Whether any of the problems refuses what it was found in. */
export function refuses(problems: readonly Pick<Problem, 'severity'>[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}
