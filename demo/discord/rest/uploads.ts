import { forgetFiles, plainName, storeFile } from '../files.ts';
import type { LoopbackMessage, StoredAttachment } from '../loopback-message.ts';
import { mediaOf, walkComponents } from '../rules/component-tree.ts';
import type { TopLevelComponent } from '../rules/components.ts';
import type { Embed } from '../rules/embeds.ts';
import type { MessageForm } from '../rules/message-body.ts';
import type { World } from '../world.ts';
import { type FormIssue, invalidForm, tooLarge } from './discord-error.ts';

const MAX_FILES = 10;

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
	{ before, limit, at = [] }: { before: StoredAttachment[]; limit: number; at?: FormIssue['path'] },
): PlannedFiles {
	const stubs = form.attachments;
	const kept = before.flatMap((old) => {
		if (stubs === undefined) return [old];
		const stub = (stubs ?? []).find(({ id }) => id === old.id);
		if (stub === undefined) return [];
		return [stub.description === undefined ? old : { ...old, description: stub.description }];
	});
	for (const [index, stub] of (stubs ?? []).entries()) {
		if (before.some((old) => old.id === stub.id) || files.some((file) => file.field === stub.id)) continue;
		const message = 'The attachment was neither sent nor on the message before';
		throw invalidForm([{ path: [...at, 'attachments', index, 'id'], code: 'ATTACHMENT_NOT_FOUND', message }]);
	}
	if (files.some((file) => file.bytes.byteLength > limit)) throw tooLarge();
	if (kept.length + files.length > MAX_FILES) {
		const message = `Must be ${MAX_FILES} or fewer in length.`;
		throw invalidForm([{ path: [...at, 'attachments'], code: 'BASE_TYPE_MAX_LENGTH', message }]);
	}
	const fresh = files.map((file) => {
		const stub = (stubs ?? []).find(({ id }) => id === file.field);
		return { file, name: plainName(stub?.filename ?? file.name).filename, description: stub?.description };
	});
	return { kept, fresh, names: [...kept.map((old) => old.filename), ...fresh.map(({ name }) => name)] };
}

/** Keeps the new files, drops those the message no longer has, and gives back its whole list. */
export function storeFiles(world: World, message: LoopbackMessage, plan: PlannedFiles): StoredAttachment[] {
	const stored = plan.fresh.map(({ file: { bytes, contentType }, name, description }) =>
		storeFile(world, message.channel_id, {
			name,
			bytes,
			contentType,
			description,
			isEphemeral: message.ephemeralFor !== undefined,
		}),
	);
	const gone = message.attachments.filter((old) => !plan.kept.some(({ id }) => id === old.id));
	forgetFiles(world, gone);
	return [...plan.kept, ...stored];
}

/** Puts the stored addresses where the bot wrote `attachment://name`. */
export function resolveAttachments(
	attachments: StoredAttachment[],
	components: TopLevelComponent[],
	embeds: Embed[],
): void {
	const named = (url: string) => {
		const name = /^attachment:\/\/(.*)$/.exec(url)?.[1];
		return attachments.find((attachment) => attachment.filename === name);
	};
	for (const embed of embeds) {
		for (const picture of [embed.image, embed.thumbnail]) {
			if (picture !== undefined) picture.url = named(picture.url)?.url ?? picture.url;
		}
	}
	for (const { component } of walkComponents(components)) {
		for (const media of mediaOf(component)) {
			const stored = named(media.url);
			if (stored === undefined) continue;
			const { id, url, proxy_url, content_type } = stored;
			Object.assign(media, { url, proxy_url, content_type, attachment_id: id });
			if (component.type === 13) Object.assign(component, { name: stored.filename, size: stored.size });
		}
	}
}
