import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { environmentWith } from '#config/next-process.ts';

/**
 * Marks the process that was launched, so that it does not launch itself again. With 1 MB collections of the young garbage are four
 * times as many, and take a sixth of the processor time at 200 interactions a second; with V8's 16 MB nothing more is won.
 */
const smallYoungGeneration = '--max-semi-space-size=4';

/** A full collection when the heap has doubled, not sooner: each one holds up whoever presses a button just then. */
const rareCollections = '--heap-growing-percent=100';

/**
 * What an interaction leaves behind should die young. V8 would learn from the little young generation that some of it is better
 * put with the old at once, where only a full collection finds it; and several threads for so little to collect mostly wait for
 * each other.
 */
const youngGarbage = ['--no-allocation-site-pretenuring', '--no-parallel-scavenge'];

/**
 * Of V8's compilers only the last one, for what runs really often. The two before it take 5 MB, and go on compiling for an hour
 * whatever was called a few hundred times in between, which looks like a leak; the processor time is the same without them.
 */
const fewerCompilers = ['--no-maglev', '--no-sparkplug'];

/**
 * What V8 notes of a function's calls is made at its second call, not at its eighth: the same memory at the start and after 50 commands,
 * and there at once, not bit by bit within the hours in which something seldom happens for the eighth time.
 */
const notesAtOnce = '--invocation-count-for-feedback-allocation=1';

/**
 * One thread beside the one that answers, not four: on two cores four that compile and mark at once leave the one that answers a
 * third of a core, for a tenth of a second at a time.
 */
const oneHelper = '--v8-pool-size=1';

/** What loading left behind is collected once the bot is there (give-back-memory.ts). */
const collectedOnRequest = '--expose-gc';

/** What V8 is told, so that the heap stays small and nobody waits for it. */
export const heapFlags: readonly string[] = [
	smallYoungGeneration,
	rareCollections,
	collectedOnRequest,
	...fewerCompilers,
	notesAtOnce,
	oneHelper,
	...youngGarbage,
];

/** Sources are kept without their types, so that only the first start loads the compiler that strips them. */
const strippedSources = [
	'--disable-warning=ExperimentalWarning',
	'--import',
	pathToFileURL(path.join(import.meta.dirname, 'stripped-sources.mjs')).href,
];

/**
 * Replaces this process by one that runs `file` with a small heap: same process id, same pipes, so that signals arrive where
 * they are sent. A bot waits most of the time; with V8's defaults, what loading leaves behind stays resident for ever.
 * Node's compile cache would spare a third of a second of the start, and keep all it holds in memory, some 15 MB.
 *
 * Returns, having done nothing, where a process cannot be replaced (Windows) or must not be (`node --watch`, a debugger, the
 * launched process itself).
 */
export function relaunch(file: string): void {
	const launched = process.execArgv.includes(smallYoungGeneration);
	const watched = process.send !== undefined || process.execArgv.length > 0;
	if (launched || watched || process.platform === 'win32' || process.execve === undefined) return;
	const environment = environmentWith({
		// glibc keeps a pool of memory for each thread, and gives nothing back, unless it is told otherwise: pieces from 16 kB on, as
		// loading makes by the thousand, are given back at once.
		MALLOC_ARENA_MAX: '1',
		MALLOC_TRIM_THRESHOLD_: '131072',
		MALLOC_MMAP_THRESHOLD_: '16384',
	});
	process.execve(
		process.execPath,
		[process.execPath, ...heapFlags, ...strippedSources, file, ...process.argv.slice(2)],
		environment,
	);
}
