import type { AlertRules } from '#src/alerts/alert-rules.ts';
import type { CheckWatch } from '#src/checks/check-watch.ts';
import type { ProvenRights } from '#src/checks/proven-rights.ts';
import type { Clock } from '#src/clock.ts';
import type { ScheduleEvents } from '#src/events/schedule-events.ts';
import type { MediaKeeper } from '#src/media/media-keeper.ts';
import type { MediaWatch } from '#src/media/media-watch.ts';
import type { OffPeakChoice } from '#src/media/off-peak.ts';
import type { SongSearch } from '#src/media/song-search.ts';
import type { Pictures } from '#src/pictures/pictures.ts';
import type { Posts } from '#src/posts/posts.ts';
import type { Audit } from '#src/stations/audit.ts';
import type { CoverColours } from '#src/stations/cover-colours.ts';
import type { Likes } from '#src/stations/likes.ts';
import type { OnAirHub } from '#src/stations/on-air-hub.ts';
import type { Programme } from '#src/stations/programme.ts';
import type { RecentReads } from '#src/stations/recent-reads.ts';
import type { RequestFollowUps } from '#src/stations/request-follow-ups.ts';
import type { Requesters } from '#src/stations/requesters.ts';
import type { Requesting } from '#src/stations/requesting.ts';
import type { Running } from '#src/stations/running.ts';
import type { SavedStations } from '#src/stations/saved-stations.ts';
import type { ServerSamples } from '#src/stations/server-samples.ts';
import type { Editing } from '#src/stations/set-up/editing.ts';
import type { SetUp } from '#src/stations/set-up/set-up.ts';
import type { Skipping } from '#src/stations/skipping.ts';
import type { Station } from '#src/stations/station.ts';
import type { StationDirectory } from '#src/stations/station-directory.ts';
import type { Updating } from '#src/stations/updating.ts';
import type { VoteSkip } from '#src/stations/vote-skip.ts';
import type { ChosenLanguages } from '#src/words/chosen-languages.ts';
import type { Words } from '#src/words/words.ts';
import type { Announcer } from './announcer.ts';
import type { AttachedFiles } from './attached-file.ts';
import type { Auditing } from './auditing.ts';
import type { ChannelWriter } from './channel-writer.ts';
import type { CommandBook } from './command-book.ts';
import type { GuildLook } from './guild-look.ts';
import type { OwnHealth } from './own-health.ts';
import type { PostCards } from './post-cards.ts';
import type { Stash } from './stash.ts';
import type { Welcomes } from './welcomes.ts';

/** What a command may use besides its station. Built once, in main. */
export interface Services {
	clock: Clock;
	words: Words;
	stations: StationDirectory;
	onAir: OnAirHub;
	/** What stations have planned, without waiting for it. */
	programme: Programme;
	/** Songs that may be requested. */
	songs: SongSearch;
	/** The same for the whole library: what staff may put on. */
	librarySongs: SongSearch;
	/** Lists to choose from while typing. */
	recent: RecentReads;
	/** Somebody pressed a button on purpose: a radio server that is left alone because it did not answer may be asked right away. */
	invite: (station: Station) => void;
	requesting: Requesting;
	requesters: Requesters;
	skipping: Skipping;
	running: Running;
	updating: Updating;
	/** Stations that were set up in Discord, and what a Discord server has set. */
	saved: SavedStations;
	setUp: SetUp;
	editing: Editing;
	/** The self-check of keys: by command, on a schedule, and after a refusal. */
	checks: CheckWatch;
	/** Rights that no read shows, and without whose proof something is off. */
	proofs: ProvenRights;
	guilds: GuildLook;
	ownHealth: () => Promise<OwnHealth>;
	audit: Audit;
	auditing: Auditing;
	announcer: Announcer;
	/** Messages in channels that nobody asked for by a command. */
	writer: ChannelWriter;
	stash: Stash;
	book: CommandBook;
	/** What is posted by itself, how it looks, and what listeners do with it. */
	posts: Posts;
	postCards: PostCards;
	votes: VoteSkip;
	likes: Likes;
	followUps: RequestFollowUps;
	/** What is told in which channel. */
	alerts: AlertRules;
	/** Schedules among the events of Discord servers. */
	events: ScheduleEvents;
	/** Draws charts in a thread of its own. */
	pictures: Pictures;
	/** The music libraries as they are known here. */
	media: MediaKeeper;
	mediaWatch: MediaWatch;
	/** What Discord servers read that the bot joins. */
	welcomes: Welcomes;
	/** In which language everybody is spoken to. */
	languages: ChosenLanguages;
	/** The hours in which whole libraries are read by schedule. */
	offPeak: OffPeakChoice;
	/** How radio servers were over the last day. */
	samples: ServerSamples;
	/** What people send along with a command. */
	files: AttachedFiles;
	/** False where Discord could not load a cover from this address. */
	canShow(artUrl: string): boolean;
	/** The colours that cards take from covers. */
	coverColours: CoverColours;
}
