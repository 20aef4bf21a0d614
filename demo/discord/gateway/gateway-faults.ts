/** What Discord lets a bot of this size do. */
export interface GatewayRules {
	/** Recommended shards. */
	shards: number;
	/** Introductions at once, each of another bucket (shard number modulo this). */
	maxConcurrency: number;
	/** Introductions of a bucket that come sooner after each other are refused (op 9): Discord's is 5,000; 0 lets bots restart at once. */
	identifyApartMs: number;
}

/** What goes wrong on the websocket side until it is told otherwise. */
export interface GatewayFaults {
	/** An identify gets no answer, though heartbeats do. */
	withholdReady: boolean;
	/** A resume gets no answer, though heartbeats do. */
	ignoreResumes: boolean;
	/** Closes the line with this code right after a resume. */
	closeResumesWith: number | undefined;
	/** Answers every identify with an invalid session (op 9). */
	invalidateIdentifies: boolean;
	/** What `GET /gateway/bot` says is left of the day's identifies; counted down from 1,000 if undefined. */
	sessionLimit: { remaining: number; reset_after: number } | undefined;
}

export function noGatewayFaults(): GatewayFaults {
	return {
		withholdReady: false,
		ignoreResumes: false,
		closeResumesWith: undefined,
		invalidateIdentifies: false,
		sessionLimit: undefined,
	};
}
