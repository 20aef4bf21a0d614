import { DiscordAPIError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import { DiscordShut } from './rest-gate.ts';

/** What a message in a channel came to, as far as Discord's answer tells. */
export type ChannelProblem =
	| { kind: 'gone-message' }
	| { kind: 'gone-channel' }
	/** `right`: a `ChannelRight`, if it can be told which one is missing. */
	| { kind: 'no-right'; right: string | undefined }
	/** A filter of the server or of Discord will not have these words. */
	| { kind: 'blocked-text' }
	/** `waitMs`: how long Discord asks to wait. */
	| { kind: 'rate-limited'; waitMs: number }
	/** Discord, or the way to it, has trouble of its own: worth another try. `perhapsDone`: the answer may be what got lost. */
	| { kind: 'trouble'; error: unknown }
	/** Discord will not have this request, and would not have it again. */
	| { kind: 'refused'; error: unknown };

/** Discord sends no time for a pause only when something before it (Cloudflare) shut the door; knocking on makes it worse. */
const shutDoorMs = 60_000;
const oldEditsMs = 6_000;

/**
 * What an error of a call for a channel means.
 * @param missingRight which right is missing, where Discord says only that one is
 */
export function channelProblem(error: unknown, missingRight: () => string | undefined): ChannelProblem {
	if (error instanceof RateLimitError)
		return { kind: 'rate-limited', waitMs: error.retryAfter > 0 ? error.retryAfter : shutDoorMs };
	if (error instanceof DiscordShut) return { kind: 'rate-limited', waitMs: error.waitMs };
	// A server error, a broken connection.
	if (!(error instanceof DiscordAPIError)) return { kind: 'trouble', error };
	switch (error.code) {
		case RESTJSONErrorCodes.UnknownMessage:
			return { kind: 'gone-message' };
		case RESTJSONErrorCodes.UnknownChannel:
		case RESTJSONErrorCodes.UnknownGuild:
			return { kind: 'gone-channel' };
		case RESTJSONErrorCodes.MissingAccess:
			return { kind: 'no-right', right: 'ViewChannel' };
		case RESTJSONErrorCodes.MissingPermissions:
		case RESTJSONErrorCodes.CannotSendMessagesToThisUser:
		case RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds:
			return { kind: 'no-right', right: missingRight() };
		case RESTJSONErrorCodes.MessageBlockedByHarmfulLinksFilter:
		case RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration:
			return { kind: 'blocked-text' };
		case RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached:
			return { kind: 'rate-limited', waitMs: oldEditsMs };
		default:
			return { kind: error.status >= 500 ? 'trouble' : 'refused', error };
	}
}
