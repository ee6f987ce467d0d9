/** An identifier as DuckDB reads it. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A qualified name, e.g. `"data"."orders"`. */
export function quoteName(parts: readonly string[]): string {
  return parts.map(quoteIdentifier).join('.')
}

/** A text literal. DuckDB ends a statement at a NUL, so a NUL is written as `chr(0)`. */
export function quoteText(text: string): string {
  const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`)
  return parts.length === 1 ? parts.join('') : `(${parts.join(' || chr(0) || ')})`
}

/** A list of text literals. */
export function quoteTexts(texts: readonly string[]): string {
  return `[${texts.map(quoteText).join(', ')}]`
}
