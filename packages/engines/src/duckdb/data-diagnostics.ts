import type { Catalog, Diagnostic } from '@coterie/definition'
import type { CheckResult } from './process/messages.ts'

/** What is wrong with the data: broken keys are errors because members could not be told apart, orphans are warnings. */
export function dataDiagnostics(catalog: Catalog, checks: CheckResult): readonly Diagnostic[] {
  const keys = checks.keys.flatMap(({ table, nulls, duplicates, examples }): readonly Diagnostic[] => {
    const pointer = `/tables/${escaped(table)}/key`
    const columns = catalog.tables.get(table)?.key ?? []
    const named = columns.map((column) => `\`${column}\``).join(', ')
    return [
      ...(nulls === 0
        ? []
        : [
            error(
              'key-null',
              pointer,
              `The key ${named} of table \`${table}\` is null in ${rows(nulls)}; every row needs one.`,
              {
                table,
                key: columns,
                count: nulls,
              },
            ),
          ]),
      ...(duplicates === 0
        ? []
        : [
            error(
              'key-duplicate',
              pointer,
              `The key ${named} of table \`${table}\` is not unique: ${values(duplicates)} ${duplicates === 1 ? 'stands' : 'stand'} in more than one row, e.g. ${list(examples)}. Name columns that identify a row, or repair the source.`,
              { table, key: columns, count: duplicates, examples },
            ),
          ]),
    ]
  })
  const relationships = checks.relationships.flatMap((check): readonly Diagnostic[] => {
    const relationship = catalog.relationships.get(check.relationship)
    if (relationship === undefined) return []
    const { name, from, to } = relationship
    const pointer = `/relationships/${escaped(name)}`
    const found: Diagnostic[] = []
    if (check.repeatedTargets > 0) {
      found.push(
        error(
          'relationship-target-duplicate',
          `${pointer}/to`,
          `Relationship \`${name}\` points at ${end(to)}, which is not unique: ${values(check.repeatedTargets)} ${check.repeatedTargets === 1 ? 'stands' : 'stand'} in more than one row, e.g. ${list(check.repeatedTargetExamples)}. It has to point at a key.`,
          { relationship: name, count: check.repeatedTargets, examples: check.repeatedTargetExamples },
        ),
      )
    }
    if (check.repeatedSources > 0) {
      found.push(
        error(
          'relationship-source-duplicate',
          `${pointer}/cardinality`,
          `Relationship \`${name}\` is declared one-to-one, but ${values(check.repeatedSources)} of ${end(from)} ${check.repeatedSources === 1 ? 'stands' : 'stand'} in more than one row, e.g. ${list(check.repeatedSourceExamples)}. Declare it many-to-one, or repair the source.`,
          { relationship: name, count: check.repeatedSources, examples: check.repeatedSourceExamples },
        ),
      )
    }
    if (check.orphans > 0) {
      found.push({
        code: 'relationship-orphans',
        severity: 'warning',
        pointer,
        message: `${rows(check.orphans)} of \`${from.table}\` ${check.orphans === 1 ? 'points' : 'point'} at no row of \`${to.table}\` by relationship \`${name}\`, e.g. ${list(check.orphanExamples)}; such rows join nothing.`,
        params: { relationship: name, count: check.orphans, examples: check.orphanExamples },
      })
    }
    return found
  })
  return [...keys, ...relationships]
}

function error(code: string, pointer: string, message: string, params: Diagnostic['params']): Diagnostic {
  return { code, severity: 'error', pointer, message, params }
}

function end({ table, columns }: { readonly table: string; readonly columns: readonly string[] }): string {
  return columns.map((column) => `\`${table}.${column}\``).join(', ')
}

function rows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`
}

function values(count: number): string {
  return count === 1 ? '1 value' : `${count} values`
}

function list(examples: readonly string[]): string {
  return examples.map((example) => JSON.stringify(shortened(example))).join(', ')
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** A name as a token of a JSON pointer. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
