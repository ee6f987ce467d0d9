/** Writes the generated files; with `--check` writes nothing and fails if one is not what would be written. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFiles } from './generated-files.ts'

const root = dirname(import.meta.dirname)
const onlyCheck = process.argv.includes('--check')

function current(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

for (const [name, text] of generatedFiles()) {
  const path = join(root, name)
  if (current(path) === text) continue
  if (onlyCheck) {
    console.error(`${name} is not what the code says: run "npm run generate" and review the difference`)
    process.exitCode = 1
  } else {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(`wrote ${name}`)
  }
}
