import { z } from 'zod';
import strings from '#locales/en-US/station/upload.ts';
import { AttachedFileError } from '#src/discord/attached-file.ts';
import { accent, type Card, card, text } from '#src/discord/card.ts';
import type { Pressed } from '#src/discord/command.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import type { Form } from '#src/discord/form.ts';
import type { AttachedFile } from '#src/discord/options.ts';
import { pacedProgress } from '#src/discord/progress.ts';
import type { Reply } from '#src/discord/reply.ts';
import {
	failedUpload,
	fileName,
	missingTags,
	notAdded,
	obstacleCard,
	sendingCard,
	storedCard,
	type UploadContext,
} from '#src/discord/upload-cards.ts';
import { type AudioFacts, readAudio } from '#src/stations/audio-tags.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import { isReadable, part } from '#src/stations/overview.ts';
import {
	counted,
	largestUpload,
	obstacleTo,
	upload,
	uploadFolder,
	uploadName,
} from '#src/stations/uploading.ts';
import { size } from '#src/words/sizes.ts';

/** A file that waits with Discord until somebody has said what it is. */
const waiting = z.object({
	file: z.object({ url: z.string(), name: z.string(), size: z.number(), contentType: z.string().nullable() }),
	found: z.object({
		ending: z.string(),
		title: z.string(),
		artist: z.string(),
		album: z.string(),
		length: z.number().nullable(),
	}),
	by: z.string(),
});
type Waiting = z.output<typeof waiting>;

export default defineCommand(strings, {
	group: 'station',
	level: 'manager',
	openIn: 'upload',
	uses: ['library.upload', 'library.search', 'library.tag', 'library.find'],
	partly: ['library.findByPath', 'library.usage', 'library.assign', 'playlists.list'],
	visibility: (_options, { inOpenChannel }) => (inOpenChannel ? 'public' : 'private'),
	station: 'one',
	changes: true,
	options: { file: { type: 'file', required: true } },
	execute: async (context, { file }) => tellingTrouble(context, file, () => take(context, file)),
	components: {
		tags: { answer: 'form', open: async (context) => tagForm(context) },
		tagged: { answer: 'update', changes: true, run: async (context) => tagged(context) },
		assign: { answer: 'update', level: 'manager', changes: true, run: async (context) => assign(context) },
	},
});

async function take(context: UploadContext, file: AttachedFile): Promise<Reply> {
	const { t, services, locale, person } = context;
	offeredRole(context.station, 'library');
	if (file.size === 0) return notAdded(context, file, t('empty'));
	if (file.size > largestUpload) {
		const limit = size(largestUpload, locale);
		return notAdded(context, file, t('tooLarge', { size: size(file.size, locale), limit }));
	}
	await context.show(card(accent.calm, text(`### ${t('reading', { file: fileName(file) })}`)));
	const open = await services.files.open(file.url, file.size);
	const found = await readAudio(open.content).finally(() => open.close());
	if (found === null) return notAdded(context, file, t('notAudio'));
	if (found.title !== '' && found.artist !== '') return send(context, file, found, {});
	const kept: Waiting = { file, found, by: person.id };
	const name = await services.stash.put(JSON.stringify(kept));
	return missingTags(context, file, found, context.id('tags', name));
}

/** `typed`: what the file does not say of itself. */
async function send(
	context: UploadContext,
	file: AttachedFile,
	found: AudioFacts,
	typed: { title?: string; artist?: string; album?: string },
): Promise<Reply> {
	const { station, services, t } = context;
	const library = offeredRole(station, 'library');
	const tags = { title: typed.title ?? found.title, artist: typed.artist ?? found.artist };
	const place = { folder: uploadFolder, name: uploadName(file.name, found.ending, tags), size: file.size };
	const obstacle = await obstacleTo(library, place, tags);
	if (obstacle !== undefined) return obstacleCard(context, file, obstacle);
	const open = await services.files.open(file.url, file.size);
	const paced = pacedProgress(context);
	const content = counted(open.content, (bytes) => {
		// Once all of it is sent the server takes its time, and nothing comes that could be counted.
		if (bytes === file.size) void context.show(sendingCard(context, file, bytes));
		else void paced(() => sendingCard(context, file, bytes));
	});
	const outcome = await upload(library, { ...place, content }, typed, services.clock, found).finally(() =>
		open.close(),
	);
	const what = `${tags.artist} – ${tags.title}`;
	if (outcome.kind === 'refused') return failedUpload(context, file, outcome);
	if (outcome.kind === 'unproven')
		return { ...failedUpload(context, file, outcome), audit: { outcome: 'unproven', what } };
	services.mediaWatch.lookSoon(context.station);
	const playlists = await choices(context);
	const notes = [outcome.tags === 'not-written' ? t('tagsNotWritten') : undefined];
	const shown = storedCard(context, outcome.song, { size: file.size, playlists, notes });
	return { ...shown, audit: { outcome: outcome.tags === 'not-written' ? 'partly' : 'done', what } };
}

