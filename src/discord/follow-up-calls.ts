import { createHash } from 'node:crypto';
import type { FollowUp } from '#src/stations/follow-up.ts';
import type { FollowUpParts } from '#src/stations/request-follow-ups.ts';
import type { Station } from '#src/stations/station.ts';
import { droppedCard, yourSongCard } from './follow-up-cards.ts';
import type { CardSetting } from './on-air-parts.ts';
import type { Writer } from './writing.ts';

interface Parts {
	writer: Writer;
	services: CardSetting['services'];
	localeOf: (guildId: string) => string;
}

/** News of a song that is over is none. */
const worthMs = 60_000;

/**
 * Calls somebody who wanted to know what became of their request: in the request channel, where only they are pinged, else by
 * direct message; if neither works, silence.
 */
export function followUpCalls({ writer, services, localeOf }: Parts): FollowUpParts['call'] {
	return async (station, followUp, phase) => {
		const draw = (locale: string) =>
			phase.kind === 'playing'
				? yourSongCard({ services, locale }, station, followUp, phase)
				: droppedCard({ services, locale }, station, followUp);
		const nonce = nonceOf(station, followUp, phase.kind);
		const channelId = station.channels.requests;
		// A request that was dropped is nobody else's business.
		if (channelId !== undefined && phase.kind === 'playing') {
			const ping = { user: followUp.userId };
			const shown = draw(localeOf(station.guildId));
			const result = await writer.send(channelId, shown, { nonce, ping, worthMs });
			if (result.kind === 'sent' || result.kind === 'trouble') return;
		}
		const direct = await writer.directChannel(followUp.userId);
		if (direct !== undefined) await writer.send(direct, draw(followUp.locale), { nonce, worthMs });
	};
}

function nonceOf(station: Station, { userId, song, at }: FollowUp, kind: string): string {
	const name = `${station.id} ${userId} ${song.id} ${at} ${kind}`;
	return `f${createHash('sha256').update(name).digest('base64url').slice(0, 22)}`;
}
