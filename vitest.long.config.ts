import { defineConfig } from 'vitest/config';

/** What takes minutes, of which `npm test` has a short form. */
export default defineConfig({
	test: {
		include: ['test/**/*.long.test.ts'],
		setupFiles: ['test/support/watch-output.ts'],
		testTimeout: 300_000,
		hookTimeout: 60_000,
		// Each of them starts bots by the dozen: one file at a time leaves the machine to its processes.
		fileParallelism: false,
		reporters: ['verbose', ['json', { outputFile: 'test-results/long-report.json' }]],
	},
});
