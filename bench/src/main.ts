import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Catalog, readCatalog, resolveCatalog } from '@coterie/definition'
import { benchSources } from './bench-sources.ts'
import { measureCompileTime } from './compile-time.ts'
import { generateData } from './generate.ts'
import { type HeartReport, printReport } from './heart-report.ts'
import { measureResidentMemory } from './resident-memory.ts'
import { type ScaleName, scales } from './scale.ts'
import { measureSqlRatios } from './sql-ratio.ts'

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: 'ci' },
    rounds: { type: 'string', default: '3' },
    data: { type: 'string', default: join(tmpdir(), 'coterie-bench') },
    report: { type: 'string' },
  },
})
if (!(values.scale in scales)) throw new Error(`--scale is one of ${Object.keys(scales).join(', ')}`)
const scale = scales[values.scale as ScaleName] // checked on the line above

console.error(`Generating ${scale.profiles.toLocaleString('en')} profiles in ${values.data} …`)
const folder = await generateData(resolve(values.data), scale)
const catalog = benchCatalog(folder)
console.error('Reading and compiling 1,000 definitions …')
measureCompileTime(catalog, 1000) // the first pass also loads and optimises the code
const compile = measureCompileTime(catalog, 1000)
console.error('Asking 100 questions both ways …')
const ratios = await measureSqlRatios(folder, catalog, Number(values.rounds))
console.error('Evaluating 100 definitions in one call …')
const memory = await measureResidentMemory(folder)

const report: HeartReport = {
  machine: {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
  },
  command: `npm run bench -- --scale ${scale.name} --rounds ${values.rounds}`,
  scale,
  compile,
  ratios,
  memory,
}
const text = printReport(report)
console.log(text)
if (values.report !== undefined) {
  mkdirSync(dirname(values.report), { recursive: true })
  writeFileSync(`${values.report}.md`, text)
  writeFileSync(`${values.report}.json`, `${JSON.stringify(report, null, 2)}\n`)
}

function benchCatalog(dataFolder: string): Catalog {
  const read = readCatalog(readFileSync(join(dataFolder, 'catalog.json'), 'utf8'), 'json')
  if (read.file === null) throw new Error(read.diagnostics.map((problem) => problem.message).join('\n'))
  const resolved = resolveCatalog(read.file, benchSources(scale))
  if (resolved.catalog === null) throw new Error(resolved.diagnostics.map((problem) => problem.message).join('\n'))
  return resolved.catalog
}
