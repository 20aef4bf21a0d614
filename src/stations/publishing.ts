import { BackendError } from '#src/backends/backend-error.ts';
import type { Episode, EpisodesRole, NewEpisode } from '#src/backends/roles/episodes.ts';
import type { Clock } from '#src/clock.ts';

const looks = 3;
const betweenLooksMs = 2_000;

export type PublishOutcome =
	/** The station gives the episode out. */
	| { kind: 'published'; episode: Episode }
	/** The server took it, and does not show it yet. */
	| { kind: 'not-confirmed'; episode: Episode }
	/** No answer came. To ask again under the same name is no risk: it is done once. */
	| { kind: 'lost'; error: BackendError };

/** Publishes an episode and looks for it. `attempt`: see {@link EpisodesRole.publish}. */
export async function publishEpisode(
	episodes: Pick<EpisodesRole, 'publish' | 'find'>,
	clock: Clock,
	wanted: NewEpisode,
	attempt: string,
): Promise<PublishOutcome> {
	let answered: Episode;
	try {
		answered = await episodes.publish(wanted, attempt);
	} catch (error) {
		if (error instanceof BackendError && error.perhapsDone) return { kind: 'lost', error };
		throw error;
	}
	for (let done = 0; done < looks; done++) {
		if (done > 0) await clock.sleep(betweenLooksMs);
		const seen = await lookFor(episodes, answered.id);
		if (seen !== null) return { kind: 'published', episode: seen };
	}
	return { kind: 'not-confirmed', episode: answered };
}

/**
 * Takes an episode off the list. An order whose answer was lost is looked after once; if the episode is still given out, or nobody
 * can tell, the loss is thrown.
 */
export async function archiveEpisode(
	episodes: Pick<EpisodesRole, 'archive' | 'find'>,
	id: string,
): Promise<void> {
	try {
		await episodes.archive(id);
	} catch (error) {
		if (!(error instanceof BackendError) || !error.perhapsDone) throw error;
		if ((await isThere(episodes, id)) !== false) throw error;
	}
}

async function lookFor(episodes: Pick<EpisodesRole, 'find'>, id: string): Promise<Episode | null> {
	try {
		return await episodes.find(id);
	} catch (error) {
		// It was taken; a failed look only means that it is not confirmed yet.
		if (error instanceof BackendError) return null;
		throw error;
	}
}

/** Undefined if nobody can tell. */
async function isThere(episodes: Pick<EpisodesRole, 'find'>, id: string): Promise<boolean | undefined> {
	try {
		return (await episodes.find(id)) !== null;
	} catch (error) {
		if (error instanceof BackendError) return undefined;
		throw error;
	}
}
