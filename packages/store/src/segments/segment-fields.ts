import { violatedConstraint } from '../changes/transact.ts'
import { StoreError } from '../errors.ts'
import { foldName } from './fold-name.ts'

/** What people may set of a segment, by itself. */
export interface SegmentFields {
  readonly name: string
  readonly outputTable: string
  readonly description: string
  readonly audience: string
  readonly owner: string
}

const OUTPUT_TABLE = /^[A-Za-z][A-Za-z0-9_]{0,62}$/

/** The columns for a whole segment's fields. Refuses with `segment-invalid`. */
export function fieldColumns(fields: SegmentFields) {
  checkFields(fields)
  return {
    name: fields.name,
    name_folded: foldName(fields.name),
    output_table: fields.outputTable,
    description: fields.description,
    audience: fields.audience,
    owner: fields.owner,
  }
}

/** The columns for the fields that are given. Refuses with `segment-invalid`. */
export function changedColumns(fields: Partial<SegmentFields>) {
  checkFields(fields)
  const { name, outputTable, description, audience, owner } = fields
  return {
    ...(name === undefined ? {} : { name, name_folded: foldName(name) }),
    ...(outputTable === undefined ? {} : { output_table: outputTable }),
    ...(description === undefined ? {} : { description }),
    ...(audience === undefined ? {} : { audience }),
    ...(owner === undefined ? {} : { owner }),
  }
}

function checkFields({ name, outputTable, description }: Partial<SegmentFields>): void {
  if (name !== undefined)
    require(name.trim() === name &&
      name !== '' &&
      [...name].length <= 200, 'name', '1 to 200 characters without spaces at its ends')
  if (outputTable !== undefined)
    require(OUTPUT_TABLE.test(
      outputTable,
    ), 'outputTable', 'a letter, then letters, digits and underscores, at most 63 in all')
  if (description !== undefined) require([...description].length <= 10_000, 'description', 'at most 10,000 characters')
  for (const [field, value] of Object.entries({ name, description })) {
    require(value?.isWellFormed() !== false &&
      value?.includes('\0') !== true, field, 'text without NUL and half characters')
  }
}

function require(holds: boolean, field: string, rule: string): void {
  if (!holds) throw new StoreError('segment-invalid', { field, rule })
}

/** Turns the refusal of a second segment with the same output table into ours. */
export async function refuseTakenOutputTable<T>(outputTable: string, statement: Promise<T>): Promise<T> {
  try {
    return await statement
  } catch (error) {
    if (violatedConstraint(error) !== 'segments_output_table') throw error
    throw new StoreError('output-table-taken', { outputTable, segment: null }, error)
  }
}
