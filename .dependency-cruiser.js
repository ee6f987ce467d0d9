/**
 * Which package may import which: the table of docs/architecture.md as rules. `scripts/boundaries.test.ts` plants one
 * violation of each and expects it to be found.
 */

/** Our packages each package may import. Tests may import the testkit besides. */
const mayImport = {
  definition: [],
  compiler: ['definition'],
  engines: ['definition', 'compiler'],
  testkit: ['definition', 'compiler', 'engines'],
  store: ['definition'],
  contract: ['definition'],
  server: ['definition', 'compiler', 'engines', 'store', 'contract'],
  cli: ['definition', 'compiler', 'engines'],
}

const test = '[.]test[.]ts$|/test(ing)?/'

const packageRules = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `imports-of-${name}`,
  comment: `${name} may import ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')} only`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: {
    path: '^(packages|bench|examples|scripts)/',
    pathNot: `^packages/(${[name, ...allowed, 'testkit'].join('|')})/`,
  },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...packageRules,
    {
      name: 'testkit-in-tests-only',
      comment: 'the testkit is for tests',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/testkit/|${test}` },
      to: { path: '^packages/testkit/' },
    },
    {
      name: 'pure-packages-without-node',
      comment: 'definition, compiler and contract run in a browser: no Node built-ins',
      severity: 'error',
      from: { path: '^packages/(definition|compiler|contract)/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'drivers-in-engines-only',
      comment: 'database drivers are loaded by the engines (and by benchmarks of them, and tests)',
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/engines/|${test}` },
      to: { path: 'node_modules/@duckdb/' },
    },
    {
      name: 'no-deep-imports',
      comment: "other packages are imported by name, through their package.json's exports",
      severity: 'error',
      from: { path: '^(packages/[^/]+|bench|examples|scripts)/' },
      to: {
        path: '^packages/[^/]+/',
        pathNot: [
          '^$1/',
          '^packages/[^/]+/src/index[.]ts$',
          '^packages/engines/src/(duckdb|reference)/index[.]ts$',
          '^packages/cli/src/main[.]ts$',
          '^packages/server/src/main[.]ts$',
        ],
      },
    },
    {
      name: 'no-cycles',
      comment:
        'folders build on each other one way; types, and the parts of one grammar in one folder, may refer to each other',
      severity: 'error',
      from: { path: '^(.+)/[^/]+$' },
      to: { circular: true, via: { pathNot: '^$1/[^/]+$' }, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'the import leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-dependencies',
      comment: "what is imported stands in the package's own package.json, and shipped code needs no devDependency",
      severity: 'error',
      from: { path: '^packages/', pathNot: test },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    moduleSystems: ['es6'],
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^scripts/planted/' },
    tsPreCompilationDeps: 'specify',
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
}
