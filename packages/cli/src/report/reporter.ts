import type { Writable } from 'node:stream'
import { styleText } from 'node:util'
import type { Problem } from './problem.ts'

/** Where everything goes that is not the result: standard error. */
export interface Reporter {
  /** Tells of a problem; all of them come as one JSON array at the end with `--json`. */
  problem(problem: Problem): void
  /** A remark for people; silent with `--quiet` and `--json`. */
  remark(text: string): void
  /** What is being done now, on terminals only; null: nothing any more. */
  progress(text: string | null): void
  /** Prints what was collected. Called once, at the very end. */
  finish(): void
}

export interface ReporterOptions {
  readonly stream: Writable & { readonly isTTY?: boolean }
  readonly json: boolean
  readonly quiet: boolean
  readonly color: boolean
}

/** A reporter for people, or for programs with `json`. */
export function createReporter(options: ReporterOptions): Reporter {
  return options.json ? collectingReporter(options.stream) : printingReporter(options)
}

function collectingReporter(stream: Writable): Reporter {
  const problems: Problem[] = []
  return {
    problem: (problem) => void problems.push(problem),
    remark: () => undefined,
    progress: () => undefined,
    finish: () => {
      if (problems.length > 0) stream.write(`${JSON.stringify(problems)}\n`)
    },
  }
}

const CLEAR_LINE = '\r\u001b[2K'

function printingReporter({ stream, quiet, color }: ReporterOptions): Reporter {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text
  const showsProgress = stream.isTTY === true && !quiet
  let shown = ''

  const clear = () => {
    if (shown !== '') stream.write(CLEAR_LINE)
    shown = ''
  }
  const print = (text: string) => {
    clear()
    stream.write(`${text}\n`)
  }
  return {
    problem(problem) {
      if (quiet && problem.severity === 'warning') return
      print(problemText(problem, paint))
    },
    remark(text) {
      if (!quiet) print(text)
    },
    progress(text) {
      if (!showsProgress || text === shown) return
      clear()
      if (text === null) return
      shown = text
      stream.write(text)
    },
    finish: clear,
  }
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string

function problemText(problem: Problem, paint: Paint): string {
  const severity = problem.severity === 'error' ? paint('red', 'error') : paint('yellow', 'warning')
  const place = [
    problem.line === undefined ? '' : `line ${problem.line}`,
    problem.id === undefined ? '' : JSON.stringify(problem.id),
    problem.file ?? '',
    problem.pointer ?? '',
  ].filter((part) => part !== '')
  return [
    `${severity} ${paint('bold', problem.code)}${place.length === 0 ? '' : ` at ${place.join(' ')}`}`,
    `  ${problem.message}`,
    ...(problem.excerpt === undefined ? [] : [`      ${paint('dim', problem.excerpt)}`]),
  ].join('\n')
}
