import type { LoopbackMessage } from '../discord/loopback-discord.ts';
import { buttons } from '../discord/read-message.ts';
import type { Tour } from './tour.ts';
import type { Sight } from './visitor.ts';
import { Visitor } from './visitor.ts';
import { labelOf, showAll } from './walk.ts';

const section = 'set-up';
const beforeIt = ['help', 'nowplaying', 'stations', 'setup'];
const afterIt = ['settings show', 'settings edit', 'settings export', 'doctor', 'settings remove'];
/** More than it has. */
const mostSteps = 8;

/** A server where nothing is set up, all steps of the set-up, and what there is to settle afterwards. */
export async function showSetUp(tour: Tour): Promise<void> {
	const server = tour.stage.servers.fresh;
	for (const name of beforeIt) await tour.once(name, { section, server });
	const setup = tour.leaf('setup');
	if (setup !== undefined) await tour.attempt(setup, () => throughSteps(tour));
	for (const name of afterIt) {
		const leaf = tour.leaf(name);
		if (leaf === undefined) continue;
		await tour.attempt(leaf, () => showAll(tour.walk(leaf, { section, server })));
	}
}

async function throughSteps(tour: Tour): Promise<void> {
	const { stage, album } = tour;
	const { radio } = stage.servers.fresh;
	const visitor = new Visitor(stage, stage.servers.fresh, 'admin', 'general');
	const steps: string[] = [];
	const keep = (sights: readonly Sight[]) => {
		const { level, actor } = visitor;
		const at = stage.clock.now();
		album.add({ section, command: 'setup', steps, level, viewerId: actor.userId, at }, sights);
		return sights.at(-1);
	};
	let seen = keep(await visitor.command('setup', {}));
	for (const address of ['radio.invalid', radio.url]) {
		if (seen?.kind !== 'message') return;
		const enter = primary(seen.message);
		if (enter === undefined) break;
		steps.splice(0, steps.length, labelOf(enter));
		const form = keep(await visitor.use(seen.message, enter));
		if (form?.kind !== 'form') break;
		const keys = address === radio.url ? { station: radio.keys.station, admin: radio.keys.admin } : {};
		seen = keep(await visitor.submit(form.form, { address, ...keys }));
	}
	for (let step = 0; step < mostSteps && seen?.kind === 'message'; step += 1) {
		const next = primary(seen.message);
		if (next === undefined || next.custom_id?.startsWith('setup:') !== true) return;
		steps.push(labelOf(next));
		seen = keep(await visitor.use(seen.message, next));
	}
}

function primary(message: LoopbackMessage) {
	return buttons(message).find(({ style, disabled }) => style === 1 && disabled !== true);
}
