import { defineConfig } from 'vitest/config';

/** The tests that `npm run mutation` puts to the test: those of the files that stryker.config.json names. */
export default defineConfig({
	test: {
		include: [
			'test/config/known-secrets.test.ts',
			'test/config/secret.test.ts',
			'test/src/logger.test.ts',
			'test/src/discord/file-names.test.ts',
			'test/src/discord/open-channel.test.ts',
			'test/src/discord/text.test.ts',
			'test/src/stations/clean-log.test.ts',
			'test/src/stations/levels.test.ts',
		],
		testTimeout: 15_000,
		// Each mutant has a worker of its own; one for each file as well would only load the same modules again.
		isolate: false,
	},
});
