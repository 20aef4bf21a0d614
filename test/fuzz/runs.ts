/** How much is tried: a little with every `npm test`, more by `FUZZ_RUNS=1000 npx vitest run test/fuzz`. */
export const runs = (few: number): number => Number(process.env['FUZZ_RUNS'] ?? few);
