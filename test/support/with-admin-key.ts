import type { SimulatedAzuraCast } from '#demo/azuracast/simulated-azuracast.ts';
import { startTestApp, type TestApp } from './app.ts';

/** Lets `act` use an app whose one station has this admin key, or none. */
export async function withAdminKey<T>(
	pick: (radio: SimulatedAzuraCast) => string | undefined,
	act: (app: TestApp) => Promise<T>,
): Promise<T> {
	const app = await startTestApp({
		stations: (radio) => {
			const admin = pick(radio);
			return [{ keys: { station: radio.keys.station, ...(admin === undefined ? {} : { admin }) } }];
		},
	});
	try {
		return await act(app);
	} finally {
		await app.close();
	}
}

/** A key that may do everything to stations, and nothing to the server. */
export const administersStations = (radio: SimulatedAzuraCast) =>
	radio.addKey({ user: 'stations', global: ['administer stations'] });

/** A key that no server has made. */
export const unknownKey = () => `${'0'.repeat(16)}:${'0'.repeat(32)}`;
