import '../../cli/src/index.ts'
