import '../../../bench/src/index.ts'
