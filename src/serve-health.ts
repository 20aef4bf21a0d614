import type { Logger } from 'pino';
import { SettingsError } from '#config/settings-error.ts';
import type { Clock } from './clock.ts';
import type { ShardState } from './discord/gateway-state.ts';
import { Health, type Startup } from './web/health.ts';
import type { Metrics } from './web/metrics.ts';
import { startWebServer } from './web/server.ts';

interface HealthParts {
	clock: Clock;
	log: Logger;
	metrics: Metrics;
	shards: () => readonly ShardState[];
	startup: () => Startup;
	/** What else stands in the bot's way, one sentence each. */
	problems: () => readonly string[];
	/** The bot goes without, instead of not starting, if the port is taken. */
	optional: boolean;
}

/** Serves health and metrics. Throws a SettingsError if the address cannot be had. */
export async function serveHealth(http: { host: string; port: number }, parts: HealthParts) {
	const health = new Health(parts.clock, parts);
	try {
		const server = await startWebServer({ ...http, clock: parts.clock, health, metrics: parts.metrics });
		const url = `http://${http.host}:${server.port}`;
		parts.log.info({ url }, 'Health and metrics are served');
		const close = async () => {
			health.close();
			await server.close();
		};
		return { url, close };
	} catch (error) {
		health.close();
		const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
		const problem = `${http.port} on ${http.host} cannot be listened on (${reason})`;
		if (!parts.optional)
			throw new SettingsError([
				{ name: 'HTTP_PORT', problem, example: 'HTTP_PORT=8081, or HTTP_PORT=0 for none' },
			]);
		parts.log.warn(`Health and metrics are not served: ${problem}`);
		return undefined;
	}
}
