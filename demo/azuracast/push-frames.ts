import { isAtLeast } from './version.ts';

/** The three forms that AzuraCast's push had, by the first release of each. */
export type PushForm = '0.17.6' | '0.19.4' | '0.20.1';

/** One message about one station, as it is sent and kept for those who come later. */
export interface Publication {
	channel: string;
	/** Counts the messages of its channel. */
	offset: number;
	at: number;
	np: unknown;
	triggers: readonly string[];
	/** The server's idea of the time, in seconds. */
	time: number;
}

export function pushFormOf(version: string): PushForm {
	if (isAtLeast(version, '0.20.1')) return '0.20.1';
	return isAtLeast(version, '0.19.4') ? '0.19.4' : '0.17.6';
}

export function publicationFrame(form: PushForm, publication: Publication) {
	return { channel: publication.channel, pub: content(form, publication) };
}

/** The first frame of a connection, with what was said lately where the release replays it. */
export function connectFrame(
	form: PushForm,
	channels: readonly string[],
	replay: readonly Publication[],
	epoch: string,
	now: number,
) {
	const common = { client: '5f0ba4a8-3f0c-4a55-b9a4-0d2f8a2d9c11', version: '6.3.0', ping: 25 };
	if (form === '0.17.6') return { connect: { ...common, subs: bare(channels, epoch) } };
	if (form === '0.19.4') {
		const data = replay.map((publication) => publicationFrame(form, publication));
		return { connect: { ...common, subs: bare(channels, epoch), data } };
	}
	const subs = Object.fromEntries(
		channels.map((channel) => {
			const last = replay.find((publication) => publication.channel === channel);
			const kept = last === undefined ? {} : { offset: last.offset, publications: [content(form, last)] };
			return [channel, { recoverable: true, epoch, positioned: true, ...kept }];
		}),
	);
	return { connect: { ...common, subs, session: 'a1b2', time: now } };
}

/** A channel of its own in the releases that tell no time along with the stations. */
export function timeFrame(seconds: number) {
	return { channel: 'global:time', pub: { data: { time: seconds } } };
}

function content(form: PushForm, { np, triggers, time, offset }: Publication) {
	if (form === '0.17.6') return { data: { np } };
	return { data: { np, triggers, current_time: time }, offset };
}

function bare(channels: readonly string[], epoch: string) {
	return Object.fromEntries(channels.map((channel) => [channel, { recoverable: true, epoch }]));
}
