import { parseArgs } from 'node:util';
import { allMet, formatReport } from './report.ts';
import { runSoak, soakLoad } from './run-soak.ts';
import { runToEnd } from './run-to-end.ts';
import { soakFindings } from './soak-figures.ts';

const usage = `Usage: npm run soak [-- --minutes <number>]

Lets the bot live between a loopback Discord and simulated radio servers, 30 minutes unless told otherwise:
${soakLoad}.
Tells the figures at the end, and exits with 1 if a target is missed. Ctrl-C ends it with the figures so far.`;

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { minutes: { type: 'string', default: '30' }, help: { type: 'boolean', short: 'h' } },
	});
	if (values.help === true) {
		process.stdout.write(`${usage}\n`);
		return 0;
	}
	const minutes = Number(values.minutes);
	if (!(minutes > 0 && minutes <= 24 * 60)) {
		process.stderr.write(`"${values.minutes}" is no number of minutes up to a day.\n\n${usage}\n`);
		return 2;
	}
	const ending = new AbortController();
	// Whoever asks twice wants no figures.
	process.once('SIGINT', () => ending.abort());
	const progress = (line: string) => process.stderr.write(`${line}\n`);
	const findings = soakFindings(await runSoak({ minutes, signal: ending.signal, progress }));
	process.stdout.write(`${soakLoad}.\n\n${formatReport(findings)}\n`);
	return allMet(findings) ? 0 : 1;
}

runToEnd(main);
