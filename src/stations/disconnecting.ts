import type { LiveShow, OnAirState } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import type { OnAirStates } from './on-air-states.ts';
import { orderAndLook } from './order-and-look.ts';
import type { Station } from './station.ts';

/** Liquidsoap tells AzuraCast within seconds; its now-playing worker comes by every 15 s at the latest. */
const looks = 20;

export type DisconnectOutcome =
	| { kind: 'disconnected'; show: LiveShow; now: OnAirState; afterMs: number }
	/** The same DJ is live again, since later: their program connects by itself. */
	| { kind: 'came-back'; show: LiveShow }
	| { kind: 'nobody' }
	| { kind: 'not-confirmed'; show: LiveShow; waitedMs: number };

/** Ends the connection of the DJ who is live and looks, past all caches, whether it has ended. */
export async function disconnectDj(
	station: Station,
	playout: { disconnect(): Promise<void> },
	{ onAir, clock }: { onAir: OnAirStates; clock: Clock },
): Promise<DisconnectOutcome> {
	const show = (await onAir.readNow(station)).state.live;
	if (show === null) return { kind: 'nobody' };
	const outcome = await orderAndLook(
		clock,
		() => playout.disconnect(),
		async () => {
			const { state } = await onAir.readNow(station);
			const { live } = state;
			return live?.streamer === show.streamer && live.since === show.since ? undefined : state;
		},
		looks,
	);
	if (outcome.kind === 'not-seen') return { kind: 'not-confirmed', show, waitedMs: outcome.waitedMs };
	const { seen: now, afterMs } = outcome;
	if (now.live?.streamer === show.streamer) return { kind: 'came-back', show: now.live };
	return { kind: 'disconnected', show, now, afterMs };
}
