import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The launcher as a shell finds it. */
export const launcher = fileURLToPath(new URL('../../bin/coterie.js', import.meta.url))

export interface Ended {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | null
  readonly elapsedMs: number
}

export interface RunOptions {
  readonly stdin?: string
  readonly cwd?: string
  /** The Node to start the launcher with; absent: the one that runs the tests. */
  readonly node?: string
  readonly env?: Readonly<Record<string, string>>
  /** Closes the reading end of standard output at once, as a reader that goes away does. */
  readonly closeOutput?: boolean
  /** Called while the process runs. */
  readonly whileRunning?: (child: Pick<ChildProcess, 'kill' | 'exitCode'>) => Promise<void>
}

/** Runs `coterie` with arguments as a process of its own and gives what a shell would see. */
export async function runCoterie(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const start = performance.now()
  const child = spawn(options.node ?? process.execPath, [launcher, ...args], {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: '1', ...options.env },
    stdio: 'pipe',
  })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  child.stdin.end(options.stdin ?? '')
  if (options.closeOutput === true) child.stdout.destroy()
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => {
      resolve({
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
        exitCode,
        elapsedMs: performance.now() - start,
      })
    })
  })
  await options.whileRunning?.(child)
  return ended
}
