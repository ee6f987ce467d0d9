import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise } from 'dependency-cruiser'
import { type BuildOptions, build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import boundaries from '../.dependency-cruiser.js'

const planted = fileURLToPath(new URL('planted', import.meta.url))

describe('import boundaries', async () => {
  const forbidden = boundaries.forbidden ?? []
  // A file of the planted folder begins with the name of the rule it breaks; a circle is reported at either half.
  const { output } = await cruise(['packages'], {
    ...boundaries.options,
    baseDir: planted,
    validate: true,
    ruleSet: { forbidden },
  })
  if (typeof output === 'string') throw new Error('the cruise printed text instead of returning its findings')
  const found = output.summary.violations.map((violation) => ({
    file: basename(violation.from, '.ts'),
    rule: violation.rule.name,
  }))

  it.each(forbidden.map((rule) => rule.name))('%s: its planted violation is found', (rule) => {
    expect(found.filter((violation) => violation.rule === rule)).toContainEqual({
      file: expect.stringMatching(`^${rule}`),
      rule,
    })
  })

  it('files of one folder may refer to each other', () => {
    expect(found.filter(({ file }) => file.startsWith('same-folder'))).toEqual([])
  })
})

describe('definition and compiler in a browser', () => {
  const bundle = (entry: BuildOptions) =>
    build({ ...entry, bundle: true, write: false, platform: 'browser', format: 'esm', logLevel: 'silent' })

  it('bundle without any Node built-in', async () => {
    const { outputFiles, warnings } = await bundle({
      entryPoints: [fileURLToPath(new URL('browser-entry.ts', import.meta.url))],
    })
    expect(warnings).toEqual([])
    expect(outputFiles?.[0]?.text).toMatch(/^export \{$/m)
  })

  it('would not bundle with one', async () => {
    await expect(bundle({ stdin: { contents: "export { readFileSync } from 'node:fs'" } })).rejects.toThrow(
      'Could not resolve "node:fs"',
    )
  })
})
