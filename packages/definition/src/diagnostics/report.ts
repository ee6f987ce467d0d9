import { type DiagnosticCode, type DiagnosticParams, diagnosticCatalogue } from './catalogue.ts'
import type { Diagnostic } from './diagnostic.ts'
import { nearestNames } from './nearest-names.ts'

/** Adds a problem at a JSON pointer. */
export interface Report {
  <C extends DiagnosticCode>(code: C, pointer: string, params: DiagnosticParams<C>): void
  /** The nearest of the candidates, for a message; nothing when so many were asked for that nobody reads them. */
  nearest(name: string, candidates: Iterable<string>): readonly string[]
}

/** A text may have thousands of problems; comparing names for more than these would keep its writer waiting. */
const MOST_SUGGESTIONS = 50

/** Where problems go that nobody wants to know. */
export const IGNORE: Report = Object.assign(() => undefined, { nearest: () => [] })

/** A diagnostic with the catalogue's severity and sentence. */
export function diagnostic<C extends DiagnosticCode>(
  code: C,
  pointer: string,
  params: DiagnosticParams<C>,
): Diagnostic {
  // TypeScript cannot see that the entry of `code` takes the parameters of `code`; the signature guarantees it.
  const entry = diagnosticCatalogue[code] as {
    readonly severity: Diagnostic['severity']
    readonly message: (params: DiagnosticParams<C>) => string
  }
  return { code, severity: entry.severity, pointer, message: entry.message(params), params }
}

/** A list of problems and the function that adds to it. */
export function collectDiagnostics(): { readonly diagnostics: readonly Diagnostic[]; readonly report: Report } {
  const diagnostics: Diagnostic[] = []
  let suggestionsLeft = MOST_SUGGESTIONS
  const add = <C extends DiagnosticCode>(code: C, pointer: string, params: DiagnosticParams<C>) => {
    diagnostics.push(diagnostic(code, pointer, params))
  }
  const nearest = (name: string, candidates: Iterable<string>) =>
    --suggestionsLeft < 0 ? [] : nearestNames(name, candidates)
  return { diagnostics, report: Object.assign(add, { nearest }) }
}

/** Whether a text with these problems is refused. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}
