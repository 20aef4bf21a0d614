import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		// Those take minutes: `npm run test:long`.
		exclude: [...configDefaults.exclude, 'test/**/*.long.test.ts'],
		setupFiles: ['test/support/watch-output.ts'],
		testTimeout: 15_000,
		reporters: ['default', ['json', { outputFile: 'test-results/report.json' }]],
	},
});
