/** A resolved definition that resolving should have refused: a bug of ours, never the writer's of the definition. */
export class InvalidPlanError extends Error {
  readonly code = 'invalid-plan'
  readonly kind = 'bug'
}
