import { rmSync } from 'node:fs'
import type { FromChild, ToChild } from '../process/messages.ts'
import { createEngineHost } from './engine-host.ts'
import { plainError } from './plain-error.ts'

/** The engine's own process: takes commands from its parent and ends with it. */
const host = createEngineHost()

process.on('message', (message) => {
  // Only the parent writes to this channel, and it writes ToChild.
  void receive(message as ToChild)
})

// The parent has closed the engine or is gone.
process.on('disconnect', () => {
  if (host.folder !== null) rmSync(host.folder, { recursive: true, force: true, maxRetries: 3 })
  process.exit(0)
})

// Ctrl-C reaches every process of a terminal; it is the parent's to decide what it means.
process.on('SIGINT', () => undefined)

async function receive(message: ToChild): Promise<void> {
  if (message.kind === 'interrupt') {
    host.interrupt(message.id)
    return
  }
  const { id, command } = message
  try {
    const result = await host.run(id, command, (report) => post({ ...report, id }))
    await post({ kind: 'done', id, result })
  } catch (error) {
    await post({ kind: 'failed', id, error: plainError(error, host.memoryLimit) })
  }
}

/** Resolves once the parent has taken the message, so that a fast query does not fill this process's memory. */
function post(message: FromChild): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) {
      resolve()
      return
    }
    process.send(message, undefined, undefined, () => resolve())
  })
}
