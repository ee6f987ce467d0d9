import { type DiagnosticCode, type DiagnosticParams, diagnosticCatalogue } from './catalogue.ts'
import type { Diagnostic } from './diagnostic.ts'

/** Adds a problem at a JSON pointer. */
export type Report = <C extends DiagnosticCode>(code: C, pointer: string, params: DiagnosticParams<C>) => void

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
  return { diagnostics, report: (code, pointer, params) => void diagnostics.push(diagnostic(code, pointer, params)) }
}

/** Whether a text with these problems is refused. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}
