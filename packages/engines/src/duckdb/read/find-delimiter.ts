import { open } from 'node:fs/promises'

const HEADER_BYTES = 1 << 20
const COMMA = 44
/** What separates fields where the header has no comma: semicolon, tab, vertical bar. */
const OTHERS = [59, 9, 124]

/** The byte that separates the fields of a file's header: a comma if it has one, else the most frequent other separator. */
export async function findDelimiter(path: string): Promise<number> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0)
    return delimiterOf(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

function delimiterOf(bytes: Buffer): number {
  const counts = new Map<number, number>()
  let quoted = false
  let hasText = false
  for (const byte of bytes) {
    if (byte === 34) quoted = !quoted
    if (quoted) continue
    if (byte === 10 || byte === 13) {
      if (hasText) break
      continue
    }
    hasText = true
    counts.set(byte, (counts.get(byte) ?? 0) + 1)
  }
  if (counts.has(COMMA)) return COMMA
  const best = OTHERS.filter((byte) => counts.has(byte)).sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
  return best[0] ?? COMMA
}
