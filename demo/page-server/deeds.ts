import { z } from 'zod';
import type { Act, Actor, ShownModal } from '../discord/loopback-discord.ts';
import { languages } from '../page/wire.ts';
import type { EventStreams } from './event-stream.ts';
import { fieldsWithFiles, fieldValues, optionValues, withFiles, withoutFiles } from './given-values.ts';
import { HttpProblem } from './http-problem.ts';
import type { PageGuild, PagePlayground, PlaygroundPerson } from './page-playground.ts';
import { type Route, route } from './route.ts';
import type { Uploads } from './uploads.ts';

const place = z.strictObject({ as: z.string(), channelId: z.string() });
const command = place.extend({ name: z.string(), options: optionValues });
const autocomplete = command.extend({ focused: z.string() });
const press = place.extend({ messageId: z.string(), customId: z.string() });
const select = press.extend({ values: z.array(z.string()) });
const submit = z.strictObject({
	as: z.string(),
	interactionId: z.string(),
	values: fieldValues,
});
const dismiss = z.strictObject({ as: z.string(), messageId: z.string() });
const speak = z.strictObject({ as: z.string(), locale: z.enum(languages) });

/** What a person can do on the page, by its address. */
export function deedRoutes(
	playground: PagePlayground,
	streams: EventStreams,
	uploads: Uploads,
): Record<string, Route> {
	const { discord, guilds } = playground;
	const modals = rememberModals(playground);
	const by = (where: z.output<typeof place>): Actor => ({
		// A channel is in one server only, so that its id says which one is meant.
		guildId:
			guilds.find(({ channels }) => channels.some(({ id }) => id === where.channelId))?.id ??
			missing('channel'),
		channelId: where.channelId,
		userId: findPerson(playground, where.as).id,
	});
	const outcome = (act: Act) => waitForAcknowledgement(act, playground);
	return {
		'/api/command': route(command, (body) =>
			outcome(allowed(() => discord.command(by(body), body.name, withFiles(body.options, uploads, body.as)))),
		),
		'/api/autocomplete': route(autocomplete, async (body) => {
			const { name, focused } = body;
			const options = withoutFiles(body.options);
			const asked = allowed(() => discord.autocomplete(by(body), name, options, focused));
			return { choices: await asked.catch(refuse) };
		}),
		'/api/press': route(press, (body) =>
			outcome(allowed(() => discord.press(by(body), body.messageId, body.customId))),
		),
		'/api/select': route(select, (body) =>
			outcome(allowed(() => discord.select(by(body), body.messageId, body.customId, body.values))),
		),
		'/api/submit': route(submit, async (body) => {
			const shown = modals.get(body.interactionId);
			if (shown === undefined || shown.viewer !== body.as) return missing('modal');
			const actor = by({ as: body.as, channelId: shown.channelId });
			return outcome(
				allowed(() => discord.submit(actor, shown.modal, fieldsWithFiles(body.values, uploads, body.as))),
			);
		}),
		'/api/dismiss': route(dismiss, async (body) => {
			const viewer = findPerson(playground, body.as);
			const owner = discord.message(body.messageId)?.ephemeralFor;
			if (owner !== viewer.id) return missing('message');
			streams.dismiss(viewer, body.messageId);
			return {};
		}),
		'/api/language': route(speak, async (body) => {
			const viewer = findPerson(playground, body.as);
			playground.speak(viewer, body.locale);
			streams.refresh(viewer);
			return {};
		}),
	};
}

export function findPerson(playground: PagePlayground, id: string): PlaygroundPerson {
	return playground.people.find((person) => person.id === id) ?? missing('person');
}

/** The server of this name in the address; the first where there is none, or none of that name any more. */
export function findGuild({ guilds }: PagePlayground, slug: string | null): PageGuild {
	return guilds.find((guild) => guild.slug === slug) ?? guilds[0] ?? missing('server');
}

function rememberModals(playground: PagePlayground) {
	const modals = new Map<string, { viewer: string; channelId: string; modal: ShownModal }>();
	playground.discord.onEvent((event) => {
		if (event.kind !== 'modal-shown') return;
		const { viewer, channelId, modal } = event;
		modals.set(modal.interactionId, { viewer, channelId, modal });
	});
	return modals;
}

/** The loopback throws what Discord's own client would not let a person do. */
function allowed<T>(deed: () => T): T {
	try {
		return deed();
	} catch (error) {
		return refuse(error);
	}
}

async function waitForAcknowledgement(act: Act, { log }: PagePlayground): Promise<{ acknowledged: boolean }> {
	try {
		await act.acknowledged();
		return { acknowledged: true };
	} catch (error) {
		// Its message is an account of what went over the wire: of use to whoever writes the bot, not to the page.
		log(error instanceof Error ? error.message : String(error));
		return { acknowledged: false };
	}
}

function refuse(error: unknown): never {
	if (error instanceof HttpProblem) throw error;
	throw new HttpProblem(400, error instanceof Error ? error.message : String(error));
}

function missing(what: string): never {
	throw new HttpProblem(404, `There is no such ${what}.`);
}
