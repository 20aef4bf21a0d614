export const measurementNames = ['acknowledgement', 'calls', 'live', 'pictures', 'start', 'upload'] as const;
export type MeasurementName = (typeof measurementNames)[number];

export const usage = `Usage: npm run bench [-- <measurement> …]

Measures the bot between a loopback Discord and a simulated AzuraCast, and exits with 1 if a target is missed.

  acknowledgement  time to the acknowledgement at 200 interactions a second, beside a bare discord.js bot
  calls            calls to the radio server where none, or few, are needed
  live             time from a new song at the radio server to those who post it
  pictures         time to a picture, and whether the bot could answer meanwhile
  start            time to the connection, and resident memory, beside a bare discord.js bot
  upload           resident memory while a file of 50 MB goes from Discord to the radio server

Without a name it runs them all, in about a minute.`;

export type Choice =
	| { kind: 'run'; names: readonly MeasurementName[] }
	| { kind: 'help' }
	| { kind: 'unknown'; name: string };

/** What the arguments of the command line ask for; all measurements if they name none. */
export function chooseMeasurements(given: readonly string[]): Choice {
	if (given.includes('--help') || given.includes('-h')) return { kind: 'help' };
	const strange = given.find((name) => !measurementNames.some((known) => known === name));
	if (strange !== undefined) return { kind: 'unknown', name: strange };
	const names = measurementNames.filter((name) => given.length === 0 || given.includes(name));
	return { kind: 'run', names };
}
