// What a browser loads of this project: bundled by a test, which fails on anything that needs Node.
export * as compiler from '@coterie/compiler'
export * as definition from '@coterie/definition'
