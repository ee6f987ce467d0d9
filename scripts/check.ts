/**
 * Everything a change has to pass, in the order that fails soonest: what CI runs. Stops at the first step that fails;
 * `--all` goes on, to see everything at once.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

interface Step {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  /** Where the step writes its numbers of tests; a step without one counts as one test. */
  readonly report?: string
}

interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const root = dirname(import.meta.dirname)
const testReport = join(root, '.cache', 'tests.json')

const steps: readonly Step[] = [
  { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '--colors=off', '.'] },
  { name: 'import boundaries', command: ['depcruise', 'packages', 'bench', 'examples', 'scripts'] },
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'generated files', command: ['node', 'scripts/generate.ts', '--check'] },
  { name: 'unused exports', command: ['knip', '--treat-config-hints-as-errors'] },
  { name: 'lint with types', command: ['eslint', '--max-warnings', '0', '.'] },
  {
    name: 'tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${testReport}`],
    report: testReport,
  },
]

const seconds = (fromMs: number) => `${((performance.now() - fromMs) / 1000).toFixed(1)} s`

/** Runs a step; its output is shown as it comes if it has a report of its own, else only if it fails. */
function run(step: Step): Promise<boolean> {
  const [program, ...args] = step.command
  // The tools of this project run on the Node that runs this script, whichever Node the machine has.
  const path = [dirname(process.execPath), join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, PATH: path },
      stdio: ['ignore', step.report === undefined ? 'pipe' : 'inherit', step.report === undefined ? 'pipe' : 'inherit'],
      shell: process.platform === 'win32',
    })
    const output: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk))
    child.on('error', (error) => {
      console.error(`${program} did not start: ${error.message}`)
      resolve(false)
    })
    child.on('close', (code) => {
      if (code !== 0) process.stdout.write(Buffer.concat(output))
      resolve(code === 0)
    })
  })
}

function tally(step: Step, passed: boolean): Tally {
  const one = { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }
  if (step.report === undefined) return one
  let report: { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number }
  try {
    report = JSON.parse(readFileSync(step.report, 'utf8')) as typeof report
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
  // A run can fail with every test passed, e.g. when a file does not load.
  const failed = Math.max(report.numFailedTests, one.failed)
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests }
}

async function main(): Promise<void> {
  const goOn = process.argv.includes('--all')
  if (Number(process.versions.node.split('.')[0]) < 24) {
    throw new Error(
      `Node ${process.versions.node} cannot run this project: "npm ci" installs Node 24 beside it, or install Node 24`,
    )
  }
  mkdirSync(dirname(testReport), { recursive: true })
  rmSync(testReport, { force: true })

  let total: Tally = { passed: 0, failed: 0, skipped: 0 }
  const left: string[] = []
  for (const step of steps) {
    if (total.failed > 0 && !goOn) {
      left.push(step.name)
      continue
    }
    const start = performance.now()
    const passed = await run(step)
    console.log(`${passed ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(18)} ${seconds(start)}`)
    const counted = tally(step, passed)
    total = {
      passed: total.passed + counted.passed,
      failed: total.failed + counted.failed,
      skipped: total.skipped + counted.skipped,
    }
  }
  if (left.length > 0) console.log(`not run: ${left.join(', ')}`)
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

await main()
