/** Names as a header gives them, made distinct: an empty one is named by its position, a repeated one numbered. */
export function columnNames(header: readonly string[]): readonly string[] {
  const taken = new Set(header.filter((name) => name !== ''))
  const used = new Set<string>()
  return header.map((written, index) => {
    let name = written
    if (name === '') name = firstFree(taken, (n) => (n === 1 ? `column_${index + 1}` : `column_${index + 1}_${n}`))
    else if (used.has(name)) name = firstFree(taken, (n) => `${written}_${n + 1}`)
    taken.add(name)
    used.add(name)
    return name
  })
}

function firstFree(taken: ReadonlySet<string>, candidate: (n: number) => string): string {
  for (let n = 1; ; n++) {
    const name = candidate(n)
    if (!taken.has(name)) return name
  }
}
