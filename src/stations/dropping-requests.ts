import type { PendingRequest, RequestDeskRole } from '#src/backends/roles/moderation.ts';
import type { Clock } from '#src/clock.ts';
import { orderAndLook } from './order-and-look.ts';

/** AzuraCast's list is its database: what is not gone after a second look will not go. */
const looks = 3;

export type DropOutcome =
	| { kind: 'dropped'; request: PendingRequest }
	| { kind: 'gone' }
	/** The server said that it was dropped, and it is still there. */
	| { kind: 'still-there'; request: PendingRequest };

export type DropAllOutcome =
	| { kind: 'dropped'; requests: PendingRequest[] }
	| { kind: 'nothing' }
	| { kind: 'still-there'; left: number };

/** Drops one request and looks whether it is gone. */
export async function dropRequest(desk: RequestDeskRole, clock: Clock, id: string): Promise<DropOutcome> {
	const request = (await desk.pending()).find((one) => one.id === id);
	if (request === undefined) return { kind: 'gone' };
	const outcome = await orderAndLook(
		clock,
		() => desk.remove(id),
		async () => ((await desk.pending()).some((one) => one.id === id) ? undefined : true),
		looks,
	);
	return { kind: outcome.kind === 'seen' ? 'dropped' : 'still-there', request };
}

/** Drops all requests that wait now, and looks whether they are gone; what is asked for meanwhile does not count. */
export async function dropAllRequests(desk: RequestDeskRole, clock: Clock): Promise<DropAllOutcome> {
	const requests = await desk.pending();
	if (requests.length === 0) return { kind: 'nothing' };
	const ids = new Set(requests.map(({ id }) => id));
	let left = ids.size;
	const outcome = await orderAndLook(
		clock,
		() => desk.clear(),
		async () => {
			left = (await desk.pending()).filter(({ id }) => ids.has(id)).length;
			return left === 0 ? true : undefined;
		},
		looks,
	);
	return outcome.kind === 'seen' ? { kind: 'dropped', requests } : { kind: 'still-there', left };
}
