import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { runCoterie } from '../testing/run-coterie.ts'

describe('schema', () => {
  it.each(['definition', 'catalog'])('prints that of a %s', async (what) => {
    const { stdout, exitCode } = await runCoterie(['schema', what])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toHaveProperty('$schema')
  })

  it('prints that of a definition when nothing is named', async () => {
    expect((await runCoterie(['schema'])).stdout).toBe((await runCoterie(['schema', 'definition'])).stdout)
  })
})

describe('operators', () => {
  it('lists them for people and for programs', async () => {
    expect((await runCoterie(['operators'])).stdout).toMatch(/^withinLast +notWithinLast +date, datetime +\S/m)
    const all = JSON.parse((await runCoterie(['operators', '--json'])).stdout)
    expect(all).toContainEqual(expect.objectContaining({ name: 'between', negative: 'notBetween' }))
  })
})

describe('completion', () => {
  const complete = async (...words: readonly string[]) => {
    const { stdout: script } = await runCoterie(['completion', 'bash'])
    const asked = `${script}
COMP_WORDS=(coterie ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _coterie; printf '%s\\n' "\${COMPREPLY[@]}"`
    return execFileSync('bash', ['-c', asked], { encoding: 'utf8' }).trim().split('\n')
  }

  it('completes commands, options and choices in bash', async () => {
    expect(await complete('ev')).toEqual(['evaluate'])
    expect(await complete('catalog', 'ch')).toEqual(['check'])
    expect(await complete('evaluate', '--def')).toEqual(['--definition', '--definitions'])
    expect(await complete('evaluate', '--engine', 'r')).toEqual(['reference'])
    expect(await complete('schema', 'cat')).toEqual(['catalog'])
  })

  it.each(['zsh', 'fish'])('prints a script for %s that knows the commands', async (shell) => {
    const { stdout, exitCode } = await runCoterie(['completion', shell])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('evaluate')
    expect(stdout).toContain('memory-limit')
  })
})
