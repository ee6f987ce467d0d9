const LONGEST_NAME = 80
const MOST_NAMES = 12

/** A name in backticks, shortened where it is longer than 80 characters. */
export function quoted(name: string): string {
  return `\`${shortened(name, LONGEST_NAME)}\``
}

/** A text of at most `length` characters (code points): what is left out is said by an ellipsis. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text
  // A code point is at most two units, so these hold more points than fit if the text does.
  const points = Array.from(text.slice(0, 2 * (length + 1)))
  return points.length <= length ? text : `${points.slice(0, length - 1).join('')}…`
}

/** Names as a phrase: "`a`, `b` or `c`"; of many, the first twelve and how many more. */
export function nameList(names: readonly string[], conjunction: 'and' | 'or' = 'or'): string {
  return phrase(names.slice(0, MOST_NAMES).map(quoted), names.length - MOST_NAMES, conjunction)
}

/** Ready-made words as a phrase: "a, b or c". */
export function wordList(words: readonly string[], conjunction: 'and' | 'or' = 'or'): string {
  return phrase(words.slice(0, MOST_NAMES), words.length - MOST_NAMES, conjunction)
}

function phrase(words: readonly string[], left: number, conjunction: 'and' | 'or'): string {
  if (left > 0) return `${words.join(', ')} ${conjunction} ${left} more`
  const last = words.at(-1)
  if (last === undefined) return 'nothing'
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`
}
