/** Ends a switch over a closed set: a case that is left out does not compile, one that appears at run time throws. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected case: ${JSON.stringify(value)}`)
}
