import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';

/** How often the event loop is looked at, in milliseconds. */
const resolutionMs = 20;

/**
 * Adds what the process tells about itself: event loop, memory, build. The function it gives back stops looking at the event
 * loop. prom-client's own default metrics are left out: most of them nobody would look at, and their garbage collection
 * observer costs time.
 */
export function addProcessGauges(registry: Registry, version: string): () => void {
	const registers = [registry];
	const delays = monitorEventLoopDelay({ resolution: resolutionMs });
	delays.enable();
	new Gauge({
		name: 'airdeck_event_loop_delay_seconds',
		help: 'How late the event loop was since the last look at this page',
		labelNames: ['quantile'],
		registers,
		collect() {
			// Node counts its own pause along with the delay; without any count the numbers mean nothing.
			const late = (ns: number) => (delays.count === 0 ? 0 : Math.max(0, ns / 1e9 - resolutionMs / 1000));
			this.set({ quantile: '0.5' }, late(delays.percentile(50)));
			this.set({ quantile: '0.99' }, late(delays.percentile(99)));
			this.set({ quantile: '1' }, late(delays.max));
			delays.reset();
		},
	});
	new Gauge({
		name: 'process_resident_memory_bytes',
		help: 'Resident memory',
		registers,
		collect() {
			this.set(process.memoryUsage.rss());
		},
	});
	const build = new Gauge({
		name: 'airdeck_build_info',
		help: 'Always 1; says which build runs on which Node',
		labelNames: ['version', 'node'],
		registers,
	});
	build.set({ version, node: process.versions.node }, 1);
	return () => {
		delays.disable();
	};
}
