import { z } from 'zod';
import type { Call } from '../azuracast/router.ts';
import { Refusal } from './refusal.ts';
import type { SimulatedEpisode, SimulatedShow, World } from './world.ts';

const mostBytes = 1024 * 1024;
const fields = z.record(z.string(), z.unknown());
type Fields = z.output<typeof fields>;

/** The JSON of a call. Throws the refusal for one that is too large, or is none. */
export function bodyOf({ body }: Call): Fields {
	if (Buffer.byteLength(body) > mostBytes) throw new Refusal(413, 'Request body is too large');
	let value: unknown;
	try {
		value = JSON.parse(body);
	} catch {
		// What is no JSON is refused as AutoPod refuses a body without fields.
		throw new Refusal(400, 'Invalid JSON body');
	}
	const read = fields.safeParse(value);
	if (!read.success) throw new Refusal(400, 'Invalid JSON body');
	return read.data;
}

export function publish(world: World, given: Fields): SimulatedEpisode {
	const title = titleIn(given, 499);
	const audioUrl = addressIn(given, 'audio_url');
	if (audioUrl === undefined) throw new Refusal(400, 'audio_url must be a valid HTTP/HTTPS URL');
	const showId = given['show_id'] ?? null;
	const show = world.shows.find(({ id }) => id === showId);
	if (showId !== null && show === undefined) throw new Refusal(404, 'Show not found');
	const episode: SimulatedEpisode = {
		id: 1 + Math.max(0, ...world.episodes.map(({ id }) => id)),
		title,
		description: textIn(given, 'description', 5_000) ?? '',
		image: addressIn(given, 'image_url') ?? '',
		datetime: Math.floor(world.clock.now() / 1000),
		audioUrl,
		bytes: 0,
		showId: show?.id ?? null,
		isArchived: false,
	};
	world.episodes.unshift(episode);
	return episode;
}

export function createShow(world: World, given: Fields): SimulatedShow {
	const title = titleIn(given, 200);
	if (world.shows.some((show) => show.title.toLowerCase() === title.toLowerCase()))
		throw new Refusal(409, 'A show with this identifier already exists');
	const show: SimulatedShow = {
		id: 1 + Math.max(0, ...world.shows.map(({ id }) => id)),
		title,
		description: '',
		image: '',
		published: false,
		presenter: '',
	};
	Object.assign(show, changesIn(given));
	world.shows.push(show);
	return show;
}

export function editShow(show: SimulatedShow, given: Fields): SimulatedShow {
	if ('title' in given) show.title = titleIn(given, 200);
	return Object.assign(show, changesIn(given));
}

function changesIn(given: Fields): Partial<SimulatedShow> {
	const description = textIn(given, 'description', 5_000);
	const presenter = textIn(given, 'presenter', 200);
	const image = addressIn(given, 'image_url');
	const { published } = given;
	if (published !== undefined && typeof published !== 'boolean')
		throw new Refusal(400, 'published must be a boolean');
	return {
		...(description === undefined ? {} : { description }),
		...(presenter === undefined ? {} : { presenter }),
		...(image === undefined ? {} : { image }),
		...(published === undefined ? {} : { published }),
	};
}

function titleIn(given: Fields, most: number): string {
	const title = textIn(given, 'title', most)?.trim() ?? '';
	if (title === '') throw new Refusal(400, 'title is required');
	return title;
}

function textIn(given: Fields, name: string, most: number): string | undefined {
	const value = given[name];
	if (value === undefined) return undefined;
	if (typeof value !== 'string') throw new Refusal(400, `${name} must be a string`);
	if (value.length > most) throw new Refusal(400, `${name} must be ${most} characters or fewer`);
	return value;
}

function addressIn(given: Fields, name: string): string | undefined {
	const value = textIn(given, name, 2_000);
	if (value === undefined || value === '') return undefined;
	const url = URL.parse(value);
	if (url === null || !/^https?:$/.test(url.protocol))
		throw new Refusal(400, `${name} must be a valid HTTP/HTTPS URL`);
	return value;
}
