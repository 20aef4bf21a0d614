import type { CheckChange } from '#src/checks/last-check.ts';
import type { Station } from '#src/stations/station.ts';
import type { AlertDesk } from './alert-desk.ts';

/** What has become different about a station's keys goes to the desk: a key or right that is back ends the alert that it was gone. */
export async function tellKeyChanges(
	desk: Pick<AlertDesk, 'raise' | 'end' | 'tell'>,
	station: Station,
	changes: readonly CheckChange[],
): Promise<void> {
	for (const change of changes) {
		const event = {
			kind: 'keys',
			topic: `${topicOf(change)} ${station.id}`,
			stations: [station],
			news: { type: 'key', station, change },
		} as const;
		if (change.kind === 'key-ends') await desk.tell(event);
		else if (losses.has(change.kind)) await desk.raise(event);
		else await desk.end(event);
	}
}

const losses: ReadonlySet<CheckChange['kind']> = new Set(['key-rejected', 'key-lost', 'right-lost']);

function topicOf(change: CheckChange): string {
	return 'right' in change
		? `right ${change.key} ${change.right.scope} ${change.right.id}`
		: `key ${change.key}`;
}
