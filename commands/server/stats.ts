import strings from '#locales/en-US/server/stats.ts';
import { BackendError } from '#src/backends/backend-error.ts';
import type { AdministrationRole, HostStats } from '#src/backends/roles/administration.ts';
import { accent, button, type Card, card, moment, row, text } from '#src/discord/card.ts';
import type { Context } from '#src/discord/command.ts';
import { customId } from '#src/discord/custom-id.ts';
import { defineCommand } from '#src/discord/define-command.ts';
import { drawn, gallery, type Shown } from '#src/discord/gallery.ts';
import { chartSpanMs, leastSamples, serverChart } from '#src/discord/server-chart.ts';
import { facts } from '#src/discord/song-lines.ts';
import { zoneOf } from '#src/discord/station-zone.ts';
import { safe } from '#src/discord/text.ts';
import { offeredRole } from '#src/stations/offered-role.ts';
import type { Station } from '#src/stations/station.ts';
import { percent, size, sizePair } from '#src/words/sizes.ts';

/** From these shares on somebody has to look. */
const high = { processor: 0.9, memory: 0.9, disk: 0.85 };

type StatsContext = Context<typeof strings, Station>;

export default defineCommand(strings, {
	group: 'server',
	level: 'admin',
	uses: ['administration.stats', 'administration.version', 'onAir.read'],
	visibility: 'private',
	station: 'one',
	execute: async (context) => draw(context),
	components: {
		show: { answer: 'private', run: async (context) => draw(context) },
		refresh: { answer: 'update', run: async (context) => draw(context) },
	},
});

async function draw(context: StatsContext): Promise<Card> {
	const { t, station, services, id } = context;
	const administration = offeredRole(station, 'administration');
	const stats = await administration.stats();
	const version = await versionIfTold(administration);
	const lines = [processor(context, stats), memory(context, stats), disk(context, stats)].filter(
		(line) => line !== undefined,
	);
	const about = facts(
		version === null ? station.backend.label : t('about', { label: station.backend.label, version }),
		t('measured', { at: moment(services.clock.now(), 'R') }),
	);
	const { chart, note } = await chartOf(context);
	const drawing = card(
		lines.some(({ isHigh }) => isHigh) ? accent.warn : accent.calm,
		text(`## ${t('heading', { host: safe(station.backend.host, 80) })}`, `-# ${about}`),
		text(...lines.map(({ words }) => words)),
		chart === undefined ? undefined : gallery([chart]),
		text(`-# ${besides(context, stats)}`, note === undefined ? undefined : `-# ${note}`),
		row(
			button('secondary', t('refresh'), id('refresh')),
			button('secondary', t('services'), customId('server services', 'show', station.id)),
		),
	);
	return chart === undefined ? drawing : { ...drawing, files: [chart.file] };
}

/** The last day as a picture, or why there is none. */
async function chartOf(context: StatsContext): Promise<{ chart?: Shown; note?: string }> {
	const { t, station, services, locale, mayAttach } = context;
	const now = services.clock.now();
	const samples = await services.samples.since(station.backend.server, now - chartSpanMs);
	if (samples.length < leastSamples) return services.samples.isMeasuring ? { note: t('chart.tooEarly') } : {};
	if (!mayAttach) return { note: t('chart.mayNot') };
	const timezone = await zoneOf(station, services);
	const made = serverChart(samples, { t, locale, host: station.backend.host, timezone, now });
	const chart = await drawn(services.pictures, { name: 'server.png', ...made });
	return chart === undefined ? { note: t('chart.failed') } : { chart };
}

/** The version is a word beside the numbers: what cannot tell it does not keep them back. */
async function versionIfTold(administration: AdministrationRole): Promise<string | null> {
	try {
		return await administration.version();
	} catch (error) {
		if (error instanceof BackendError) return null;
		throw error;
	}
}

interface Measured {
	words: string;
	isHigh: boolean;
}

function marked({ t }: StatsContext, line: string, isHigh: boolean): Measured {
	return { words: isHigh ? t('high', { line }) : t('fine', { line }), isHigh };
}

function processor(context: StatsContext, { cpu }: HostStats): Measured {
	const { t, locale } = context;
	if (cpu.used === null) return { words: t('unknown', { line: t('processorUnknown') }), isHigh: false };
	// A moment's full processor is nothing: the load of the last quarter of an hour has to say the same.
	const lately = (cpu.load[2] ?? 0) / Math.max(1, cpu.cores);
	const isHigh = cpu.used >= high.processor && lately >= high.processor;
	return marked(context, t('processor', { count: cpu.cores, share: percent(cpu.used, locale) }), isHigh);
}

function memory(context: StatsContext, { memory: { used, total } }: HostStats): Measured | undefined {
	if (total <= 0) return undefined;
	const line = context.t('memory', sizePair(used, total, context.locale));
	return marked(context, line, used / total >= high.memory);
}

function disk(context: StatsContext, { disk: { used, total, free } }: HostStats): Measured | undefined {
	if (total <= 0) return undefined;
	const { t, locale } = context;
	const line = t('disk', { ...sizePair(used, total, locale), free: size(free, locale) });
	return marked(context, line, used / total >= high.disk);
}

function besides({ t, locale }: StatsContext, { cpu, network, swap }: HostStats): string {
	const [load] = cpu.load;
	const twoDigits = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
	return facts(
		load === undefined ? undefined : t('load', { load: twoDigits.format(load) }),
		t('network', { sent: size(network.sent, locale), received: size(network.received, locale) }),
		swap.total <= 0 ? t('noSwap') : t('swap', sizePair(swap.used, swap.total, locale)),
	);
}
