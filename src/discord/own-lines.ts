import type strings from '#locales/en-US/doctor.ts';
import type { FeedState } from '#src/stations/server-feed.ts';
import type { Station } from '#src/stations/station.ts';
import { span } from '#src/words/format.ts';
import type { Translate } from '#src/words/translate.ts';
import { moment } from './card.ts';
import type { Context } from './command.ts';

/** How the bot itself is, and how it hears of the station. */
export async function ownLines({
	t,
	services,
	station,
	locale,
}: Context<typeof strings, Station>): Promise<string[]> {
	const { gateway, storeMs } = await services.ownHealth();
	const connection =
		gateway.reason !== null
			? t(`gatewayDown.${gateway.reason}`)
			: gateway.lastAckAgoMs === null
				? t('gatewayNew')
				: t('gateway', { wait: span(gateway.lastAckAgoMs, locale) });
	const store = storeMs === null ? t('storeDown') : t('store', { ms: storeMs });
	return [t('airdeck'), connection, store, ...pushLine(services.onAir.feedState(station.backend.server), t)];
}

function pushLine(feed: FeedState, t: Translate<typeof strings>): string[] {
	if (feed.kind === 'none') return [];
	const at = moment(feed.since, 'R');
	return [feed.kind === 'push' ? t('push', { at }) : t('polling', { at })];
}
