import { createHash } from 'node:crypto';
import type { AlertFace, AlertOutlet } from '#src/alerts/alert-face.ts';
import { button, type Card, card, linkButton, row, text } from './card.ts';
import { mayGoWellLater, type Writer } from './writing.ts';

/** Lets alerts out into their channels. */
export function alertOutlet(writer: Writer): AlertOutlet {
	return {
		send: async (channelId, face, { nonce, role, quiet }) => {
			const ping = role === null ? {} : { ping: { role } };
			const drawn = alertCard(face, { role });
			const result = await writer.send(channelId, drawn, {
				nonce,
				...ping,
				...(quiet ? { silent: true } : {}),
			});
			if (result.kind === 'sent') return result.messageId;
			return mayGoWellLater(result) ? undefined : null;
		},
		find: async (channelId, nonce) => {
			const found = await writer.find(channelId, { nonce, mark: markOf(nonce) });
			return found.kind === 'found' ? found.messageId : undefined;
		},
		edit: async (channelId, messageId, face, { lines, over, role }) => {
			const shown = over ? { ...face, buttons: [] } : face;
			const result = await writer.edit(channelId, messageId, alertCard(shown, { lines, role }));
			return !mayGoWellLater(result);
		},
	};
}

/** Discord keeps no nonce with a message, but it keeps the number of its first component. */
function markOf(nonce: string): number {
	return createHash('sha256').update(nonce).digest().readUInt32BE() >>> 1;
}

/** `role` is mentioned in a line of its own: whether it is called is said along with the message. */
export function alertCard(
	{ accent, title, text: said, note, buttons }: AlertFace,
	{ lines = [], role = null }: { lines?: readonly string[]; role?: string | null } = {},
): Card {
	const small = [...(note === '' ? [] : [note]), ...lines].map((line) => `-# ${line}`);
	return card(
		accent,
		text(`### ${title}`),
		text(said),
		text(...small, role === null ? undefined : `-# <@&${role}>`),
		row(
			...buttons.map(({ style, label, target }) =>
				style === 'link' ? linkButton(label, target) : button(style, label, target),
			),
		),
	);
}
