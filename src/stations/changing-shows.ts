import { BackendError } from '#src/backends/backend-error.ts';
import type { Show, ShowChange, ShowsRole } from '#src/backends/roles/shows.ts';
import type { Clock } from '#src/clock.ts';

const looks = 3;
const betweenLooksMs = 2_000;

export interface CreationOutcome {
	/** `seen`: the station lists it. */
	kind: 'seen' | 'not-seen';
	/** As the station lists it, else as the server answered. */
	show: Show;
}

/** Makes a show and looks for it in the station's list. `attempt`: see {@link ShowsRole.create}. */
export async function createShow(
	shows: Pick<ShowsRole, 'create' | 'list'>,
	clock: Clock,
	wanted: ShowChange & { title: string },
	attempt: string,
): Promise<CreationOutcome> {
	const answered = await shows.create(wanted, attempt);
	for (let done = 0; done < looks; done++) {
		if (done > 0) await clock.sleep(betweenLooksMs);
		const seen = await lookFor(shows, answered.id);
		if (seen !== undefined) return { kind: 'seen', show: seen };
	}
	return { kind: 'not-seen', show: answered };
}

async function lookFor(shows: Pick<ShowsRole, 'list'>, id: string): Promise<Show | undefined> {
	try {
		return (await shows.list()).find((show) => show.id === id);
	} catch (error) {
		// It was taken; a failed look only means that it is not confirmed yet.
		if (error instanceof BackendError) return undefined;
		throw error;
	}
}

/** What of a wanted change a show does not have: the server took it and left it as it was. */
export function missingIn(show: Show, change: ShowChange): (keyof ShowChange)[] {
	const wanted: readonly (keyof ShowChange)[] = ['title', 'presenter', 'description', 'isPublished'];
	return wanted.filter((name) => change[name] !== undefined && change[name] !== show[name]);
}
