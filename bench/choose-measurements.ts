/** Those that run without being named. */
export const usualNames = [
	'acknowledgement',
	'calls',
	'live',
	'media',
	'pictures',
	'posts',
	'search',
	'start',
	'store',
	'upload',
] as const;
/** Those that take minutes. */
export const longNames = ['guilds', 'stations', 'storm'] as const;
export const measurementNames = [...usualNames, ...longNames] as const;
export type MeasurementName = (typeof measurementNames)[number];

export const usage = `Usage: npm run bench [-- <measurement> …]

Measures the bot between a loopback Discord and a simulated AzuraCast, and exits with 1 if a target is missed.

  acknowledgement  time to the acknowledgement at 200 interactions a second, beside a bare discord.js bot
  calls            calls to the radio server where none, or few, are needed
  live             time from a new song at the radio server to those who post it
  media            what a music library of 100,000 songs costs: delays, time, calls to the radio server, memory
  pictures         time to a picture, and whether the bot could answer meanwhile
  posts            time from a new song at the radio server to the edit of its card
  search           time to a suggestion in 100,000 and 500,000 songs, what is found, and memory, beside MiniSearch
  start            time to the connection, and resident memory, beside a bare discord.js bot
  store            a read, a write and a change of settings in SQLite, Redis and PostgreSQL, as far as they are installed
  upload           resident memory while a file of 50 MB goes from Discord to the radio server
  guilds           memory, start and processor with 10,000 Discord servers in one process, beside a bare discord.js bot; takes four minutes
  stations         processor time, memory and delays with 1,000 stations on 50 radio servers; takes over two minutes
  storm            500 interactions a second for a minute while radio servers are in trouble; takes two minutes

Without a name it runs those above "guilds", in some three minutes.`;

export type Choice =
	| { kind: 'run'; names: readonly MeasurementName[] }
	| { kind: 'help' }
	| { kind: 'unknown'; name: string };

/** What the arguments of the command line ask for; all that take no minutes if they name none. */
export function chooseMeasurements(given: readonly string[]): Choice {
	if (given.includes('--help') || given.includes('-h')) return { kind: 'help' };
	const strange = given.find((name) => !measurementNames.some((known) => known === name));
	if (strange !== undefined) return { kind: 'unknown', name: strange };
	if (given.length === 0) return { kind: 'run', names: usualNames };
	return { kind: 'run', names: measurementNames.filter((name) => given.includes(name)) };
}
