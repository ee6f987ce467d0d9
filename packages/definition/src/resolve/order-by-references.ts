import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { ResolvedDefinition } from './resolved.ts'

/** Segments that can be evaluated, each after those it refers to, and why the others cannot. */
export interface OrderedSegments<S> {
  readonly ordered: readonly S[]
  /** Problems by id, of segments that stand on a circle, refer too deep, or refer to a refused or absent one. */
  readonly refused: ReadonlyMap<string, readonly Diagnostic[]>
}

/** Orders segments by their references to one another; otherwise they keep the order given. */
export function orderByReferences<S extends { readonly id: string; readonly definition: ResolvedDefinition }>(
  _segments: readonly S[],
): OrderedSegments<S> {
  throw new Error('to come')
}
