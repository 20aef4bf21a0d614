import { register } from 'prom-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Metrics } from '#src/web/metrics.ts';

let metrics: Metrics;

beforeEach(() => {
	metrics = new Metrics('1.2.3');
});
afterEach(() => metrics.close());

/** The value of one line of the page; undefined without such a line. */
async function valueOf(line: string): Promise<number | undefined> {
	const { body } = await metrics.render();
	const found = body.split('\n').find((candidate) => candidate.startsWith(`${line} `));
	return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

test('interactions are counted by command and outcome, with the time to their acknowledgement', async () => {
	metrics.interaction('dj skip', 'done', 4);
	metrics.interaction('dj skip', 'done', 2_400);
	metrics.interaction('dj skip', 'refused', null);
	expect(await valueOf('airdeck_interactions_total{command="dj skip",outcome="done"}')).toBe(2);
	expect(await valueOf('airdeck_interactions_total{command="dj skip",outcome="refused"}')).toBe(1);
	expect(await valueOf('airdeck_acknowledgement_seconds_bucket{le="0.0025"}')).toBe(0);
	expect(await valueOf('airdeck_acknowledgement_seconds_bucket{le="0.005"}')).toBe(1);
	expect(await valueOf('airdeck_acknowledgement_seconds_bucket{le="3"}')).toBe(2);
	expect(await valueOf('airdeck_acknowledgement_seconds_sum')).toBeCloseTo(2.404);
});

test('backend calls are counted by endpoint, key and outcome', async () => {
	metrics.backendCall({ endpoint: 'queue', key: 'station', outcome: 'ok', ms: 80 });
	metrics.backendCall({ endpoint: 'queue', key: 'station', outcome: 'right-missing', ms: 20 });
	expect(await valueOf('airdeck_backend_calls_total{endpoint="queue",key="station",outcome="ok"}')).toBe(1);
	const refused = 'airdeck_backend_calls_total{endpoint="queue",key="station",outcome="right-missing"}';
	expect(await valueOf(refused)).toBe(1);
	expect(await valueOf('airdeck_backend_call_seconds_count{endpoint="queue"}')).toBe(2);
	expect(await valueOf('airdeck_backend_call_seconds_sum{endpoint="queue"}')).toBeCloseTo(0.1);
});

test('waits for a rate limit are counted and timed', async () => {
	metrics.rateLimitWait(1500);
	expect(await valueOf('airdeck_rate_limit_wait_seconds_count')).toBe(1);
	expect(await valueOf('airdeck_rate_limit_wait_seconds_sum')).toBe(1.5);
});

test('jobs are counted by kind and outcome; those that ran are timed', async () => {
	metrics.job({ kind: 'post', outcome: 'done', tookMs: 200, lateMs: 1_000 });
	metrics.job({ kind: 'post', outcome: 'skipped', tookMs: null, lateMs: 90_000 });
	expect(await valueOf('airdeck_jobs_total{job="post",outcome="done"}')).toBe(1);
	expect(await valueOf('airdeck_jobs_total{job="post",outcome="skipped"}')).toBe(1);
	expect(await valueOf('airdeck_job_seconds_sum{job="post"}')).toBeCloseTo(0.2);
	expect(await valueOf('airdeck_job_lateness_seconds_sum{job="post"}')).toBe(1);
});

test('changes on the air are counted by kind, and radio servers by how they are heard of', async () => {
	metrics.air.change('song');
	metrics.air.change('song');
	metrics.air.skipped();
	const kinds = ['push', 'push', 'polling'];
	metrics.watchFeeds(() => kinds);
	expect(await valueOf('airdeck_on_air_changes_total{kind="song"}')).toBe(2);
	expect(await valueOf('airdeck_live_frames_skipped_total')).toBe(1);
	expect(await valueOf('airdeck_live_feeds{state="push"}')).toBe(2);
	kinds.shift();
	expect(await valueOf('airdeck_live_feeds{state="push"}')).toBe(1);
	expect(await valueOf('airdeck_live_feeds{state="polling"}')).toBe(1);
	expect(await valueOf('airdeck_live_feeds{state="none"}')).toBe(0);
});

test('a blocked event loop shows, and only until the next look', async () => {
	const worst = 'airdeck_event_loop_delay_seconds{quantile="1"}';
	await new Promise((resolve) => setTimeout(resolve, 60));
	const end = performance.now() + 150;
	while (performance.now() < end);
	await new Promise((resolve) => setTimeout(resolve, 60));
	expect(await valueOf(worst)).toBeGreaterThan(0.1);
	expect(await valueOf(worst)).toBeLessThan(0.1);
});

test('the process and the build are described', async () => {
	expect(await valueOf('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
	expect(await valueOf(`airdeck_build_info{version="1.2.3",node="${process.versions.node}"}`)).toBe(1);
});

test('two of them do not share numbers, nor does anything go to the default registry', async () => {
	const other = new Metrics('1.2.3');
	other.interaction('help', 'done', 1);
	expect(await valueOf('airdeck_interactions_total{command="help",outcome="done"}')).toBeUndefined();
	expect(register.getMetricsAsArray()).toEqual([]);
	other.close();
});
