// `npm run audit`: asks the registry about what is installed. Not a part of CI: what a registry says, or whether it answers, is no matter of a commit.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const help = `npm run audit [-- --seconds <number>]

Asks the npm registry whether the installed packages are those that were published (signatures), and whether anybody has
reported something about those that a bot runs with (advisories). Each has 120 seconds unless told otherwise.

Exit codes: 0 all is well; 1 something was found; 2 it is not known, because the registry does not answer or does not offer it.
`;

const questions = [
	{ what: 'signatures', args: ['audit', 'signatures'] },
	{ what: 'advisories', args: ['audit', '--omit=dev'] },
];

const { values } = parseArgs({
	options: { seconds: { type: 'string', default: '120' }, help: { type: 'boolean', short: 'h' } },
});
const seconds = Number(values.seconds);
if (values.help === true || !(seconds > 0 && seconds <= 3_600)) {
	process.stdout.write(help);
	process.exit(values.help === true ? 0 : 2);
}

const codes = [];
for (const { what, args } of questions) codes.push(await ask(what, args));
// What was found weighs more than what is not known.
process.exitCode = codes.includes(1) ? 1 : Math.max(...codes);

/** Runs npm and gives the exit code that its answer means. */
async function ask(what, args) {
	process.stdout.write(`\n${what}\n`);
	const given = process.env.npm_execpath;
	const [program, first] = given === undefined ? ['npm', []] : [process.execPath, [given]];
	// In a group of its own, so that nothing of it is left behind.
	const child = spawn(program, [...first, ...args], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
	let said = '';
	child.stdout.pipe(process.stdout);
	child.stderr.on('data', (chunk) => {
		said += chunk.toString();
		process.stderr.write(chunk);
	});
	let isLate = false;
	const timer = setTimeout(() => {
		isLate = true;
		process.kill(-child.pid, 'SIGKILL');
	}, seconds * 1_000);
	const code = await new Promise((resolve) => {
		child.on('close', resolve);
		child.on('error', (error) => {
			said += `npm error ${error.message}`;
			resolve(2);
		});
	});
	clearTimeout(timer);
	if (code === 0) return 0;
	if (isLate) return unknown(what, `no answer came within ${seconds} seconds`);
	// Whatever npm finds stands in its answer; an error of its own says that it could not look.
	return said.includes('npm error') ? unknown(what, 'this registry does not offer it, or failed') : 1;
}

function unknown(what, why) {
	process.stdout.write(`Nothing is known about ${what}: ${why}.\n`);
	return 2;
}
