import type { Catalog } from '../catalog/catalog.ts'
import type { ResolvedCondition, ResolvedDefinition } from '../resolve/resolved.ts'

/** A definition in plain English, one sentence a rule. */
export function describeDefinition(_definition: ResolvedDefinition, _catalog: Catalog): readonly string[] {
  throw new Error('to come')
}

/** A condition in plain English, without a capital or a full stop. */
export function describeCondition(_condition: ResolvedCondition, _catalog: Catalog): string {
  throw new Error('to come')
}
