import strings from '#locales/en-US/shared/alerts.ts';
import errors from '#locales/en-US/shared/errors.ts';
import type { CheckChange } from '#src/checks/last-check.ts';
import type { Station } from '#src/stations/station.ts';
import type { Words } from '#src/words/words.ts';
import type { Announcer } from './announcer.ts';
import { accent, button, type Card, card, row, text } from './card.ts';
import { commandList } from './check-up-lines.ts';
import { customId } from './custom-id.ts';
import { safe } from './text.ts';

/** Tells a station's alerts channel, once, what became different about its keys. Without such a channel nobody is told. */
export class CheckAlerts {
	readonly #announcer: Announcer;
	readonly #words: Words;
	readonly #localeOf: (guildId: string) => string;

	constructor(parts: { announcer: Announcer; words: Words; localeOf: (guildId: string) => string }) {
		this.#announcer = parts.announcer;
		this.#words = parts.words;
		this.#localeOf = parts.localeOf;
	}

	async tell(station: Station, changes: readonly CheckChange[], at: number): Promise<void> {
		const channelId = station.channels.alerts;
		if (channelId === undefined) return;
		const locale = this.#localeOf(station.guildId);
		for (const [place, change] of changes.entries()) {
			const nonce = `check ${station.id} ${(at % 1e8).toString(36)} ${place}`;
			await this.#announcer.say(channelId, changeCard(station, change, this.#words, locale), nonce);
		}
	}
}

/** The channel may be read by many, so the card holds nothing of the key. */
function changeCard(station: Station, change: CheckChange, words: Words, locale: string): Card {
	const t = words.in(locale, strings);
	const key = words.in(locale, errors)(`key.${change.key}`);
	const host = safe(station.backend.host, 80);
	const name = safe(station.name, 80);
	const commands = commandList(change.commands);
	const check = row(button('secondary', t('check'), customId('doctor', 'show', station.id)));
	switch (change.kind) {
		case 'key-rejected':
			return card(
				accent.bad,
				text(`### ${t('key-rejected.title', { host, key })}`),
				text(t('key-rejected.text', { key, station: name })),
				text(t('key-rejected.mend')),
				check,
			);
		case 'key-works-again':
			return card(
				accent.ok,
				text(`### ${t('key-works-again.title', { host, key })}`),
				text(t('key-works-again.text', { key, station: name })),
			);
		case 'right-lost':
			return card(
				accent.warn,
				text(`### ${t('right-lost.title', { permission: change.right.label })}`),
				text(t('right-lost.text', { key, station: name, commands })),
				text(t('right-lost.mend', { host })),
				check,
			);
		case 'right-back':
			return card(
				accent.ok,
				text(`### ${t('right-back.title', { permission: change.right.label })}`),
				text(t('right-back.text', { key, station: name, commands })),
			);
	}
}
