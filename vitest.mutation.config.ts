import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The tests that `npm run mutation` puts to the test, quick ones first: they are those of the files that stryker.config.json names. */
const include = [
	'test/src/stations/levels.test.ts',
	'test/src/discord/open-channel.test.ts',
	'test/src/discord/file-names.test.ts',
	'test/config/secret.test.ts',
	'test/config/known-secrets.test.ts',
	'test/src/logger.test.ts',
	'test/src/stations/clean-log.test.ts',
	'test/src/discord/text.test.ts',
];
const placeOf = ({ moduleId }: TestSpecification) => include.findIndex((file) => moduleId.endsWith(file));

class QuickOnesFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		return files.toSorted((a, b) => placeOf(a) - placeOf(b));
	}
}

export default defineConfig({
	test: {
		include,
		testTimeout: 15_000,
		sequence: { sequencer: QuickOnesFirst },
		// Each mutant has a worker of its own; one for each file as well would only load the same modules again.
		isolate: false,
	},
});
