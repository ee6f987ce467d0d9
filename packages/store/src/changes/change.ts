/** Who does something: a person, a token acting for a program, or the product itself. */
export interface Actor {
  readonly kind: 'person' | 'token' | 'system'
  readonly id: string
}

/** The circumstances of a change. Time and ids come from outside, so that the same change leaves the same rows. */
export interface Change {
  readonly actor: Actor
  readonly at: Date
  /** A new UUID; ids that grow with time keep indexes small. */
  readonly newId: () => string
  readonly requestId?: string
}
