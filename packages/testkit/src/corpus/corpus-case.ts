import type { World } from '../world/world.ts'

/** A definition over a small world and the members it has, worked out by hand from the language's description. */
export interface CorpusCase {
  /** What the case shows, in words; unique within its area. */
  readonly name: string
  readonly world: World
  /** The definition as JSON: an object, or its text where numbers need all their digits. */
  readonly definition: DefinitionJson
  /** Definitions that stand beside it, by id: those it refers to. */
  readonly others?: Readonly<Record<string, DefinitionJson>>
  /** ISO instant. Default: 2024-06-15T12:00:00Z. */
  readonly asOf?: string
  /** The members' keys as they are printed, in ascending code-point order. */
  readonly members: readonly string[]
}

export type DefinitionJson = Readonly<Record<string, unknown>> | string

/** The as-of of cases that do not say. */
export const DEFAULT_AS_OF = '2024-06-15T12:00:00Z'
