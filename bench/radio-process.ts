import { type SimulatedAzuraCast, startSimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import type { RadioFacts } from './large-radio.ts';

/** Started by `large-radio.ts`: a simulated AzuraCast that tells its parent where it is, and how often it was asked. */
async function main(songs: number): Promise<void> {
	const radio: SimulatedAzuraCast = await startSimulatedAzuraCast({ songsPerStation: songs });
	let told = 0;
	process.on('message', () => {
		const reads = radio.requests.length - told;
		told = radio.requests.length;
		process.send?.({ reads });
	});
	const facts: RadioFacts = { url: radio.url, key: radio.keys.station };
	process.send?.(facts);
}

await main(Number(process.argv[2]));
