#!/usr/bin/env node
// Starts the command line. The sources are TypeScript, which Node runs as it is from version 24 on: an older Node hands
// over to the Node 24 among the npm packages.
import { spawn } from 'node:child_process'
import module from 'node:module'

const NEEDED_MAJOR = 24

/** The Node installed as an npm package for this platform, or null. */
function installedNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  try {
    return module.createRequire(import.meta.url).resolve(`${name}/bin/${program}`)
  } catch {
    return null
  }
}

/** Runs this same file on another Node, passing signals on and ending the way it ends. */
function handOverTo(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const forward = (signal) => child.kill(signal)
  for (const signal of signals) process.on(signal, forward)
  child.on('error', (error) => {
    console.error(`coterie: ${node} did not start: ${error.message}`)
    process.exit(3)
  })
  child.on('exit', (code, signal) => {
    for (const each of signals) process.off(each, forward)
    if (signal === null) process.exit(code)
    process.kill(process.pid, signal)
  })
}

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  module.enableCompileCache()
  const { main } = await import('../src/main.ts')
  await main(process.argv.slice(2))
} else {
  const node = installedNode()
  if (node === null) {
    console.error(
      `coterie: Node ${process.versions.node} is too old: install Node ${NEEDED_MAJOR}, or run "npm ci" again without leaving out optional packages`,
    )
    process.exit(2)
  }
  handOverTo(node)
}
