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
			.map(
				({ name, problem, example }) =>
					`${withoutPassword(`${name}: ${problem.replace(/\.$/, '')}`)}. Example: ${example}`,
			)
			.map((line) => line.replaceAll(/\p{Cc}/gu, written))
			.join('\n');
	}
}

/** A sign that a terminal would obey, in letters: a path or a name may hold one, and would break the line. */
function written(sign: string): string {
	return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** An address may stand in the place of another variable, with a password in it. */
function withoutPassword(text: string): string {
	return text.replaceAll(/:\/\/[^\s"]*@/g, '://…@');
}
