import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const factsSchema = z.object({ url: z.string(), key: z.string() });
export type RadioFacts = z.infer<typeof factsSchema>;
const countSchema = z.object({ reads: z.number() });

/** A simulated AzuraCast in a process of its own, so that nothing of its work is seen in this one. */
export interface LargeRadio extends RadioFacts {
	/** How often it was asked since the last call of this, counted over there. */
	reads(): Promise<number>;
	close(): void;
}

/** Its first station, `lanternlight`, has so many songs; `key` is that station's. */
export async function startLargeRadio(songs: number): Promise<LargeRadio> {
	const file = fileURLToPath(new URL('./radio-process.ts', import.meta.url));
	const child = fork(file, [String(songs)], { execArgv: [] });
	const closed = () => child.kill('SIGKILL');
	process.once('exit', closed);
	const hear = () => new Promise<unknown>((resolve) => child.once('message', resolve));
	const facts = factsSchema.parse(await hear());
	return {
		...facts,
		reads: async () => {
			const heard = hear();
			child.send('reads');
			return countSchema.parse(await heard).reads;
		},
		close: () => {
			process.off('exit', closed);
			closed();
		},
	};
}
