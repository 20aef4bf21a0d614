import { Counter, Gauge, type Registry } from 'prom-client';
import { addShardGauges, type ShardFacts } from './shard-gauges.ts';

/** What is counted about the connection to Discord. */
export class DiscordMetrics {
	readonly #identifies;
	readonly #rescues;
	readonly #invalid;
	#problems: () => number = () => 0;
	#isWaiting: () => boolean = () => false;
	#shards: () => readonly ShardFacts[] = () => [];

	constructor(registry: Registry) {
		const registers = [registry];
		addShardGauges(registry, () => this.#shards());
		this.#identifies = new Counter({
			name: 'airdeck_discord_identifies_total',
			help: 'New sessions with Discord; it allows 1,000 a day',
			registers,
		});
		this.#rescues = new Counter({
			name: 'airdeck_discord_rescues_total',
			help: 'What the watchdog did about a silent connection: reconnected, gave-up',
			labelNames: ['step'],
			registers,
		});
		this.#invalid = new Counter({
			name: 'airdeck_discord_refused_calls_total',
			help: 'Calls that Discord counts against the bot, by status; it bans at 10,000 in ten minutes',
			labelNames: ['status'],
			registers,
		});
		const problems: Gauge = new Gauge({
			name: 'airdeck_discord_calls_paused',
			help: '1 while no calls to Discord are made',
			registers,
			collect: () => problems.set(this.#problems() > 0 ? 1 : 0),
		});
		const waiting: Gauge = new Gauge({
			name: 'airdeck_waiting_for_other_process',
			help: '1 while another process answers for this bot',
			registers,
			collect: () => waiting.set(this.#isWaiting() ? 1 : 0),
		});
	}

	identify(): void {
		this.#identifies.inc();
	}

	rescue(step: string): void {
		this.#rescues.inc({ step });
	}

	invalidRequest(status: number): void {
		this.#invalid.inc({ status });
	}

	/** The connections of this process, looked at when the page is asked for. */
	watchShards(shards: () => readonly ShardFacts[]): void {
		this.#shards = shards;
	}

	/** What is looked at when the page is asked for. */
	watch(sources: { problems: () => number; isWaiting: () => boolean }): void {
		this.#problems = sources.problems;
		this.#isWaiting = sources.isWaiting;
	}
}
