import { z } from 'zod';
import { list, read, readText } from '../endpoint.ts';
import { account } from '../schemas/account.ts';
import { nowPlaying } from '../schemas/now-playing.ts';
import { flag, moment } from '../schemas/wire.ts';

/** Who is asking and whom: works with any valid key, or with none. */
export const accountEndpoints = {
	/** The only call that tells a wrong key from a right one without any permission; ask it with either key. */
	account: read('station', '/frontend/account/me', account),
	/** All stations whose page the key may see, private ones included. */
	visibleStations: list('station', '/frontend/dashboard/stations', nowPlaying),
	serverStatus: read('none', '/status', z.object({ online: flag, timestamp: moment })),
	/** AzuraCast's own description, for the version near its top: nothing else tells it without a key. */
	description: readText('none', '/openapi.yml'),
};
