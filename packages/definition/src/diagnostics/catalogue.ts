import type { Diagnostic } from './diagnostic.ts'
import { nameList, quoted, shortened, wordList } from './name-list.ts'

/** The severity of a kind of problem and its sentence, made of the parameters programs get too. */
interface CatalogueEntry<P> {
  readonly severity: Diagnostic['severity']
  readonly message: (params: P) => string
}

const error = <P>(message: (params: P) => string): CatalogueEntry<P> => ({ severity: 'error', message })
const warning = <P>(message: (params: P) => string): CatalogueEntry<P> => ({ severity: 'warning', message })

type Names = readonly string[]
type Paths = readonly Names[]

/** Every problem a catalog or definition can have, by its stable code. A code is never renamed or reused. */
export const diagnosticCatalogue = {
  // The text itself
  'json-syntax': error((p: { reason: string }) => `This is not JSON: ${p.reason}.`),
  'yaml-syntax': error(
    (p: { reason: string; line: number; column: number }) =>
      `This is not YAML (line ${p.line}, column ${p.column}): ${p.reason}.`,
  ),
  'yaml-aliases': error(
    (p: { limit: number }) =>
      `This YAML repeats parts by aliases more than ${p.limit} times or inside themselves; write the parts out.`,
  ),
  'duplicate-key': error(
    (p: { key: string }) => `The key ${quoted(p.key)} stands twice in one object; keep one of the two.`,
  ),
  'nesting-too-deep': error(
    (p: { limit: number }) => `Groups are nested more than ${p.limit} deep; move inner groups into rules of their own.`,
  ),
  'lone-surrogate': error(
    (_: Record<string, never>) => 'This text holds half of a surrogate pair, which is no character; remove it.',
  ),

  // Shapes
  'wrong-type': error(
    (p: { expected: string; found: string }) => `This has to be ${p.expected}, but it is ${p.found}.`,
  ),
  'missing-key': error(
    (p: { key: string; expected: string }) => `The key ${quoted(p.key)} is missing; it has to be ${p.expected}.`,
  ),
  'unknown-key': error(
    (p: { key: string; nearest: Names; allowed: Names }) =>
      `There is no key ${quoted(p.key)} here${suggestion(p.nearest, `the keys are ${nameList(p.allowed, 'and')}`)}`,
  ),
  'unknown-choice': error(
    (p: { found: string; choices: Names; nearest: Names }) =>
      `${quoted(p.found)} is none of ${nameList(p.choices)}${p.nearest.length > 0 ? `; did you mean ${nameList(p.nearest)}?` : '.'}`,
  ),
  'unsupported-version': error(
    (p: { found: string; supported: number }) =>
      `Version ${p.found} is not known; this program reads version ${p.supported}.`,
  ),
  'more-problems': error((p: { count: number }) => `${p.count} more values of this list are wrong.`),

  // Limits and the frame of a definition
  'rules-empty': error((_: Record<string, never>) => 'A definition needs at least one rule.'),
  'too-many-conditions': error(
    (p: { limit: number }) => `A definition holds at most ${p.limit} conditions; this one holds more.`,
  ),
  'too-many-values': error(
    (p: { limit: number; found: number }) =>
      `A list holds at most ${p.limit} values; this one holds ${p.found}. Load them as a table and relate it instead.`,
  ),
  'path-too-long': error(
    (p: { limit: number; found: number }) =>
      `A path runs over at most ${p.limit} relationships; this one has ${p.found}.`,
  ),
  'combine-missing': error(
    (_: Record<string, never>) => 'Every rule after the first needs `combine`: `union`, `intersect` or `except`.',
  ),
  'combine-on-first-rule': error(
    (_: Record<string, never>) => 'The first rule has nothing to combine with; remove `combine`.',
  ),
  'unknown-condition': error(
    (p: { keys: Names }) =>
      `This is no condition: it needs one of the keys \`attribute\`, \`aggregate\`, \`segment\`, \`sequence\` or \`match\`${p.keys.length > 0 ? ` and has ${nameList(p.keys, 'and')}` : ''}.`,
  ),

  // Names
  'unknown-audience': error(
    (p: { audience: string; audiences: Names }) =>
      `${quoted(p.audience)} is no audience; the audiences are ${nameList(p.audiences, 'and')}.`,
  ),
  'malformed-reference': error(
    (p: { reference: string }) =>
      `${quoted(p.reference)} names no attribute; write \`table.attribute\` or \`measures.name\`.`,
  ),
  'unknown-table': error(
    (p: { table: string; nearest: Names }) =>
      `There is no table ${quoted(p.table)}${suggestion(p.nearest, 'the catalog lists the tables')}`,
  ),
  'unknown-attribute': error(
    (p: { attribute: string; table: string; nearest: Names }) =>
      `The table ${quoted(p.table)} has no attribute ${quoted(p.attribute)}${suggestion(p.nearest, 'the catalog lists its attributes')}`,
  ),
  'unknown-measure': error(
    (p: { measure: string; nearest: Names }) =>
      `There is no measure ${quoted(p.measure)}${suggestion(p.nearest, 'the catalog lists the measures')}`,
  ),
  'measure-of-other-audience': error(
    (p: { measure: string; audience: string; expected: string }) =>
      `The measure ${quoted(p.measure)} belongs to ${quoted(p.audience)}, and this is about ${quoted(p.expected)}.`,
  ),
  'column-needed': error(
    (p: { reference: string }) =>
      `${quoted(p.reference)} is one value per profile; an attribute of a table, \`table.attribute\`, is needed here.`,
  ),
  'unknown-relationship': error(
    (p: { relationship: string; nearest: Names }) =>
      `There is no relationship ${quoted(p.relationship)}${suggestion(p.nearest, 'the catalog lists the relationships')}`,
  ),
  'unknown-segment': error(
    (p: { segment: string; nearest: Names }) =>
      `There is no segment ${quoted(p.segment)}${suggestion(p.nearest, 'name one by its id or name')}`,
  ),

  // Paths
  'path-wrong-end': error(
    (p: { relationship: string; tables: Names; audience: string; reversed: boolean }) =>
      `A path ends at its audience, and ${quoted(p.relationship)} joins ${nameList(p.tables, 'and')}, not ${quoted(p.audience)}${p.reversed ? '; this path is written from the audience outwards, turn it round.' : '.'}`,
  ),
  'path-broken': error(
    (p: { relationship: string; tables: Names; table: string }) =>
      `${quoted(p.relationship)} joins ${nameList(p.tables, 'and')}, so it does not lead on from ${quoted(p.table)}, where the rest of the path stands.`,
  ),
  'path-repeats-table': error(
    (p: { table: string }) =>
      `The path holds the table ${quoted(p.table)} twice; a table stands on a path at most once.`,
  ),
  'path-ambiguous': error(
    (p: { tables: Names; paths: Paths; more: boolean }) =>
      `Several paths hold ${nameList(p.tables, 'and')}; write one of them as \`path\`: ${pathList(p.paths, p.more)}.`,
  ),
  'path-unreachable': error((p: { tables: Names; audience: string }) =>
    p.tables.length === 1
      ? `No path of at most 20 relationships leads from ${nameList(p.tables)} to ${quoted(p.audience)}.`
      : `No single path holds ${nameList(p.tables, 'and')} and ends at ${quoted(p.audience)}; spread them over several rules.`,
  ),
  'path-not-found': error(
    (p: { tables: Names }) =>
      `There are too many paths to search for one that holds ${nameList(p.tables, 'and')}; write the \`path\`.`,
  ),
  'attribute-off-path': error(
    (p: { attribute: string; table: string; path: Names; paths: Paths; more: boolean }) =>
      `${quoted(p.attribute)} is of the table ${quoted(p.table)}, which is not on ${p.path.length === 0 ? 'the path, the audience table alone' : `the path ${pathText(p.path)}`}; ${p.paths.length === 0 ? 'no path reaches it' : `paths that reach it: ${pathList(p.paths, p.more)}`}.`,
  ),

  // Operators and operands
  'unknown-operator': error(
    (p: { operator: string; nearest: Names; allowed: Names }) =>
      `There is no operator ${quoted(p.operator)}${suggestion(p.nearest, p.allowed.length === 0 ? 'see the list of operators' : `the operators here are ${nameList(p.allowed, 'and')}`)}`,
  ),
  'operator-not-for-type': error(
    (p: { operator: string; subject: string; type: string; allowed: Names }) =>
      `${quoted(p.operator)} does not apply to ${quoted(p.subject)}, which is of type ${p.type}; its operators are ${p.allowed.map((name) => quoted(name)).join(', ')}.`,
  ),
  'operand-missing': error(
    (p: { operator: string; operand: string; expected: string }) =>
      `${quoted(p.operator)} needs ${quoted(p.operand)}: ${p.expected}.`,
  ),
  'operand-not-taken': error(
    (p: { operator: string; operand: string; taken: Names }) =>
      `${quoted(p.operator)} takes ${p.taken.length === 0 ? 'no operand' : nameList(p.taken, 'and')}; remove ${quoted(p.operand)}.`,
  ),
  'operand-wrong-type': error(
    (p: { operator: string; operand: string; expected: string; found: string }) =>
      `${quoted(p.operand)} of ${quoted(p.operator)} has to be ${p.expected}, but it is ${p.found}.`,
  ),
  'number-as-text': error(
    (p: { operand: string; text: string }) =>
      `${quoted(p.operand)} has to be a number: write ${p.text} without quotes.`,
  ),
  'number-out-of-range': error(
    (p: { text: string }) =>
      `${quoted(p.text)} is no number this program holds: numbers are finite, at most about 1.8e308, and have at most 400 digits.`,
  ),
  'invalid-date': error((p: { text: string; expected: string }) => `${quoted(p.text)} is not ${p.expected}.`),
  'instant-on-date': error(
    (p: { text: string; date: string }) =>
      `${quoted(p.text)} is an instant, and the attribute is a date: write ${quoted(p.date)}.`,
  ),
  'unit-on-date': error(
    (p: { unit: string; units: Names }) =>
      `A date has no time of day, so ${quoted(p.unit)} does not apply; use ${nameList(p.units)}.`,
  ),
  'invalid-pattern': error(
    (p: { pattern: string; reason: string }) => `The pattern ${quoted(p.pattern)} is not RE2: ${p.reason}.`,
  ),
  'operand-attribute-type': error(
    (p: { attribute: string; type: string; expected: string }) =>
      `${quoted(p.attribute)} is of type ${p.type}, and ${p.expected} is needed to compare with.`,
  ),
  'operand-attribute-refused': error(
    (p: { operator: string; operand: string; expected: string }) =>
      `${quoted(p.operand)} of ${quoted(p.operator)} cannot be another attribute; it has to be ${p.expected}.`,
  ),
  'window-too-long': error(
    (p: { limit: number }) => `A window reaches at most ${p.limit} years; write a smaller \`amount\`.`,
  ),
  'range-reversed': warning(
    (_: Record<string, never>) => '`from` is greater than `to`, so nothing lies between them; swap the two.',
  ),
  'ranking-of-related-attribute': error(
    (p: { operator: string; attribute: string; audience: string }) =>
      `${quoted(p.operator)} ranks profiles, and ${quoted(p.attribute)} has no single value per profile; rank an attribute of ${quoted(p.audience)}, a measure or an aggregate.`,
  ),

  // Aggregates
  'aggregate-operand-not-taken': error(
    (p: { aggregate: string; key: string }) => `${quoted(p.aggregate)} does not take ${quoted(p.key)}; remove it.`,
  ),
  'aggregate-of-type': error(
    (p: { aggregate: string; attribute: string; type: string; types: Names }) =>
      `${quoted(p.aggregate)} takes attributes of type ${wordList(p.types)}, and ${quoted(p.attribute)} is of type ${p.type}.`,
  ),
  'aggregate-of-other-table': error(
    (p: { aggregate: string; of: string; attribute: string; table: string }) =>
      `${quoted(p.aggregate)} of ${quoted(p.attribute)} runs over rows of ${quoted(p.table)}, not of ${quoted(p.of)}; remove \`of\`.`,
  ),
  'table-off-path': error(
    (p: { table: string; path: Names; paths: Paths; more: boolean }) =>
      `The table ${quoted(p.table)} is not on ${p.path.length === 0 ? 'the path, the audience table alone' : `the path ${pathText(p.path)}`}; ${p.paths.length === 0 ? 'no path reaches it' : `paths that reach it: ${pathList(p.paths, p.more)}`}.`,
  ),
  'aggregate-path-missing': error((_: Record<string, never>) => 'Nothing says what to count; write `path` or `of`.'),
  'part-of-type': error(
    (p: { attribute: string; type: string }) =>
      `\`part\` counts parts of dates and datetimes, and ${quoted(p.attribute)} is of type ${p.type}; remove it.`,
  ),
  'order-by-other-table': error(
    (p: { attribute: string; table: string; of: string }) =>
      `\`orderBy\` has to be an attribute of ${quoted(p.of)}, whose rows are ordered, and ${quoted(p.attribute)} is of ${quoted(p.table)}.`,
  ),
  'order-by-type': error(
    (p: { attribute: string; type: string }) =>
      `\`orderBy\` has to be a number, date, datetime or string, and ${quoted(p.attribute)} is of type ${p.type}.`,
  ),

  // Sequences
  'sequence-empty': error((_: Record<string, never>) => 'A sequence needs at least one step.'),
  'sequence-starts-absent': error(
    (_: Record<string, never>) =>
      'The first step of a sequence has to happen; remove `absent` or put a step before it.',
  ),
  'sequence-starts-with-window': error(
    (_: Record<string, never>) => 'The first step of a sequence follows nothing, so it has no window; remove `within`.',
  ),
  'sequence-time-type': error(
    (p: { attribute: string; type: string }) =>
      `\`time\` has to be a date or datetime, and ${quoted(p.attribute)} is of type ${p.type}.`,
  ),
  'sequence-mixed-times': error(
    (p: { attribute: string; type: string; expected: string }) =>
      `The times of a sequence have one type: ${quoted(p.attribute)} is a ${p.type}, the first step's time a ${p.expected}.`,
  ),
  'sequence-window-without-effect': warning(
    (_: Record<string, never>) =>
      'The window of an absent step counts only as the last step; here no such row may stand between its neighbours at all.',
  ),

  // Projected attributes
  'project-measure': error(
    (p: { reference: string }) =>
      `${quoted(p.reference)} is one value per profile; \`project\` adds attributes of related tables.`,
  ),
  'project-own-attribute': warning(
    (p: { reference: string }) => `${quoted(p.reference)} is the profile's own and in the output already.`,
  ),
  'project-repeated': warning((p: { reference: string }) => `${quoted(p.reference)} is in the list already.`),
  'project-not-on-every-rule': error(
    (p: { reference: string; table: string; rules: readonly number[] }) =>
      `${quoted(p.reference)} is more than one relationship away, so ${quoted(p.table)} has to be on every rule's path; it is missing from ${wordList(
        p.rules.map((rule) => `rule ${rule}`),
        'and',
      )}.`,
  ),

  // References between segments
  'reference-circle': error(
    (p: { circle: Names }) =>
      `This reference closes a circle: ${p.circle.slice(0, 12).map(quoted).join(' → ')}${p.circle.length > 12 ? ' → …' : ''}.`,
  ),
  'reference-too-deep': error(
    (p: { limit: number; depth: number }) =>
      `References run at most ${p.limit} segments deep; this one makes ${p.depth}.`,
  ),
  'reference-refused': error(
    (p: { segment: string }) => `The segment ${quoted(p.segment)} is refused or absent, so it has no members to test.`,
  ),
  'reference-of-other-audience': error(
    (p: { segment: string; audience: string; expected: string }) =>
      `The segment ${quoted(p.segment)} groups ${quoted(p.audience)}, and this one groups ${quoted(p.expected)}.`,
  ),

  // Catalogs
  'unknown-time-zone': error(
    (p: { zone: string }) => `${quoted(p.zone)} is no time zone; write an IANA name such as \`Europe/London\`.`,
  ),
  'reserved-table-name': error(
    (p: { table: string }) =>
      `The table name ${quoted(p.table)} is taken by measures (\`measures.name\`); choose another.`,
  ),
  'audience-not-listed': error(
    (p: { audience: string }) => `The audience ${quoted(p.audience)} has to stand in \`audiences\` too.`,
  ),
  'audience-without-key': error(
    (p: { audience: string }) =>
      `The audience ${quoted(p.audience)} needs a \`key\`: the columns that identify a profile.`,
  ),
  'table-not-read': error((p: { table: string }) => `The source of the table ${quoted(p.table)} was not read.`),
  'column-not-in-source': error(
    (p: { column: string; table: string; nearest: Names }) =>
      `The source of ${quoted(p.table)} has no column ${quoted(p.column)}${suggestion(p.nearest, 'remove it')}`,
  ),
  'type-not-read': error(
    (p: { column: string; declared: string; found: string }) =>
      `The column ${quoted(p.column)} is declared as ${p.declared}, and its source holds ${p.found}.`,
  ),
  'key-type': error(
    (p: { column: string; type: string }) =>
      `The column ${quoted(p.column)} is of type ${p.type}, which cannot identify a row.`,
  ),
  'activity-type': error(
    (p: { column: string; type: string; expected: string }) =>
      `The column ${quoted(p.column)} has to be of type ${p.expected}, and it is of type ${p.type}.`,
  ),
  'relationship-two-tables': error(
    (p: { tables: Names }) => `The columns of one end are of one table, and these are of ${nameList(p.tables, 'and')}.`,
  ),
  'relationship-column-count': error(
    (p: { from: number; to: number }) =>
      `The two ends have to list as many columns each; \`from\` has ${p.from} and \`to\` has ${p.to}.`,
  ),
  'relationship-types': error(
    (p: { from: string; fromType: string; to: string; toType: string }) =>
      `${quoted(p.from)} is of type ${p.fromType} and ${quoted(p.to)} of type ${p.toType}, so they are never equal; declare one type for both.`,
  ),

  // Measures
  'unknown-measure-kind': error(
    (p: { keys: Names }) =>
      `This is no measure: it needs one of the keys \`aggregate\`, \`formula\` or \`daysSince\`${p.keys.length > 0 ? ` and has ${nameList(p.keys, 'and')}` : ''}.`,
  ),
  'measure-circle': error(
    (p: { circle: Names }) => `These measures are made of each other: ${p.circle.map(quoted).join(' → ')}.`,
  ),
  'measure-too-deep': error(
    (p: { limit: number }) => `Measures are made of one another at most ${p.limit} deep; this one is deeper.`,
  ),
  'measure-too-large': error(
    (p: { limit: number }) =>
      `A measure is made of at most ${p.limit} parts, those of the measures it names included; this one has more.`,
  ),
  'measures-of-two-audiences': error(
    (p: { audiences: Names }) =>
      `A formula's measures belong to one audience; these belong to ${nameList(p.audiences, 'and')}.`,
  ),
  'formula-syntax': error(
    (p: { position: number; expected: string; found: string }) =>
      `At character ${p.position + 1} of the formula ${p.expected} is expected, not ${p.found}.`,
  ),
  'formula-of-type': error(
    (p: { measure: string; type: string }) =>
      `A formula is made of numbers, and the measure ${quoted(p.measure)} is of type ${p.type}.`,
  ),
  'days-since-type': error(
    (p: { reference: string; type: string }) =>
      `\`daysSince\` takes a date or datetime, and ${quoted(p.reference)} is of type ${p.type}.`,
  ),
  'days-since-related-attribute': error(
    (p: { reference: string }) =>
      `${quoted(p.reference)} has no single value per profile; make a measure of it (its \`max\`, say) and name that.`,
  ),
  'default-type': error(
    (p: { expected: string; found: string }) => `\`default\` has to be ${p.expected} or null, but it is ${p.found}.`,
  ),
  'segment-in-measure': error(
    (_: Record<string, never>) => 'A measure cannot depend on a segment; remove this condition.',
  ),
} satisfies Record<string, CatalogueEntry<never>>

export type DiagnosticCode = keyof typeof diagnosticCatalogue

/** The parameters the sentence of a code is made of. */
export type DiagnosticParams<C extends DiagnosticCode> = Parameters<(typeof diagnosticCatalogue)[C]['message']>[0]

function suggestion(nearest: Names, otherwise: string): string {
  return nearest.length > 0 ? `; did you mean ${nameList(nearest)}?` : `; ${otherwise}.`
}

function pathText(path: Names): string {
  return shortened(`[${path.join(', ')}]`, 400)
}

function pathList(paths: Paths, more: boolean): string {
  const words = paths.map(pathText)
  return more ? `${words.join(', ')} and more` : wordList(words)
}
