import { beforeAll, describe, expect, it } from 'vitest';
import { closeAfterAll, codeOf, type Stage, setStage, slash } from '../with-bot.ts';

closeAfterAll();
let stage: Stage;
beforeAll(async () => {
	stage = await setStage();
});

const path = () => `/applications/${stage.discord.applicationId}/commands` as const;
const put = (commands: unknown[]) => stage.client.rest.put(path(), { body: commands });

async function errorsOf(call: Promise<unknown>): Promise<unknown> {
	return call.then(
		() => 'accepted',
		(error: { rawError: { errors: unknown } }) => error.rawError.errors,
	);
}

describe('registration', () => {
	it('keeps the ids of commands that stay, and raises the version of those that change', async () => {
		await put([slash('queue'), slash('history')]);
		const before = stage.discord.commands();

		await put([slash('history'), { ...slash('queue'), description: 'What comes next' }, slash('listen')]);

		const [history, queue, listen] = stage.discord.commands();
		expect(history).toEqual(before[1]);
		expect(queue).toMatchObject({ id: before[0]!.id, description: 'What comes next' });
		expect(queue!.version).not.toBe(before[0]!.version);
		expect(listen!.id).not.toBe(queue!.id);
	});

	it('shows localisations only to whoever asks for them', async () => {
		await put([{ ...slash('queue'), name_localizations: { de: 'warteschlange' } }]);
		const get = (query: string) => stage.client.rest.get(path(), { query: new URLSearchParams(query) });

		expect(JSON.stringify(await get(''))).not.toContain('warteschlange');
		expect(await get('with_localizations=true')).toMatchObject([
			{ name_localizations: { de: 'warteschlange' }, description_localizations: null },
		]);
		const fetched = await stage.client.application.commands.fetch({ withLocalizations: true });
		expect(fetched.first()?.nameLocalizations).toEqual({ de: 'warteschlange' });
	});

	it('creates, edits and deletes one', async () => {
		await put([]);
		const created = await stage.client.application.commands.create({ name: 'doctor', description: 'x' });
		await created.edit({ description: 'Checks everything' });
		expect(stage.discord.commands()).toMatchObject([{ name: 'doctor', description: 'Checks everything' }]);

		await created.delete();

		expect(stage.discord.commands()).toEqual([]);
		expect(await codeOf(created.edit({ description: 'Gone' }))).toBe(10063);
	});

	it('keeps the commands of one server apart', async () => {
		await put([slash('queue')]);
		await stage.client.application.commands.set([{ name: 'local', description: 'x' }], stage.guild.id);

		expect(stage.discord.commands().map(({ name }) => name)).toEqual(['queue']);
		expect(stage.discord.guildCommands(stage.guild.id)).toMatchObject([
			{ name: 'local', guild_id: stage.guild.id },
		]);
	});

	it('refuses another application, an unknown server and a wrong token', async () => {
		const other = '/applications/100000000000000001/commands' as const;
		expect(await codeOf(stage.client.rest.put(other, { body: [] }))).toBe(50001);
		const away = `/applications/${stage.discord.applicationId}/guilds/100000000000000001/commands` as const;
		expect(await codeOf(stage.client.rest.put(away, { body: [] }))).toBe(50001);
		const answer = await fetch(`${stage.discord.apiUrl}/v10${path()}`, {
			headers: { authorization: 'Bot x' },
		});
		expect(answer.status).toBe(401);
		expect(await answer.json()).toEqual({ code: 0, message: '401: Unauthorized' });
	});

	it('refuses the hundred-and-first command and changes nothing', async () => {
		await put([slash('queue')]);
		const many = Array.from({ length: 101 }, (_, index) => slash(`c${index}`));

		expect(await codeOf(put(many))).toBe(30032);
		expect(stage.discord.commands()).toHaveLength(1);
	});
});

const text = (name: string, more: object = {}) => ({ type: 3, name, description: 'x', ...more });

