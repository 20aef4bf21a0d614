import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '#demo/manual-clock.ts';
import { AlertDesk, type AlertEvent } from '#src/alerts/alert-desk.ts';
import type { AlertFace, AlertOutlet, Sending } from '#src/alerts/alert-face.ts';
import type { AlertRule, AlertRules } from '#src/alerts/alert-rules.ts';
import { type OpenAlert, openAlertSchema } from '#src/alerts/open-alert.ts';
import { settle, station } from '../stations/fake-station.ts';

const minute = 60_000;
const here = station('one', { channels: { alerts: 'alerts' } });

class Memory {
	readonly kept = new Map<string, string>();

	async set(key: string, value: OpenAlert): Promise<void> {
		this.kept.set(key, JSON.stringify(openAlertSchema.parse(value)));
	}

	async delete(key: string): Promise<boolean> {
		return this.kept.delete(key);
	}

	async *entries() {
		for (const [key, text] of this.kept) yield { key, value: openAlertSchema.parse(JSON.parse(text)) };
	}
}

/** A channel in which messages lie as they were drawn last. */
class Channel implements AlertOutlet {
	readonly messages: {
		id: string;
		nonce: string;
		title: string;
		lines: readonly string[];
		buttons: number;
	}[] = [];
	readonly sent: (Sending & { channel: string })[] = [];
	answer: 'sent' | 'later' | 'never' | 'lost' = 'sent';

	async send(channel: string, face: AlertFace, how: Sending) {
		this.sent.push({ channel, ...how });
		if (this.answer === 'later') return undefined;
		if (this.answer === 'never') return null;
		const known = this.messages.find(({ nonce }) => nonce === how.nonce);
		const id = known?.id ?? `m${this.messages.length + 1}`;
		if (known === undefined)
			this.messages.push({
				id,
				nonce: how.nonce,
				title: face.title,
				lines: [],
				buttons: face.buttons.length,
			});
		return this.answer === 'lost' ? new Promise<string>(() => {}) : id;
	}

	async find(_channel: string, nonce: string) {
		return this.messages.find((message) => message.nonce === nonce)?.id;
	}

	async edit(
		_channel: string,
		id: string,
		_face: AlertFace,
		{ lines, over }: { lines: readonly string[]; over: boolean },
	) {
		const message = this.messages.find((one) => one.id === id);
		if (message !== undefined) Object.assign(message, { lines, buttons: over ? 0 : 1 });
		return true;
	}
}

function world(rule: Partial<AlertRule> = {}) {
	const clock = new ManualClock();
	const channel = new Channel();
	const memory = new Memory();
	const errors: unknown[] = [];
	let rules: AlertRule[] = [
		{ station: 'one', channel: 'alerts', kinds: ['air', 'dj', 'record'], role: 'role', quiet: null, ...rule },
	];
	const book: AlertRules = {
		of: async () => rules,
		isChosen: () => true,
		put: async () => {},
		drop: async () => {},
	};
	const open = async () => {
		const desk = new AlertDesk({
			rules: book,
			outlet: channel,
			memory,
			clock,
			onError: (_, error) => errors.push(error),
			words: {
				face: (_, { type }) => ({
					accent: 0,
					title: type,
					text: '',
					note: '',
					buttons: [{ style: 'primary', label: 'x', target: 'x' }],
				}),
				over: (_, _at, lasted) => `over after ${lasted / minute}`,
				counted: (_, times) => `${times} times`,
			},
		});
		await desk.start();
		return desk;
	};
	return {
		clock,
		channel,
		memory,
		errors,
		open,
		titles: () => channel.messages.map(({ title }) => title),
		change: (now: AlertRule[]) => {
			rules = now;
		},
	};
}

/** Where each test's clock begins. */
const begun = new ManualClock().now();

const off: AlertEvent = {
	kind: 'air',
	topic: 'off-air one',
	stations: [here],
	news: { type: 'off-air', station: here, since: begun, last: null, listeners: null, apartMs: 0 },
};
const on: AlertEvent = {
	...off,
	news: { type: 'on-air', station: here, since: begun, until: 0, song: null, listeners: null, before: null },
};

async function settled() {
	for (let turns = 0; turns < 10; turns++) await settle();
}

async function opened(rule: Partial<AlertRule> = {}) {
	const made = world(rule);
	const desk = await made.open();
	onTestFinished(() => void desk.close());
	return { ...made, desk };
}

