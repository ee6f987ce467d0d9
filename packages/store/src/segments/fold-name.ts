/** The form in which names are searched, sorted and compared: without case or compatibility variants. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
