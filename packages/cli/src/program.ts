import type { EngineName } from '@coterie/engines'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import type { EvaluateOptions } from './commands/evaluate-options.ts'
import type { ExplainOptions } from './commands/explain.ts'
import type { EngineOptions } from './open-engine.ts'
import type { Reporter } from './report/reporter.ts'

/** What a command gets beside its options. */
export interface RunContext {
  readonly reporter: Reporter
  readonly signal: AbortSignal
  readonly json: boolean
}

/** A command that was asked for, ready to run; gives the exit code. */
export type Run = (context: RunContext) => Promise<number>

interface EngineFlags {
  readonly engine: EngineName
  readonly memoryLimit?: string
  readonly threads?: number
}

/**
 * The commands and their options. Parsing chooses a `Run`; the commands themselves are imported only when one runs, so
 * that help and completion come at once.
 */
export function createProgram(choose: (run: Run) => void): Command {
  const program = new Command('coterie')
    .description('Customer segments from definitions: evaluate, explain and check them.')
    .version('0.1.0')
    .option('--json', 'print problems and findings as JSON')
    .option('--quiet', 'print nothing on standard error but what refuses the run')
    .option('--no-color', 'print without colors')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(run with --help for what is possible)')

  withEngineOptions(
    program
      .command('evaluate')
      .description('print the members of a segment, or a line for each of many segments')
      .requiredOption('--catalog <file>', 'the catalog, YAML or JSON')
      .addOption(new Option('--definition <file>', 'a definition; - reads standard input').conflicts('definitions'))
      .option(
        '--definitions <file>',
        'many definitions, one {"id", "definition"} a line (- reads standard input), or a folder of .json files',
      )
      .option('--as-of <instant>', 'the moment it is evaluated for, e.g. 2024-06-30T00:00:00Z (default: now)')
      .addOption(new Option('--output <form>', 'what to print').choices(['ids', 'count', 'json', 'csv']).default('ids'))
      .option('--inspect', 'also count each rule, group and condition on its own'),
  ).action(
    (
      flags: EngineFlags &
        Pick<EvaluateOptions, 'catalog' | 'definition' | 'definitions' | 'asOf' | 'output'> & {
          readonly inspect?: boolean
        },
      command: Command,
    ) => {
      if (flags.definition === undefined && flags.definitions === undefined) {
        command.error("error: one of '--definition <file>' and '--definitions <file>' is needed")
      }
      choose(async ({ reporter, signal }) => {
        const { evaluate } = await import('./commands/evaluate.ts')
        return evaluate({ ...flags, inspect: flags.inspect === true, signal }, reporter)
      })
    },
  )

  const catalog = program.command('catalog').description('work with a catalog')
  withEngineOptions(
    catalog
      .command('check')
      .description("read a catalog's sources and print tables, types and what is wrong with the data")
      .requiredOption('--catalog <file>', 'the catalog, YAML or JSON')
      .option('--rejects <n>', 'list up to n rejected rows of each table', wholeNumber, 5),
  ).action((flags: EngineFlags & { readonly catalog: string; readonly rejects: number }) => {
    choose(async ({ reporter, signal, json }) => {
      const { catalogCheck } = await import('./commands/catalog-check.ts')
      return catalogCheck({ ...flags, signal, json }, reporter)
    })
  })

  withResourceOptions(
    program
      .command('explain')
      .description('print a definition in words, its plan after each rewriting, and its SQL')
      .argument('<definition>', 'a definition; - reads standard input')
      .requiredOption('--catalog <file>', 'the catalog, YAML or JSON')
      .option('--definitions <file>', 'where the segments it refers to are, as for evaluate')
      .option('--as-of <instant>', 'the moment it is explained for (default: now)')
      .addOption(
        new Option('--dialect <name>', 'the dialect of the SQL').choices(['duckdb', 'trino']).default('duckdb'),
      )
      .addOption(new Option('--stage <name>', 'print one stage only').choices(['words', 'plan', 'sql'])),
  ).action((definition: string, flags: Omit<ExplainOptions, 'definition' | 'signal' | 'json'>) => {
    choose(async ({ reporter, signal, json }) => {
      const { explain } = await import('./commands/explain.ts')
      return explain({ ...flags, definition, signal, json }, reporter)
    })
  })

  program
    .command('schema')
    .description('print the JSON Schema of a definition or of a catalog file')
    .addArgument(new Argument('[what]', 'which schema').choices(['definition', 'catalog']).default('definition'))
    .action((what: 'definition' | 'catalog') => {
      choose(async () => {
        const { schema } = await import('./commands/schema.ts')
        return schema(what)
      })
    })

  program
    .command('operators')
    .description('list the operators of the language')
    .action(() => {
      choose(async ({ json }) => {
        const { operators } = await import('./commands/operators.ts')
        return operators(json)
      })
    })

  program
    .command('completion')
    .description('print a completion script, e.g. for: source <(coterie completion bash)')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .action((shell: 'bash' | 'zsh' | 'fish') => {
      choose(async () => {
        const { completion } = await import('./commands/completion.ts')
        return completion(shell, program)
      })
    })

  return program
}

function withEngineOptions(command: Command): Command {
  const engines = ['duckdb', 'reference', 'trino']
  return withResourceOptions(
    command.addOption(new Option('--engine <name>', 'what evaluates').choices(engines).default('duckdb')),
  )
}

function withResourceOptions(command: Command): Command {
  return command
    .option(
      '--memory-limit <size>',
      'memory the engine may use before it spills to disk, e.g. 4GB (default: 1GB)',
      memorySize,
    )
    .option('--threads <n>', 'threads the engine may use (default: one a core)', positiveNumber)
}

function memorySize(text: string): NonNullable<EngineOptions['memoryLimit']> {
  if (/^\d+(\.\d+)? ?([KMGT]i?)?B$/i.test(text)) return text
  throw new InvalidArgumentError('A size looks like 512MB or 4GB.')
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('A whole number is needed.')
}

function positiveNumber(text: string): number {
  const value = wholeNumber(text)
  if (value > 0) return value
  throw new InvalidArgumentError('A number above 0 is needed.')
}
