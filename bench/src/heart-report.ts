import type { CompileTime } from './compile-time.ts'
import { median } from './ratio.ts'
import type { ResidentMemory } from './resident-memory.ts'
import type { Scale } from './scale.ts'
import type { SqlRatio } from './sql-ratio.ts'

/** Everything one run of the benchmark measured, and on what. */
export interface HeartReport {
  readonly machine: {
    readonly cpu: string
    readonly cores: number
    readonly memoryBytes: number
    readonly node: string
  }
  readonly command: string
  readonly scale: Scale
  readonly compile: CompileTime
  readonly ratios: readonly SqlRatio[]
  readonly memory: ResidentMemory
}

/** What the figures have to reach. */
export const bars = { compileMs: 1500, medianRatio: 1.2, peakBytes: 2 * 1024 ** 3, differences: 0 } as const

/** The report as Markdown: the figures against their bars, then every question, the most expensive ratio first. */
export function printReport(report: HeartReport): string {
  const { compile, ratios, memory, scale, machine } = report
  const medianRatio = median(ratios.map(({ ratio }) => ratio))
  const differences = ratios.reduce((sum, question) => sum + question.differences, 0)
  const rows = ratios
    .toSorted((a, b) => b.ratio - a.ratio)
    .map(
      (q) =>
        `| ${q.id} | ${fixed(q.compiledMs)} | ${fixed(q.handWrittenMs)} | ${q.ratio.toFixed(2)} | ${count(q.members)} | ${count(q.differences)} |`,
    )
  return `# Definitions against SQL written by hand

\`${report.command}\`: ${count(scale.profiles)} profiles, ${count(scale.activities)} activities; ${machine.cpu}, ${String(machine.cores)} cores, ${gigabytes(machine.memoryBytes)}, Node ${machine.node}.

| figure | measured | bar |
| --- | ---: | ---: |
| ${count(compile.definitions)} definitions, text to SQL | ${fixed(compile.readMs + compile.compileMs)} ms (read ${fixed(compile.readMs)}, compile ${fixed(compile.compileMs)}) | ${count(bars.compileMs)} ms |
| compiled / hand-written SQL, median of ${count(ratios.length)} | ${medianRatio.toFixed(2)} | ${bars.medianRatio.toFixed(2)} |
| members that differ | ${count(differences)} | ${count(bars.differences)} |
| ${count(memory.definitions)} definitions in one call, peak resident memory of all processes | ${gigabytes(memory.peakBytes)} | ${gigabytes(bars.peakBytes)} |
| the same, time with reading the files | ${fixed(memory.elapsedMs / 1000)} s | |

| question | compiled ms | by hand ms | ratio | members | differ |
| --- | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}
`
}

const fixed = (value: number): string => value.toFixed(1)
const count = (value: number): string => value.toLocaleString('en')
const gigabytes = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(2)} GB`
