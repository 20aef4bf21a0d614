/** The process was told to end, and what was under way did not come to an end by itself in time: it is not known what became of it. */
export class Ended extends Error {
	override readonly name = 'Ended';

	constructor() {
		super('The bot is stopping');
	}
}

/** What `work` gives, unless `signal` is aborted before: then its reason is thrown, and the work goes on without anybody who waits for it. */
export async function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
	signal.throwIfAborted();
	let give: () => void = () => {};
	const aborted = new Promise<never>((_, reject) => {
		give = () => reject(signal.reason instanceof Error ? signal.reason : new Ended());
	});
	signal.addEventListener('abort', give);
	try {
		return await Promise.race([work(), aborted]);
	} finally {
		signal.removeEventListener('abort', give);
	}
}