describe('an alert', () => {
	it('is told once, and its end as a message of its own; only the opening calls', async () => {
		const { desk, channel, titles, clock, memory } = await opened();
		await desk.raise(off);
		await desk.raise(off);
		await settled();
		expect(titles()).toEqual(['off-air']);
		await clock.advance(25 * minute);
		await desk.raise(off);
		await desk.end(on);
		await desk.end(on);
		await settled();
		expect(titles()).toEqual(['off-air', 'on-air']);
		expect(channel.sent.map(({ role }) => role)).toEqual(['role', null]);
		expect(channel.messages[0]).toMatchObject({ lines: ['over after 25'], buttons: 0 });
		expect(channel.messages[1]).toMatchObject({ lines: [] });
		await clock.advance(11 * minute);
		await settled();
		expect(memory.kept.size).toBe(0);
		expect(channel.sent.length).toBe(2);
	});

	it('goes on after a restart, neither told again nor forgotten', async () => {
		const { desk, titles, open, channel } = await opened();
		await desk.raise(off);
		await settled();
		await desk.close();
		const other = await open();
		await other.raise(off);
		await settled();
		expect(titles()).toEqual(['off-air']);
		await other.end(on);
		await settled();
		expect(titles()).toEqual(['off-air', 'on-air']);
		expect(channel.messages[0]?.buttons).toBe(0);
		await other.close();
	});

	it('that was sent when the process ended is found, and not sent again', async () => {
		const { desk, titles, open, channel } = await opened();
		channel.answer = 'lost';
		await desk.raise(off);
		await settled();
		channel.answer = 'sent';
		const other = await open();
		await settled();
		expect(titles()).toEqual(['off-air']);
		expect(channel.sent.length).toBe(1);
		await other.end(on);
		await settled();
		expect(titles()).toEqual(['off-air', 'on-air']);
		await other.close();
	});

	it('for which Discord had no time is sent later; one that a channel will not have is not', async () => {
		const { desk, channel, titles, clock } = await opened();
		channel.answer = 'later';
		await desk.raise(off);
		await settled();
		expect(titles()).toEqual([]);
		channel.answer = 'sent';
		await clock.advance(20_000);
		await settled();
		expect(titles()).toEqual(['off-air']);
		const never = await opened();
		never.channel.answer = 'never';
		await never.desk.raise(off);
		await settled();
		await never.clock.advance(5 * minute);
		expect(never.channel.sent.length).toBe(1);
	});

	it('that nobody wants to hear of is not told to those who choose it later', async () => {
		const { desk, titles, change } = await opened({ kinds: [] });
		await desk.raise(off);
		change([{ station: 'one', channel: 'alerts', kinds: ['air'], role: null, quiet: null }]);
		await desk.raise(off);
		await desk.end(on);
		await settled();
		expect(titles()).toEqual([]);
		await desk.tell({ ...off, kind: 'record' });
		expect(titles()).toEqual([]);
	});
});

describe('what comes again within ten minutes', () => {
	it('is counted on the alert that there was', async () => {
		const { desk, titles, channel, clock } = await opened();
		for (let times = 0; times < 3; times++) {
			await desk.raise(off);
			await clock.advance(minute);
			await desk.end(on);
			await clock.advance(minute);
		}
		await settled();
		expect(titles()).toEqual(['off-air', 'on-air']);
		expect(channel.messages[0]?.lines).toEqual(['3 times', 'over after 1']);
		await clock.advance(30 * minute);
		await settled();
		expect(titles()).toEqual(['off-air', 'on-air']);
	});

	it('is told anew when it lasts', async () => {
		const { desk, titles, clock, open } = await opened();
		await desk.raise(off);
		await desk.end(on);
		await clock.advance(5 * minute);
		await desk.raise(off);
		await settled();
		await desk.close();
		const other = await open();
		expect(titles()).toEqual(['off-air', 'on-air']);
		await clock.advance(6 * minute);
		await settled();
		expect(titles()).toEqual(['off-air', 'on-air', 'off-air']);
		await other.end(on);
		await settled();
		expect(titles()).toEqual(['off-air', 'on-air', 'off-air', 'on-air']);
		await other.close();
	});
});

describe('other news', () => {
	it('without an end is told and forgotten', async () => {
		const { desk, titles, clock, memory } = await opened();
		const record = { type: 'record', station: here, listeners: 9, at: 0, before: 8, beforeAt: 0 } as const;
		await desk.tell({ kind: 'record', topic: 'record one', stations: [here], news: record });
		await settled();
		expect(titles()).toEqual(['record']);
		await clock.advance(11 * minute);
		await settled();
		expect(memory.kept.size).toBe(0);
	});

	it('follows on what was open: a DJ takes over', async () => {
		const { desk, titles, channel } = await opened();
		const about = { kind: 'dj', topic: 'dj one', stations: [here] } as const;
		const player = null;
		await desk.raise({
			...about,
			news: { type: 'dj-live', station: here, dj: 'Nova', since: begun, player },
		});
		await settled();
		await desk.replace({
			...about,
			news: { type: 'dj-change', station: here, from: 'Nova', to: 'Rhea', since: begun, player },
		});
		await settled();
		expect(titles()).toEqual(['dj-live', 'dj-change']);
		expect(channel.messages[0]).toMatchObject({ lines: ['over after 0'], buttons: 0 });
	});
});

describe('quiet hours', () => {
	it('let messages come, without a sound and calling nobody', async () => {
		const quiet = { from: '19:00', to: '20:00', timezone: 'UTC' };
		const { desk, channel } = await opened({ quiet });
		await desk.raise(off);
		await settled();
		expect(channel.sent).toMatchObject([{ role: null, quiet: true }]);
	});
});
