import { readFile } from 'node:fs/promises'
import { EXIT } from './exit-code.ts'
import { plainProblem, Refusal } from './report/problem.ts'

/** The text of a file named on the command line, `-` being standard input. Throws a `Refusal` (`file-unreadable`) of wrong usage. */
export async function readNamedFile(path: string, role: 'catalog' | 'definition' | 'definitions'): Promise<string> {
  try {
    const bytes = path === '-' ? await readStandardInput() : await readFile(path)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    const reason = reasonOf(error)
    throw new Refusal(EXIT.usage, [
      plainProblem('file-unreadable', `The ${role} file \`${path}\` cannot be read: ${reason}.`, { path, role }),
    ])
  }
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'it is a folder'
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'it is not UTF-8 text'
  return error instanceof Error ? error.message : String(error)
}
