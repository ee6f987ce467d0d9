/** What a definition may hold at most; beyond it is refused with a message that names the limit. */
export const LIMITS = {
  conditions: 10_000,
  /** Groups inside groups below a rule; the `where` of an aggregate or a step is a group too. */
  nesting: 64,
  relationshipsOnPath: 20,
  values: 1_000_000,
  /** How many segments a chain of references may run through; also for measures. */
  references: 32,
  /** Years back or ahead a window reaches. */
  years: 20_000,
  /** Operands and values in a measure, those of the measures it names included. */
  measureSize: 10_000,
} as const
