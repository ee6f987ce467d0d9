/** The reader of standard output has gone (as `head` does): stop quietly, there is nobody to write to. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed'
}

const EVENTS = ['drain', 'error', 'close']
const CHUNK_CHARACTERS = 64 * 1024
let failure: Error | null = null
let listening = false

function listen(): void {
  if (listening) return
  listening = true
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    failure = error.code === 'EPIPE' ? new OutputClosed('standard output was closed') : error
  })
}

/** Writes pieces of text to standard output as fast as it takes them. Throws `OutputClosed` once its reader has gone. */
export async function writeOutput(pieces: Iterable<string>): Promise<void> {
  listen()
  let chunk = ''
  for (const piece of pieces) {
    chunk += piece
    if (chunk.length < CHUNK_CHARACTERS) continue
    await writeChunk(chunk)
    chunk = ''
  }
  await writeChunk(chunk)
}

async function writeChunk(chunk: string): Promise<void> {
  throwFailure()
  if (chunk === '') return
  if (!process.stdout.write(chunk)) await drainOrEnd()
  throwFailure()
}

/** Waits until standard output takes more, or never will. */
function drainOrEnd(): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      for (const event of EVENTS) process.stdout.off(event, settle)
      resolve()
    }
    for (const event of EVENTS) process.stdout.on(event, settle)
  })
}

function throwFailure(): void {
  if (failure !== null) throw failure
}
