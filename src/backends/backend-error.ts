/** The two keys of a station, by the names the settings and the words use. */
export type KeyName = 'admin' | 'station';

/** What a station can have switched off, or a radio system not have. */
export type Feature =
	| 'requests'
	| 'media'
	| 'streamers'
	| 'backend'
	| 'podcasts'
	| 'web-updates'
	| 'hls'
	| 'reports'
	/** A key that may change something. */
	| 'write-access'
	| 'other';

/** Why a radio server would not do what it understood. */
export type RefusalReason =
	| 'already-requested'
	| 'played-recently'
	| 'too-soon'
	| 'not-requestable'
	| 'address-barred'
	| 'looks-like-a-crawler'
	| 'private-station'
	| 'already-running'
	| 'not-running'
	| 'storage-full'
	/** The file is larger than the server takes. */
	| 'too-large'
	/** Nothing that the server can play. */
	| 'not-audio'
	/** It is there already, or something else hangs on it. */
	| 'conflict'
	| 'invalid'
	| 'other';

export type UnreachableReason =
	| 'no-such-name'
	| 'connection-refused'
	| 'timeout'
	| 'certificate'
	| 'connection-lost';

/** Everything that can go wrong at a radio server, told apart once, at the HTTP edge. */
export type BackendProblem =
	| { kind: 'unreachable'; reason: UnreachableReason; afterMs: number }
	/** Something answers there, but not the radio system; `leadsTo` is the origin a redirect pointed at. */
	| { kind: 'wrong-address'; leadsTo?: string }
	/** The address lies where stations that are set up in Discord may not be; nothing was sent. */
	| { kind: 'address-barred' }
	/** Without https the key could be read on the way; nothing was sent. */
	| { kind: 'key-needs-https'; key: KeyName }
	| { kind: 'key-missing'; key: KeyName }
	/** `tail`: the last four characters of the key. */
	| { kind: 'key-rejected'; key: KeyName; tail: string }
	/** `permission`: the radio system's own name of the right. */
	| { kind: 'right-missing'; key: KeyName; tail: string; permission: string }
	| { kind: 'feature-off'; feature: Feature }
	/** `words`: what the server said, as it came: to be cleaned before anybody reads it. */
	| { kind: 'refused'; reason: RefusalReason; words: string }
	| { kind: 'not-found'; what: 'station' | 'song' | 'playlist' | 'log' | 'record' }
	/** `until`: when to try again, in milliseconds since 1970. */
	| { kind: 'rate-limited'; until: number }
	| { kind: 'server-trouble'; status: number }
	| { kind: 'unexpected-answer'; detail: string }
	/** The radio system has no such thing at all; `role` is the name of the missing backend role. */
	| { kind: 'not-offered'; role: string };

/**
 * The one error of all radio systems. Holds what was asked (`GET /station/{station}/queue`), where (`host`) and what went
 * wrong; never headers, bodies or keys, so that it can be logged as it is.
 */
export class BackendError extends Error {
	override readonly name = 'BackendError';
	readonly problem: BackendProblem;
	/** Host and port, for the sentence that names the server. */
	readonly host: string;
	/** True when the request may have been carried out although no answer came: an action must not be repeated blindly. */
	readonly perhapsDone: boolean;
	/** Set when nothing was sent, because the server did not answer before: from when on it is asked again, in milliseconds since 1970. */
	readonly askedAgainAt: number | undefined;

	constructor(
		asked: string,
		host: string,
		problem: BackendProblem,
		options: { perhapsDone?: boolean; askedAgainAt?: number; cause?: unknown } = {},
	) {
		super(
			`${asked} at ${host}: ${problem.kind}`,
			options.cause === undefined ? undefined : { cause: options.cause },
		);
		this.problem = problem;
		this.host = host;
		this.perhapsDone = options.perhapsDone ?? false;
		this.askedAgainAt = options.askedAgainAt;
	}
}

/** The problem's kind if `error` is a {@link BackendError}, else undefined. */
export function problemKind(error: unknown): BackendProblem['kind'] | undefined {
	return error instanceof BackendError ? error.problem.kind : undefined;
}
