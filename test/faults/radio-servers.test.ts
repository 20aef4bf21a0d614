import { describe, expect, test } from 'vitest';
import { everywhere, type Fault, outAndBack } from './out-and-back.ts';
import { kinds, withChaos } from './setting.ts';

const faults: Record<string, Fault> = {
	'a connection that is refused': 'down',
	'a line that is cut in the head of an answer': { kind: 'cut', direction: 'down', bytes: 20 },
	'a line that is cut in the middle of an answer': { kind: 'cut', direction: 'down', bytes: 220 },
	'a line that is torn': { kind: 'reset', direction: 'down' },
	'a line that is torn before the request is there': { kind: 'reset', direction: 'up', bytes: 10 },
};

describe.concurrent('what people see', () => {
	test.for(everywhere(faults))('%s behind %s', { timeout: 60_000 }, ([kind, , fault], context) =>
		outAndBack(kind, fault, context),
	);

	test.for(kinds)('%s over a slow line is as usual', { timeout: 60_000 }, async (kind, context) => {
		const { way, run } = await withChaos(kind, context);
		way.add({ kind: 'latency', direction: 'up', ms: 150 });
		way.add({ kind: 'latency', direction: 'down', ms: 150 });
		expect((await run('listener', 'nowplaying')).text).toMatch(/On air|Live/);
	});
});
