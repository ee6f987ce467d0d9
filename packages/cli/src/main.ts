export async function main(args: readonly string[]): Promise<void> {
  console.log(args, process.version)
}
