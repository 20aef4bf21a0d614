import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { DiscordMetrics } from './discord-metrics.ts';
import { addProcessGauges } from './process-gauges.ts';

/** Seconds, from 1 ms to the 3 s after which Discord gives an interaction up. */
const acknowledgementBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const callBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const jobBuckets = [0.01, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const latenessBuckets = [1, 2, 5, 10, 30, 60, 600, 3600, 86_400];
const waitBuckets = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What the bot counts, for Prometheus. Callers give milliseconds; Prometheus gets seconds. */
export class Metrics {
	readonly #registry = new Registry();
	/** The connection to Discord. */
	readonly discord = new DiscordMetrics(this.#registry);
	readonly #stop: () => void;
	readonly #interactions;
	readonly #acknowledgement;
	readonly #backendCalls;
	readonly #backendCallTime;
	readonly #rateLimitWaits;
	readonly #changes;
	readonly #skippedFrames;
	#feedKinds: () => readonly string[] = () => [];
	readonly #breakerChanges;
	readonly #leftAlone = new Set<string>();
	readonly #jobs;
	readonly #jobTime;
	readonly #jobLateness;

	/** @param version of this build */
	constructor(version: string) {
		const registers = [this.#registry];
		this.#interactions = new Counter({
			name: 'airdeck_interactions_total',
			help: 'Interactions by command and outcome',
			labelNames: ['command', 'outcome'],
			registers,
		});
		this.#acknowledgement = new Histogram({
			name: 'airdeck_acknowledgement_seconds',
			help: 'Time from an interaction to its acknowledgement',
			buckets: acknowledgementBuckets,
			registers,
		});
		this.#backendCalls = new Counter({
			name: 'airdeck_backend_calls_total',
			help: 'Calls to radio servers by endpoint, key and outcome',
			labelNames: ['endpoint', 'key', 'outcome'],
			registers,
		});
		this.#backendCallTime = new Histogram({
			name: 'airdeck_backend_call_seconds',
			help: 'Time of calls to radio servers by endpoint',
			labelNames: ['endpoint'],
			buckets: callBuckets,
			registers,
		});
		this.#breakerChanges = new Counter({
			name: 'airdeck_breaker_changes_total',
			help: 'Radio servers that were left alone because they do not answer, probed, and found well again',
			labelNames: ['to'],
			registers,
		});
		const leftAlone = new Gauge({
			name: 'airdeck_servers_left_alone',
			help: 'Radio servers that are left alone at the moment because they do not answer',
			registers,
			collect: () => {
				leftAlone.set(this.#leftAlone.size);
			},
		});
		this.#rateLimitWaits = new Histogram({
			name: 'airdeck_rate_limit_wait_seconds',
			help: "Time calls waited for a radio server's rate limit",
			buckets: waitBuckets,
			registers,
		});
		this.#jobs = new Counter({
			name: 'airdeck_jobs_total',
			help: 'Scheduled jobs by kind and outcome; skipped ones fell due while nobody was there to run them',
			labelNames: ['job', 'outcome'],
			registers,
		});
		this.#jobTime = new Histogram({
			name: 'airdeck_job_seconds',
			help: 'Time of scheduled jobs by kind',
			labelNames: ['job'],
			buckets: jobBuckets,
			registers,
		});
		this.#jobLateness = new Histogram({
			name: 'airdeck_job_lateness_seconds',
			help: 'Time from when a scheduled job was due to when it began, by kind',
			labelNames: ['job'],
			buckets: latenessBuckets,
			registers,
		});
		this.#changes = new Counter({
			name: 'airdeck_on_air_changes_total',
			help: 'Changes on the air of all stations by kind',
			labelNames: ['kind'],
			registers,
		});
		this.#skippedFrames = new Counter({
			name: 'airdeck_live_frames_skipped_total',
			help: 'Pushed messages of radio servers that made no sense',
			registers,
		});
		const feeds = new Gauge({
			name: 'airdeck_live_feeds',
			help: 'Radio servers by how what is on the air is known: push, polling or none',
			labelNames: ['state'],
			registers,
			collect: () => {
				for (const state of ['push', 'polling', 'none'])
					feeds.set({ state }, this.#feedKinds().filter((kind) => kind === state).length);
			},
		});
		this.#stop = addProcessGauges(this.#registry, version);
	}

	/** @param acknowledgedMs from its arrival to the acknowledgement; null if there was none */
	interaction(command: string, outcome: string, acknowledgedMs: number | null): void {
		this.#interactions.inc({ command, outcome });
		if (acknowledgedMs !== null) this.#acknowledgement.observe(acknowledgedMs / 1000);
	}

	/**
	 * @param call.endpoint its name in the table of endpoints, never a path: paths are without number
	 * @param call.key which key was sent: `admin`, `station` or `none`
	 */
	backendCall(call: { endpoint: string; key: string; outcome: string; ms: number }): void {
		const { endpoint, key, outcome, ms } = call;
		this.#backendCalls.inc({ endpoint, key, outcome });
		this.#backendCallTime.observe({ endpoint }, ms / 1000);
	}

	/** @param server it is told apart from others by this, and not shown */
	breaker(server: string, to: 'well' | 'left-alone' | 'probed'): void {
		this.#breakerChanges.inc({ to });
		if (to === 'left-alone') this.#leftAlone.add(server);
		if (to === 'well') this.#leftAlone.delete(server);
	}

	rateLimitWait(ms: number): void {
		this.#rateLimitWaits.observe(ms / 1000);
	}

	/** @param run.tookMs null for one that was skipped */
	job(run: { kind: string; outcome: string; tookMs: number | null; lateMs: number }): void {
		const { kind, outcome, tookMs, lateMs } = run;
		this.#jobs.inc({ job: kind, outcome });
		if (tookMs === null) return;
		this.#jobTime.observe({ job: kind }, tookMs / 1000);
		this.#jobLateness.observe({ job: kind }, lateMs / 1000);
	}

	/** What the hub of what is on the air counts. */
	get air() {
		return {
			change: (kind: string) => this.#changes.inc({ kind }),
			skipped: () => this.#skippedFrames.inc(),
		};
	}

	/** `kinds` tells, for each radio server, how what is on the air is known. */
	watchFeeds(kinds: () => readonly string[]): void {
		this.#feedKinds = kinds;
	}

	/** Everything in Prometheus's text format. */
	async render(): Promise<{ contentType: string; body: string }> {
		return { contentType: this.#registry.contentType, body: await this.#registry.metrics() };
	}

	/** Stops looking at the event loop. */
	close(): void {
		this.#stop();
	}
}