describe('definitions Discord refuses', () => {
	it.each<[string, object, object]>([
		['capitals in the name', slash('Queue'), { 0: { name: {} } }],
		['spaces in the name', slash('now playing'), { 0: { name: {} } }],
		['a name of 33 characters', slash('x'.repeat(33)), { 0: { name: {} } }],
		[
			'no description',
			{ name: 'queue' },
			{ 0: { description: { _errors: [{ code: 'BASE_TYPE_REQUIRED' }] } } },
		],
		[
			'a description of 101 characters',
			{ name: 'q', description: 'x'.repeat(101) },
			{ 0: { description: {} } },
		],
		[
			'an unknown language',
			{ ...slash('q'), name_localizations: { xx: 'q' } },
			{ 0: { name_localizations: { xx: {} } } },
		],
		[
			'a translated name with capitals',
			{ ...slash('q'), name_localizations: { de: 'Warteschlange' } },
			{ 0: { name_localizations: { de: {} } } },
		],
		[
			'26 options',
			slash(
				'q',
				Array.from({ length: 26 }, (_, i) => text(`o${i}`)),
			),
			{ 0: { options: {} } },
		],
		[
			'a required option after an optional one',
			slash('q', [text('a'), text('b', { required: true })]),
			{ 0: { options: { 1: { required: {} } } } },
		],
		['two options of one name', slash('q', [text('a'), text('a')]), { 0: { options: { 1: { name: {} } } } }],
		[
			'two options with one name in a language',
			slash('q', [
				text('a', { name_localizations: { de: 'x' } }),
				text('b', { name_localizations: { de: 'x' } }),
			]),
			{ 0: { options: { 1: { name: {} } } } },
		],
		[
			'choices beside autocomplete',
			slash('q', [text('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })]),
			{ 0: { options: { 0: { autocomplete: {} } } } },
		],
		[
			'26 choices',
			slash('q', [
				text('a', { choices: Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: `${i}` })) }),
			]),
			{ 0: { options: { 0: { choices: {} } } } },
		],
		[
			'a number among the choices of a text',
			slash('q', [text('a', { choices: [{ name: 'x', value: 1 }] })]),
			{ 0: { options: { 0: { choices: {} } } } },
		],
		[
			'a bad option inside a sub-command',
			slash('dj', [{ type: 1, name: 'skip', description: 'x', options: [text('Bad Name')] }]),
			{ 0: { options: { 0: { options: { 0: { name: {} } } } } } },
		],
		[
			'sub-commands beside options',
			slash('dj', [{ type: 1, name: 'skip', description: 'x' }, text('a')]),
			{ 0: { options: { 1: { type: {} } } } },
		],
		[
			'more than 8000 characters',
			slash(
				'q',
				Array.from({ length: 25 }, (_, o) =>
					text(`o${o}`, {
						choices: Array.from({ length: 4 }, (_unused, c) => ({
							name: `${c}`.padEnd(50, 'x'),
							value: 'v'.repeat(50),
						})),
					}),
				),
			),
			{ 0: { _errors: [{ code: 'APPLICATION_COMMAND_TOO_LARGE' }] } },
		],
	])('%s', async (_, command, place) => {
		expect(await errorsOf(put([command]))).toMatchObject(place);
	});

	it('two commands of one name', async () => {
		expect(await errorsOf(put([slash('q'), slash('q')]))).toMatchObject({ 1: { name: {} } });
	});

	it('but takes a large sensible one', async () => {
		const skip = {
			type: 1,
			name: 'skip',
			description: 'Skips',
			options: [text('station', { autocomplete: true })],
		};
		const list = { type: 2, name: 'requests', description: 'Requests', options: [skip] };
		const localized = { name_localizations: { de: 'überspringen', hi: 'छोड़ें', th: 'ข้าม' } };

		expect(await errorsOf(put([{ ...slash('dj', [{ ...skip, ...localized }, list]), contexts: [0] }]))).toBe(
			'accepted',
		);
	});
});
