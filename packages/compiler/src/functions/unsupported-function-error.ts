import type { CoreFunction } from './core-functions.ts'

/** A definition needs something the engine cannot do: it is refused there and runs on another engine. */
export class UnsupportedFunctionError extends Error {
  readonly code = 'unsupported-function'
  readonly kind = 'unsupported'
  readonly params: { readonly dialect: string; readonly function: CoreFunction; readonly reason: string }

  constructor(dialect: string, name: CoreFunction, reason: string) {
    super(`${dialect} cannot compute \`${name}\`: ${reason}`)
    this.params = { dialect, function: name, reason }
  }
}
