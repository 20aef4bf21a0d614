import { BackendError } from '#src/backends/backend-error.ts';
import type { AdministrationRole, HostService } from '#src/backends/roles/administration.ts';
import type { Clock } from '#src/clock.ts';

const lookEveryMs = 3_000;
const looks = 20;

export interface ServiceRestart {
	kind: /** The server took the order, or the service stood still before; and it runs now. */
		| 'restarted'
		/** It runs, as it did before, and the answer to the order got lost. */
		| 'perhaps'
		/** It does not run. */
		| 'stopped'
		/** The server has not told since the order. */
		| 'silent';
	answerLost: boolean;
	orderedAt: number;
	tookMs: number;
}

/**
 * Restarts a service of a radio server, once, and looks whether it runs afterwards. Some take the answer down with them. `before`: as
 * it was found. Throws the BackendError of an order that was certainly not taken.
 */
export async function restartService(
	administration: Pick<AdministrationRole, 'services' | 'restartService'>,
	before: Pick<HostService, 'name' | 'running'>,
	clock: Clock,
): Promise<ServiceRestart> {
	const orderedAt = clock.now();
	let answerLost = false;
	try {
		await administration.restartService(before.name);
	} catch (error) {
		if (!(error instanceof BackendError && error.perhapsDone)) throw error;
		answerLost = true;
	}
	let seen: boolean | undefined;
	for (let look = 0; look < looks && seen !== true; look++) {
		await clock.sleep(lookEveryMs);
		seen = (await isRunning(administration, before.name)) ?? seen;
	}
	const end = { answerLost, orderedAt, tookMs: clock.now() - orderedAt };
	if (seen === undefined) return { kind: 'silent', ...end };
	if (!seen) return { kind: 'stopped', ...end };
	return { kind: answerLost && before.running ? 'perhaps' : 'restarted', ...end };
}

/** Undefined if the server does not tell. */
async function isRunning(
	administration: Pick<AdministrationRole, 'services'>,
	name: string,
): Promise<boolean | undefined> {
	try {
		return (await administration.services()).find((service) => service.name === name)?.running;
	} catch (error) {
		// The order was given; a failed look only means that nothing is known yet.
		if (error instanceof BackendError) return undefined;
		throw error;
	}
}
