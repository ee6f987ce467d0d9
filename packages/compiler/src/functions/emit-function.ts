import type { Dialect } from '../dialects/dialect.ts'
import { type CoreFunction, coreFunctions, type Emit, type Unsupported } from './core-functions.ts'
import { UnsupportedFunctionError } from './unsupported-function-error.ts'

/** The text of a core function's call in a dialect. Throws `unsupported-function` where the dialect cannot express it. */
export function emitFunction(dialect: Dialect, name: CoreFunction, operands: readonly string[]): string {
  const emit: Emit | Unsupported = dialect.functions[name] ?? coreFunctions[name].emit
  if (typeof emit === 'function') return emit(...operands)
  throw new UnsupportedFunctionError(dialect.name, name, emit.unsupported)
}
