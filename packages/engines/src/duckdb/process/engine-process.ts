import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { EngineError } from '../../errors.ts'
import type { Command, FromChild, ReadProgress, Results, ToChild } from './messages.ts'
import type { PlainCell } from './plain-cell.ts'

/** How long a cancelled command has to stop before its process is ended, in milliseconds. */
const CANCEL_GRACE_MS = 1000
const CLOSE_GRACE_MS = 2000
const STDERR_KEPT = 4000

/** What a command may report before it is done. */
export interface Listeners {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined
  readonly onTexts?: (texts: readonly string[]) => void
  readonly onRows?: (rows: readonly (readonly PlainCell[])[]) => void
}

/** The process DuckDB runs in, so that its memory and its crashes stay apart from ours. */
export interface EngineProcess {
  run<K extends keyof Results>(command: Extract<Command, { kind: K }>, listeners?: Listeners): Promise<Results[K]>
  /** Ends the process. Safe to call twice. */
  close(): Promise<void>
  /** Ends the process without giving it time for anything: what runs in it fails with `engine-died`. */
  kill(): void
  readonly pid: number | undefined
}

interface Pending {
  readonly listeners: Listeners
  resolve(result: unknown): void
  reject(error: unknown): void
}

/** Starts the process. It ends with this one, however this one ends. */
export function startEngineProcess(): EngineProcess {
  const pending = new Map<number, Pending>()
  let nextId = 0
  let ended: EngineError | null = null
  let complaints = ''

  const child = fork(fileURLToPath(new URL('../child/main.ts', import.meta.url)), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    // Each running query holds one thread of Node's pool.
    env: { ...process.env, UV_THREADPOOL_SIZE: '8', NODE_OPTIONS: '' },
  })
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (text: string) => {
    complaints = (complaints + text).slice(-STDERR_KEPT)
  })
  const exited = new Promise<void>((resolve) => {
    const end = (error: EngineError) => {
      ended ??= error
      for (const each of pending.values()) each.reject(ended)
      pending.clear()
      resolve()
    }
    child.once('error', (cause) => end(new EngineError('engine-died', { exitCode: null, signal: null }, cause)))
    child.once('exit', (exitCode, signal) =>
      end(new EngineError('engine-died', { exitCode, signal }, complaints === '' ? undefined : complaints)),
    )
  })

  // Only our own child writes to this channel, and it writes FromChild.
  child.on('message', (message) => receive(message as FromChild))

  function receive(message: FromChild): void {
    const of = pending.get(message.id)
    if (of === undefined) return
    switch (message.kind) {
      case 'progress':
        of.listeners.onProgress?.(message.progress)
        break
      case 'texts':
        of.listeners.onTexts?.(message.texts)
        break
      case 'rows':
        of.listeners.onRows?.(message.rows)
        break
      case 'done':
        pending.delete(message.id)
        of.resolve(message.result)
        break
      case 'failed': {
        pending.delete(message.id)
        const { code, params, cause } = message.error
        of.reject(EngineError.revive(code, params, cause ?? undefined))
      }
    }
  }

  function run<K extends keyof Results>(
    command: Extract<Command, { kind: K }>,
    listeners: Listeners = {},
  ): Promise<Results[K]> {
    const { signal } = listeners
    return new Promise<Results[K]>((resolve, reject) => {
      if (ended !== null) {
        reject(ended)
        return
      }
      if (signal?.aborted === true) {
        reject(new EngineError('cancelled', {}))
        return
      }
      const id = nextId++
      let timer: NodeJS.Timeout | undefined
      const cancel = () => {
        post({ kind: 'interrupt', id })
        timer = setTimeout(() => {
          pending.get(id)?.reject(new EngineError('cancelled', {}))
          pending.delete(id)
          child.kill('SIGKILL')
        }, CANCEL_GRACE_MS)
      }
      const settle = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', cancel)
      }
      pending.set(id, {
        listeners,
        resolve(result) {
          settle()
          // The child answers a command with the result of its kind.
          resolve(result as Results[K])
        },
        reject(error) {
          settle()
          reject(error instanceof Error ? error : new Error(String(error)))
        },
      })
      signal?.addEventListener('abort', cancel, { once: true })
      post({ kind: 'command', id, command })
    })
  }

  function post(message: ToChild): void {
    // A message to a process that has just ended is answered by its `exit`.
    if (child.connected) child.send(message, () => undefined)
  }

  return {
    run,
    pid: child.pid,
    kill: () => child.kill('SIGKILL'),
    async close() {
      ended ??= new EngineError('engine-closed', {})
      if (child.connected) child.disconnect()
      await endOf(child, exited)
    },
  }
}

async function endOf(child: ChildProcess, exited: Promise<void>): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_GRACE_MS)
  await exited
  clearTimeout(timer)
}
