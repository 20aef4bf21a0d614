import type { SimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';

/** Five kinds of fault, each for every hundredth call: one call in twenty. */
const faultEvery = 100;

/** What {@link spoilRadios} does, in words. */
export const spoiledHow = '2 s late, HTTP 500, cut in the middle, an HTML page, a byte a second';

/** Spoils one answer in twenty. The push is left alone: that is where most of what is asked for comes from. */
export function spoilRadios(radios: readonly SimulatedAzuraCast[]): void {
	const common = { path: /^\/api\/(?!live\/)/, every: faultEvery };
	const body = '{"code":500,"type":"Exception","message":"Error","success":false}';
	for (const { faults } of radios) {
		faults.add({ ...common, delayMs: 2_000 });
		faults.add({ ...common, status: 500, body });
		faults.add({ ...common, body: '{"now_playing":', closeSocket: true });
		faults.add({ ...common, status: 502, html: '<html><body><h1>502 Bad Gateway</h1></body></html>' });
		faults.add({ ...common, drip: true });
	}
}
