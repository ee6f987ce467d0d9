import { CommanderError } from 'commander'
import { abortOnSignals } from './cancellation.ts'
import { EXIT } from './exit-code.ts'
import { createProgram, type Run } from './program.ts'
import { tellFailure } from './report/failure.ts'
import { plainProblem } from './report/problem.ts'
import { createReporter, type Reporter } from './report/reporter.ts'

/** Runs the command line and sets the process's exit code (see `EXIT`). */
export async function main(args: readonly string[]): Promise<void> {
  // What nobody reads any more need not be written.
  process.stderr.on('error', () => undefined)
  let usageError = ''
  let run: Run | null = null
  const program = createProgram((chosen) => {
    run = chosen
  })
  for (const command of [program, ...program.commands, ...program.commands.flatMap((each) => each.commands)]) {
    command.exitOverride()
    command.configureOutput({
      writeErr: (text) => {
        usageError += text
      },
    })
  }
  let problem: unknown = null
  try {
    program.parse(args, { from: 'user' })
  } catch (error) {
    problem = error
  }
  const flags = program.opts<{ json?: boolean; quiet?: boolean; color: boolean }>()
  const json = flags.json === true || args.includes('--json')
  const reporter = createReporter({
    stream: process.stderr,
    json,
    quiet: flags.quiet === true,
    color: flags.color && process.stderr.isTTY && !process.env['NO_COLOR'],
  })
  if (problem === null) {
    process.exitCode = await runChosen(run, reporter, json)
  } else {
    process.exitCode = exitCodeOfParsing(problem)
    if (process.exitCode !== EXIT.ok && json) {
      reporter.problem(plainProblem('usage', usageError.split('\n')[0]?.replace(/^error: /, '') ?? ''))
    } else {
      process.stderr.write(usageError)
    }
  }
  reporter.finish()
}

async function runChosen(run: Run | null, reporter: Reporter, json: boolean): Promise<number> {
  if (run === null) return EXIT.usage
  const signal = abortOnSignals()
  try {
    return await run({ reporter, signal, json })
  } catch (error) {
    return signal.aborted ? EXIT.cancelled : tellFailure(error, reporter)
  }
}

/** Commander throws for help and version too, with exit code 0; its own code for wrong usage is 1. */
function exitCodeOfParsing(error: unknown): number {
  if (!(error instanceof CommanderError)) throw error
  return error.exitCode === 0 ? EXIT.ok : EXIT.usage
}
