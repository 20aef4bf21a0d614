import type { Fault } from '../azuracast/faults.ts';
import { Permission } from '../discord/permissions.ts';
import { channelOf } from './channel-of.ts';
import type { Tour, WalkWish } from './tour.ts';

const section = 'refusals';
/** Rights that are kept when all others are taken. */
const viewing = ['view station management'];
const silentMs = 330_000;
const heardAgainMs = 90_000;

/** Why something is not done, and who can mend it: once for each kind of reason. */
export async function showRefusals(tour: Tour): Promise<void> {
	tour.repair();
	await tooLow(tour);
	if (tour.data === 'extreme') return;
	await withoutRights(tour);
	await withTrouble(tour);
	await withoutServer(tour);
	tour.repair();
}

async function show(tour: Tour, names: readonly string[], wish: WalkWish = {}): Promise<void> {
	for (const name of names) await tour.once(name, { section, ...wish });
}

/** The first command of each group, by somebody without any level. */
async function tooLow(tour: Tour): Promise<void> {
	const groups = Map.groupBy(tour.leaves, ({ group }) => group);
	const first = [...groups].flatMap(([group, [leaf]]) =>
		group === '' || leaf === undefined ? [] : [leaf.name],
	);
	await show(tour, first, { level: 'listener' });
}

async function withoutRights(tour: Tour): Promise<void> {
	const { radio } = tour.server;
	const { id } = radio.station('lanternlight');
	radio.setRights(radio.keys.station, { stations: { [id]: viewing } });
	await show(tour, ['queue', 'dj skip', 'station logs', 'doctor']);
	radio.revokeKey(radio.keys.station);
	await show(tour, ['queue', 'doctor']);
	radio.restoreKey(radio.keys.station);
	radio.setRights(radio.keys.station, { stations: { [id]: ['administer all'] } });
	await show(tour, ['doctor']);
	radio.station('lanternlight').requestsEnabled = false;
	await show(tour, ['request']);
	tour.repair();
	const { discord } = tour.stage;
	const alerts = channelOf(tour.server.guild, 'alerts');
	discord.setBotPermissions(alerts, { deny: Permission.SendMessages | Permission.ViewChannel });
	await show(tour, ['doctor']);
	discord.setBotPermissions(alerts, {});
}

async function withTrouble(tour: Tour): Promise<void> {
	const { radio, name } = tour.server.troubled;
	const given = { station: name };
	const during = async (fault: Omit<Fault, 'path'>, commands: readonly string[]) => {
		radio.faults.add({ path: /^\/api\/(station|admin)/u, ...fault });
		await show(tour, commands, { given });
		radio.faults.clear();
	};
	await during({ status: 503, html: '<html><title>503</title></html>' }, ['queue', 'dj skip']);
	await during({ body: '{"queue":{"of":"another kind"}}' }, ['history']);
	await during({ status: 429 }, ['queue']);
}

async function withoutServer(tour: Tour): Promise<void> {
	const { radio, name } = tour.server.troubled;
	const given = { station: name };
	await radio.down();
	await show(tour, ['queue', 'dj skip', 'station stop', 'doctor'], { given });
	// By then nothing new has come for so long that the card says so.
	await tour.stage.pass(silentMs);
	await show(tour, ['nowplaying'], { given });
	await show(tour, ['stations']);
	await radio.up();
	await tour.stage.pass(heardAgainMs);
}
