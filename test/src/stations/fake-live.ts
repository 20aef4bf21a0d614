import type { LiveFeed, LiveFeedEvents, LiveRole } from '#src/backends/live-feed.ts';
import type { OnAirState } from '#src/backends/roles.ts';

/** A push in the test's hands: knows what it was asked to follow, and says what it is told to. */
export class FakeLive implements LiveRole {
	/** The names that are followed now, of each feed that was opened. */
	readonly feeds: { names: readonly string[]; isClosed: boolean; events: LiveFeedEvents }[] = [];
	/** How often the written file was read. */
	written = 0;
	file: (shortName: string) => Promise<OnAirState> | OnAirState = () => {
		throw new Error('Nothing is written');
	};

	open(events: LiveFeedEvents): LiveFeed {
		const feed = { names: [] as readonly string[], isClosed: false, events };
		this.feeds.push(feed);
		return {
			follow: (names) => {
				feed.names = names;
			},
			close: async () => {
				feed.isClosed = true;
			},
		};
	}

	async readWritten(shortName: string): Promise<OnAirState> {
		this.written += 1;
		return this.file(shortName);
	}

	get names(): readonly string[] {
		return this.feeds[0]?.names ?? [];
	}

	connect(): void {
		this.feeds[0]!.events.connection('open');
	}

	lose(): void {
		this.feeds[0]!.events.connection('lost', {
			kind: 'unreachable',
			reason: 'connection-lost',
			afterMs: 0,
		});
	}

	say(state: OnAirState, replayed = false): void {
		this.feeds[0]!.events.state(state.facts.shortName, state, replayed);
	}
}
