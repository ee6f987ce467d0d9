import { operators as registry } from '@coterie/definition'
import { EXIT } from '../exit-code.ts'
import { writeOutput } from '../output/standard-output.ts'
import { textTable } from '../output/text-table.ts'

/** Prints the operators of the language with their opposites, types and a line of help. */
export async function operators(json: boolean): Promise<number> {
  const all = [...registry]
  if (json) {
    const facts = all.map(({ name, negative, types, label, help, operands }) => ({
      name,
      negative,
      types,
      label,
      help,
      operands,
    }))
    await writeOutput([`${JSON.stringify(facts, null, 2)}\n`])
    return EXIT.ok
  }
  const lines = textTable(
    [{ title: 'operator' }, { title: 'opposite' }, { title: 'types' }, { title: 'meaning' }],
    all.map(({ name, negative, types, help }) => [name, negative ?? '', types.join(', '), help]),
  )
  await writeOutput(lines.map((line) => `${line}\n`))
  return EXIT.ok
}
