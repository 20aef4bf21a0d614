/** One thing that is wrong in the settings. Never holds the value of a secret. */
export interface SettingsProblem {
	/** The variable, or the variable and its file: `HTTP_PORT`, `STATIONS_FILE config/stations.json`. */
	name: string;
	/** What is wrong, as a sentence without its full stop: `"abc" is not a port`. */
	problem: string;
	/** What would be right: `HTTP_PORT=8080`. */
	example: string;
}

/** Everything that is wrong in the settings at once, so that nobody mends them one start at a time. */
export class SettingsError extends Error {
	override readonly name = 'SettingsError';
	readonly problems: readonly SettingsProblem[];

	constructor(problems: readonly SettingsProblem[]) {
		super(`Wrong settings: ${[...new Set(problems.map(({ name }) => name))].join(', ')}`);
		this.problems = problems;
	}

	/** One line for each problem, ready for stderr. */
	format(): string {
		return this.problems
			.map(({ name, problem, example }) => `${name}: ${problem.replace(/\.$/, '')}. Example: ${example}`)
			.join('\n');
	}
}
