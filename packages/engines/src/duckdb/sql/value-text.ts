import type { Attribute, AttributeType, NumberKind } from '@coterie/definition'

/** SQL of the text people see of a value: a number without needless zeros, a date or an instant in ISO 8601. */
export function valueText(value: string, type: AttributeType, number: NumberKind | undefined): string {
  switch (type) {
    case 'string':
    case 'other':
      return value
    case 'number':
      return numberText(value, number)
    case 'date':
    case 'boolean':
    case 'list<string>':
    case 'list<number>':
      return `CAST(${value} AS VARCHAR)`
    case 'datetime':
      return `replace(CAST(${value} AS VARCHAR), ' ', 'T') || 'Z'`
  }
}

/** SQL of a key's text: of one column its value, of several a compact JSON array. */
export function keyText(columns: readonly { readonly sql: string; readonly attribute: Attribute | null }[]): string {
  const texts = columns.map(({ sql, attribute }) => ({
    // The row number of a table without a key is no attribute.
    type: attribute?.type ?? ('number' as const),
    text: valueText(sql, attribute?.type ?? 'number', attribute?.number),
  }))
  const [only] = texts
  if (only !== undefined && texts.length === 1) return only.text
  const items = texts.map(({ type, text }) => (type === 'number' || type === 'boolean' ? text : jsonText(text)))
  return `'[' || ${items.join(` || ',' || `)} || ']'`
}

function numberText(value: string, number: NumberKind | undefined): string {
  const text = `CAST(${value} AS VARCHAR)`
  if (number === undefined || number.kind === 'integer') return text
  if (number.kind === 'decimal') return number.scale === 0 ? text : `rtrim(rtrim(${text}, '0'), '.')`
  // Whole floats print like integers, as they do elsewhere.
  return `CASE WHEN ${value} = trunc(${value}) AND abs(${value}) < 9007199254740992 THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR) ELSE ${text} END`
}

/** A JSON string as JavaScript writes it. */
function jsonText(text: string): string {
  const escaped = `replace(replace(${text}, '\\', '\\\\'), '"', '\\"')`
  const controls = Array.from(
    { length: 32 },
    (_, code) => [code, JSON.stringify(String.fromCharCode(code)).slice(1, -1)] as const,
  )
  const all = controls.reduce((sql, [code, written]) => `replace(${sql}, chr(${code}), '${written}')`, escaped)
  // Control characters are rare, and each costs a pass.
  return `'"' || CASE WHEN regexp_matches(${text}, '[\\x00-\\x1f]') THEN ${all} ELSE ${escaped} END || '"'`
}