/** What a song can be put into; nothing where the key may not see the playlists. */
async function choices({ station }: UploadContext) {
	const found = await part(() => offeredRole(station, 'playlists').list());
	return isReadable(found) ? found.filter(({ source }) => source === 'songs') : [];
}

async function waitingFile({ services, args }: UploadContext & Pressed): Promise<Waiting | undefined> {
	const text = await services.stash.get(args[0] ?? '');
	return text === undefined ? undefined : waiting.safeParse(parseJson(text)).data;
}

async function tagForm(context: UploadContext & Pressed): Promise<Form> {
	const { t, id, args } = context;
	const kept = await waitingFile(context);
	const field = (name: string, label: string, value = '', required = true) => ({
		id: name,
		label,
		value,
		required,
		maxLength: 200,
	});
	return {
		id: id('tagged', args[0] ?? ''),
		title: t('form.title'),
		fields: [
			field('title', t('form.song'), kept?.found.title),
			field('artist', t('form.artist'), kept?.found.artist),
			field('album', t('form.album'), kept?.found.album, false),
		],
	};
}

async function tagged(context: UploadContext & Pressed): Promise<Reply> {
	const { t, person, fields, args } = context;
	const kept = await waitingFile(context);
	if (kept === undefined) return card(accent.warn, text(t('gone')));
	const { file, found } = kept;
	if (kept.by !== person.id) {
		const shown = missingTags(context, file, found, context.id('tags', args[0] ?? ''));
		return { components: [...shown.components, text(`-# ${t('notYours')}`)] };
	}
	const typed = (name: 'title' | 'artist' | 'album') => {
		const value = (fields[name] ?? '').trim();
		return value === '' || value === found[name] ? {} : { [name]: value };
	};
	const tags = { ...typed('title'), ...typed('artist'), ...typed('album') };
	return tellingTrouble(context, file, () => send(context, file, found, tags));
}

async function assign(context: UploadContext & Pressed): Promise<Reply> {
	const { t, station, args, values } = context;
	const library = offeredRole(station, 'library');
	const before = await library.find(args[0] ?? '');
	if (before === null) return card(accent.warn, text(t('assigned.gone')));
	// The server replaces the song's playlists: those that it is in by now have to stay.
	await library.assign(before, [...new Set([...before.playlists.map(({ id }) => id), ...values])]);
	const after = (await library.find(before.id)) ?? before;
	context.services.mediaWatch.lookSoon(station);
	const isSo = values.every((value) => after.playlists.some(({ id }) => id === value));
	const notes = [isSo ? undefined : t('assigned.unproven')];
	const shown = storedCard(context, after, { playlists: await choices(context), notes });
	const what = `${after.song.artist} – ${after.song.title}`;
	return { ...shown, audit: { outcome: isSo ? 'done' : 'unproven', deed: 'assigned', what } };
}

/** A file that did not come whole from Discord is no trouble of the radio server: one sentence, and nothing was stored. */
async function tellingTrouble(
	context: UploadContext,
	file: AttachedFile,
	work: () => Promise<Reply>,
): Promise<Reply | Card> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof AttachedFileError)) throw error;
		const { t } = context;
		const { trouble } = error;
		const why = trouble === 'gone' ? t('gone') : trouble === 'foreign' ? t('foreign') : t('torn');
		return notAdded(context, file, why);
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// The id of a button is only text: what does not parse is an id this version never drew.
		return undefined;
	}
}
