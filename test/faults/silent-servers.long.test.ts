import { describe, test } from 'vitest';
import { everywhere, type Fault, outAndBack } from './out-and-back.ts';

/** Each is waited for until a deadline, twice. */
const faults: Record<string, Fault> = {
	'a black hole': { kind: 'black-hole', direction: 'up' },
	'a line whose other end is gone without a word': { kind: 'half-open', direction: 'down' },
	'a line on which answers come byte by byte': { kind: 'drip', direction: 'down', bytes: 1, ms: 500 },
};

describe.concurrent('what people see', () => {
	test.for(everywhere(faults))('%s behind %s', { timeout: 120_000 }, ([kind, , fault], context) =>
		outAndBack(kind, fault, context),
	);
});
