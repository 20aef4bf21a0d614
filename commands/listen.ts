import strings from '#locales/en-US/listen.ts';
import type { Stream } from '#src/backends/roles.ts';
import { card, line, linkButton, row, stationColour, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { facts } from '#src/discord/song-lines.ts';
import { safe, webAddress } from '#src/discord/text.ts';
import type { Station } from '#src/stations/station.ts';

const mostStreams = 10;

export default defineCommand(strings, {
	group: 'listen',
	level: 'listener',
	uses: ['onAir.read'],
	visibility: 'public',
	station: 'one',
	execute: async (context) => {
		const { t, station, services } = context;
		const { facts: about } = (await services.onAir.read(station)).state;
		const player = webAddress(about.playerUrl);
		const hls = webAddress(about.hlsUrl);
		const streams = about.streams
			.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
			.slice(0, mostStreams)
			.flatMap((stream) => streamLines(context, stream));
		const playlists = [link('PLS', about.playlistUrls.pls), link('M3U', about.playlistUrls.m3u)].filter(
			(found) => found !== undefined,
		);
		const nothing = player === undefined && hls === undefined && streams.length === 0;
		return card(
			stationColour(station.id),
			text(`## ${t('heading', { station: safe(station.name, 80) })}`, nothing ? t('none') : undefined),
			...(streams.length === 0 ? [] : [line(), text(`### ${t('streams')}`), ...streams]),
			hls === undefined ? undefined : text(`**${t('hls')}**`, `<${hls}>`),
			playlists.length === 0 ? undefined : text(`-# ${t('files', { links: playlists.join(' · ') })}`),
			player === undefined ? undefined : row(linkButton(t('player'), player)),
		);
	},
});

function streamLines({ t }: Context<typeof strings, Station>, stream: Stream) {
	const address = webAddress(stream.url);
	if (address === undefined) return [];
	const about = facts(
		stream.format?.toUpperCase(),
		stream.bitrate === null ? undefined : t('rate', { rate: stream.bitrate }),
		stream.isDefault ? t('usual') : undefined,
	);
	return [text(`**${safe(stream.name, 80)}**`, about === '' ? undefined : `-# ${about}`, `<${address}>`)];
}

/** A named link; the brackets of an address would end it early. */
function link(name: string, address: string | null): string | undefined {
	const url = webAddress(address);
	return url === undefined ? undefined : `[${name}](<${url.replaceAll('>', '%3E')}>)`;
}
