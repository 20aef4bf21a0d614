import type { Logger } from 'pino';
import type { Settings } from '#config/settings.ts';
import { AddressGuard } from './backends/address-guard.ts';
import type { ObserveCall } from './backends/backend-call.ts';
import type { BackendDependencies, RadioSystemModule } from './backends/radio-system.ts';
import type { ServerConnections } from './backends/server-connections.ts';
import type { Clock } from './clock.ts';
import { PlayBook, playHourSchema } from './play-book.ts';
import type { Part } from './sharding.ts';
import type { Store } from './store/open-store.ts';

/** What backends share: `declared` for the operator's own addresses, `guarded` for those that were typed in Discord. */
export function openBackends(parts: {
	settings: Settings;
	store: Store;
	part: Part;
	connections: ServerConnections;
	observe: ObserveCall;
	/** The radio systems there are, if not those that are built in. */
	modules: readonly RadioSystemModule[] | undefined;
	clock: Clock;
	log: Logger;
}): { declared: BackendDependencies; guarded: BackendDependencies } {
	const { settings, store, part, connections, observe, modules, clock, log } = parts;
	const plays = new PlayBook(store.namespace(part.place('plays'), playHourSchema), {
		now: () => clock.now(),
		onError: (error) => log.error({ err: error }, 'What was on could not be written down'),
	});
	const declared = { connections, clock, observe, plays, ...(modules === undefined ? {} : { modules }) };
	const guard = new AddressGuard(settings.allowPrivateNetworks);
	return { declared, guarded: { ...declared, connections: connections.guardedBy(guard) } };
}
