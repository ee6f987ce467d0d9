import '../../testkit/src/index.ts'
