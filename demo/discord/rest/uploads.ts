import type { StoredAttachment } from '../loopback-message.ts';
import { mediaOf, walkComponents } from '../rules/component-tree.ts';
import { type Component, type TopLevelComponent } from '../rules/components.ts';
import type { Embed } from '../rules/embeds.ts';
import type { MessageForm } from '../rules/message-body.ts';
import type { World } from '../world.ts';
import { type FormIssue, invalidForm, tooLarge } from './discord-error.ts';

const MAX_FILES = 10;
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** A file part of a multipart request; `field` is its number in `files[n]`. */
export interface UploadedFile {
	field: string;
	name: string;
	contentType: string;
	bytes: Uint8Array;
}

/** A file on its way in: named and checked, not stored yet, since the message around it may still be refused. */
export interface PlannedFiles {
	kept: StoredAttachment[];
	fresh: { file: UploadedFile; description?: string | undefined; name: string }[];
	names: string[];
}

/**
 * Which files the message will have. `attachments` in the body is the list to keep and to describe; without it every
 * old file stays. A stub without a filename means `files[id]`.
 */
export function planFiles(
	form: MessageForm,
	files: UploadedFile[],
	before: StoredAttachment[],
	at: FormIssue['path'] = [],
): PlannedFiles {
	const stubs = form.attachments;
	const kept =
		stubs === undefined ? before : before.filter((old) => (stubs ?? []).some((stub) => stub.id === old.id));
	for (const [index, stub] of (stubs ?? []).entries()) {
		if (before.some((old) => old.id === stub.id) || files.some((file) => file.field === stub.id)) continue;
		const message = 'The attachment was neither sent nor on the message before';
		throw invalidForm([{ path: [...at, 'attachments', index, 'id'], code: 'ATTACHMENT_NOT_FOUND', message }]);
	}
	if (files.some((file) => file.bytes.byteLength > MAX_FILE_BYTES)) throw tooLarge();
	if (kept.length + files.length > MAX_FILES) {
		const message = `Must be ${MAX_FILES} or fewer in length.`;
		throw invalidForm([{ path: [...at, 'attachments'], code: 'BASE_TYPE_MAX_LENGTH', message }]);
	}
	const fresh = files.map((file) => {
		const stub = (stubs ?? []).find(({ id }) => id === file.field);
		return { file, name: stub?.filename ?? file.name, description: stub?.description };
	});
	return { kept, fresh, names: [...kept.map((old) => old.filename), ...fresh.map(({ name }) => name)] };
}

/** Keeps the new files and gives back the message's whole list. */
export function storeFiles(world: World, channelId: string, plan: PlannedFiles): StoredAttachment[] {
	const stored = plan.fresh.map(({ file, name, description }) => {
		const id = world.newId();
		const path = `/attachments/${channelId}/${id}/${encodeURIComponent(name)}`;
		world.files.set(path, { bytes: file.bytes, contentType: file.contentType });
		return {
			id,
			filename: name,
			size: file.bytes.byteLength,
			url: world.origin + path,
			proxy_url: world.origin + path,
			content_type: file.contentType,
			...(description !== undefined && { description }),
		};
	});
	return [...plan.kept, ...stored];
}

/** Puts the stored addresses where the bot wrote `attachment://name`. */
export function resolveAttachments(
	attachments: StoredAttachment[],
	components: TopLevelComponent[],
	embeds: Embed[],
): void {
	const media = [...walkComponents(components)].flatMap(({ component }: { component: Component }) =>
		mediaOf(component),
	);
	for (const embed of embeds)
		media.push(...[embed.image, embed.thumbnail].filter((one) => one !== undefined));
	for (const one of media) {
		const name = /^attachment:\/\/(.*)$/.exec(one.url)?.[1];
		const stored = attachments.find((attachment) => attachment.filename === name);
		if (stored !== undefined) one.url = stored.url;
	}
}
