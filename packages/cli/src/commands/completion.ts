import type { Command } from 'commander'
import { EXIT } from '../exit-code.ts'
import { writeOutput } from '../output/standard-output.ts'

/** A command as completion needs it: its words, and what may follow them. */
interface CommandWords {
  /** E.g. `['catalog', 'check']`; the program itself has none. */
  readonly words: readonly string[]
  readonly subcommands: readonly string[]
  readonly options: readonly {
    readonly flag: string
    readonly help: string
    readonly values: readonly string[] | null
    readonly takesFile: boolean
  }[]
  readonly values: readonly string[]
}

/** Prints a completion script made from the program's own commands and options. */
export async function completion(shell: 'bash' | 'zsh' | 'fish', program: Command): Promise<number> {
  const commands = commandWords(program, [], globalOptions(program))
  const script = { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](commands)
  await writeOutput([script])
  return EXIT.ok
}

function globalOptions(program: Command): CommandWords['options'] {
  return optionsOf(program)
}

function optionsOf(command: Command): CommandWords['options'] {
  return command.options.map((option) => ({
    flag: option.long ?? option.flags,
    help: option.description,
    values: option.argChoices ?? null,
    takesFile: option.required && option.argChoices === undefined,
  }))
}

function commandWords(
  command: Command,
  words: readonly string[],
  globals: CommandWords['options'],
): readonly CommandWords[] {
  const own: CommandWords = {
    words,
    subcommands: command.commands.map((each) => each.name()),
    options: words.length === 0 ? globals : [...optionsOf(command), ...globals],
    values: command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
  }
  return [own, ...command.commands.flatMap((each) => commandWords(each, [...words, each.name()], globals))]
}

function bashScript(commands: readonly CommandWords[]): string {
  const cases = commands.map(({ words, subcommands, options, values }) => {
    const all = [...subcommands, ...values, ...options.map((option) => option.flag)].join(' ')
    return `    '${words.join(' ')}') words='${all}' ;;`
  })
  const known = commands.filter(({ words }) => words.length > 0).map(({ words }) => `'${words.join(' ')}'`)
  return `_coterie() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${command:+$command }$word" in
      ${known.join(' | ')}) command="\${command:+$command }$word" ;;
    esac
  done
  case "$previous" in
${optionValueCases(commands)}
  esac
  case "$command" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -o filenames -F _coterie coterie
`
}

function optionValueCases(commands: readonly CommandWords[]): string {
  const seen = new Map<string, string>()
  for (const { options } of commands) {
    for (const { flag, values, takesFile } of options) {
      if (values !== null)
        seen.set(flag, `    ${flag}) COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$current")); return ;;`)
      else if (takesFile) seen.set(flag, `    ${flag}) COMPREPLY=($(compgen -f -- "$current")); return ;;`)
    }
  }
  return [...seen.values()].join('\n')
}

// Zsh runs bash completion functions as they are.
function zshScript(commands: readonly CommandWords[]): string {
  return `autoload -Uz compinit bashcompinit && compinit && bashcompinit\n${bashScript(commands)}`
}

function fishScript(commands: readonly CommandWords[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const lines = commands.flatMap(({ words, subcommands, options, values }) => {
    const last = words.at(-1)
    const condition = last === undefined ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${last}`
    const start = `complete -c coterie -n ${quoted(condition)}`
    return [
      ...[...subcommands, ...values].map((word) => `${start} -f -a ${quoted(word)}`),
      ...options.map(({ flag, help, values: choices, takesFile }) => {
        const argument = choices === null ? (takesFile ? ' -r' : '') : ` -x -a ${quoted(choices.join(' '))}`
        return `${start} -l ${flag.replace(/^--/, '')} -d ${quoted(help)}${argument}`
      }),
    ]
  })
  return `${lines.join('\n')}\n`
}
