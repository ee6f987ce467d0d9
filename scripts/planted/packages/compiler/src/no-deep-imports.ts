import '../../definition/src/values/value.ts'
