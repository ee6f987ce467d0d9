/** At most three of the candidates a misspelled name may have meant, the nearest first. */
export function nearestNames(_name: string, _candidates: Iterable<string>): readonly string[] {
  throw new Error('to come')
}
