/**
 * One problem found in a catalog or a definition. Problems are collected, never thrown: a refused text comes back with
 * all of them.
 */
export interface Diagnostic {
  /** Stable kebab-case name of the kind of problem; never renamed or reused. */
  readonly code: string
  /** A refused text has at least one error; warnings refuse nothing. */
  readonly severity: 'error' | 'warning'
  /** JSON pointer (RFC 6901) to the place in the text; "" is the whole. */
  readonly pointer: string
  /** One sentence: what is wrong and what would be right. */
  readonly message: string
  /** The facts the sentence is made of, for programs. */
  readonly params: Readonly<Record<string, unknown>>
}
