import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BENCH_AS_OF } from './generate.ts'
import { pairedQuestions } from './paired-questions.ts'

/** What one `coterie evaluate --definitions` call over the paired questions took, all of its processes together. */
export interface ResidentMemory {
  readonly definitions: number
  readonly elapsedMs: number
  /** The most resident memory seen, in bytes, sampled every 100 ms. */
  readonly peakBytes: number
}

const COMMAND_LINE = fileURLToPath(new URL('../../packages/cli/bin/coterie.js', import.meta.url))

/** Evaluates the paired questions through the command line and watches the resident memory (Linux only: reads /proc). */
export async function measureResidentMemory(folder: string): Promise<ResidentMemory> {
  const cases = join(folder, 'cases.ndjson')
  const questions = pairedQuestions()
  writeFileSync(cases, questions.map(({ id, definition }) => `${JSON.stringify({ id, definition })}\n`).join(''))
  const start = performance.now()
  const child = spawn(
    process.execPath,
    [
      COMMAND_LINE,
      'evaluate',
      '--catalog',
      join(folder, 'catalog.json'),
      '--definitions',
      cases,
      '--as-of',
      BENCH_AS_OF,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let lines = 0
  child.stdout.on('data', (chunk: Buffer) => {
    lines += chunk.toString().split('\n').length - 1
  })
  let peakBytes = 0
  const sampling = setInterval(() => {
    if (child.pid !== undefined) peakBytes = Math.max(peakBytes, residentBytesOfTree(child.pid))
  }, 100)
  const code = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(sampling)
  if (code !== 0 || lines !== questions.length) {
    throw new Error(
      `the evaluation ended with code ${String(code)} after ${String(lines)} of ${String(questions.length)} lines`,
    )
  }
  return { definitions: questions.length, elapsedMs: performance.now() - start, peakBytes }
}

function residentBytesOfTree(root: number): number {
  const parents = new Map<number, number>()
  const resident = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const status = statusOf(entry)
    parents.set(Number(entry), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0))
    resident.set(Number(entry), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024)
  }
  const belongs = (pid: number): boolean => pid === root || (pid > 1 && belongs(parents.get(pid) ?? 0))
  return [...resident].filter(([pid]) => belongs(pid)).reduce((sum, [, bytes]) => sum + bytes, 0)
}

/** A process may end between being listed and being read; it then counts nothing. */
function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
