import type { LiveShow, OnAirState } from '#src/backends/roles.ts';
import type { Clock } from '#src/clock.ts';
import { mayFollow } from './before-order.ts';
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
	/** Another DJ took over meanwhile: nothing was ordered. */
	| { kind: 'somebody-else'; show: LiveShow }
	| { kind: 'not-confirmed'; show: LiveShow; waitedMs: number };

/**
 * Who is live, before they are disconnected: now, or as it was known lately where the server is silent (`isOld`). That nobody is live is
 * said only when the server said so now.
 */
export async function liveForOrder(
	station: Station,
	onAir: OnAirStates,
): Promise<{ show: LiveShow | null; isOld: boolean }> {
	const { state, isOld } = await onAir.readForOrder(station);
	if (state.live !== null || !isOld) return { show: state.live, isOld };
	return { show: (await onAir.readNow(station)).state.live, isOld: false };
}

/** Ends the connection of the DJ who is live, if that is the one who was `meant`, and looks, past all caches, whether it has ended. */
export async function disconnectDj(
	station: Station,
	playout: { disconnect(): Promise<void> },
	meant: (streamer: string) => boolean,
	{ onAir, clock }: { onAir: OnAirStates; clock: Clock },
): Promise<DisconnectOutcome> {
	const { show, isOld } = await liveForOrder(station, onAir);
	if (show === null) return { kind: 'nobody' };
	if (!meant(show.streamer)) return { kind: 'somebody-else', show };
	const orderedAt = clock.now();
	const outcome = await orderAndLook(
		clock,
		() => playout.disconnect(),
		async () => {
			const { state } = await onAir.readNow(station);
			const { live } = state;
			if (live?.streamer === show.streamer && live.since === show.since) return undefined;
			// Who had been live already when the order was given, unknown to us, is whom it should have ended.
			const wasLive = isOld && live !== null && live.since !== null && !mayFollow(live.since, orderedAt);
			return wasLive ? undefined : state;
		},
		looks,
	);
	if (outcome.kind === 'not-seen') return { kind: 'not-confirmed', show, waitedMs: outcome.waitedMs };
	const { seen: now, afterMs } = outcome;
	if (now.live?.streamer === show.streamer) return { kind: 'came-back', show: now.live };
	return { kind: 'disconnected', show, now, afterMs };
}
