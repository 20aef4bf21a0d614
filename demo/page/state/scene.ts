import { type Language, languages, type Speed, type Trouble, troubles } from '../wire.ts';

export const themes = ['system', 'dark', 'light'] as const;
export type Theme = (typeof themes)[number];

/** What a link can bring back. What it does not name stays as it is. */
export interface Scene {
	/** Name of a person. */
	person?: string;
	/** Slug of a Discord server. */
	server?: string;
	/** Name of a channel. */
	channel?: string;
	language?: Language;
	theme?: Theme;
	speed?: Speed;
	/** All that are on; the others are off. */
	troubles?: Trouble[];
	/** A command, not yet sent. */
	draft?: string;
}

/** The part of an address after `#`. */
export function writeScene(scene: Scene): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(scene)) {
		if (value !== undefined) query.set(name, Array.isArray(value) ? value.join(',') : String(value));
	}
	return query.toString();
}

/** Whatever a link holds: what makes no sense is left out. */
export function readScene(hash: string): Scene {
	const query = new URLSearchParams(hash.replace(/^#/, ''));
	const text = (name: string) => query.get(name) ?? undefined;
	const one = <T extends string>(name: string, all: readonly T[]) =>
		all.find((known) => known === query.get(name));
	const speed = ([0, 1, 10] as const).find((known) => String(known) === query.get('speed'));
	const named = query.get('troubles')?.split(',');
	const [person, server, channel, draft] = ['person', 'server', 'channel', 'draft'].map(text);
	const language = one('language', languages);
	const theme = one('theme', themes);
	return {
		...(person !== undefined && { person }),
		...(server !== undefined && { server }),
		...(channel !== undefined && { channel }),
		...(language !== undefined && { language }),
		...(theme !== undefined && { theme }),
		...(speed !== undefined && { speed }),
		...(named !== undefined && { troubles: troubles.filter((known) => named.includes(known)) }),
		...(draft !== undefined && { draft }),
	};
}
