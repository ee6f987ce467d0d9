import '../../engines/src/index.ts'
