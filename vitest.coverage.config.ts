import { defineConfig, mergeConfig } from 'vitest/config';
import plain from './vitest.config.ts';

/** Every line of setting up a station and of the self-check is run by a test: these flows handle keys before anybody can look over them. */
const whole = { lines: 100 };

/**
 * The tests of `npm test`, and which lines they run. The playground (`demo/`) is a way to try the bot and is not counted. What runs only in
 * processes of its own that tests start (`src/run.ts`, `src/doctor.ts`, `src/rotate-keys.ts`) counts as not run.
 */
export default mergeConfig(
	plain,
	defineConfig({
		test: {
			coverage: {
				enabled: true,
				provider: 'v8',
				include: ['src/**/*.ts', 'commands/**/*.ts', 'config/**/*.ts'],
				reporter: ['text-summary', 'json-summary', 'json'],
				reportsDirectory: 'test-results/coverage',
				reportOnFailure: true,
				thresholds: {
					lines: 95,
					'commands/{setup,doctor}.ts': whole,
					'commands/settings/*.ts': whole,
					'src/checks/**': whole,
					'src/backends/*/key-check/**': whole,
					'src/stations/set-up/**': whole,
					'src/discord/{set-up-*,connection-forms,details-form,access-parts,suggest-access}.ts': whole,
					'src/discord/{unproven-card,bot-rights}.ts': whole,
					'src/examine-station.ts': whole,
				},
			},
		},
	}),
);
