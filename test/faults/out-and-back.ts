import { expect, type TestContext } from 'vitest';
import type { Toxic } from './chaos-proxy.ts';
import { type Chaos, type Kind, kinds, withChaos } from './setting.ts';

/** `down`: nobody listens there. */
export type Fault = Toxic | 'down';

/** A backend's deadline, with what is read beside it and what the machine of the tests takes. */
const mostMs = 25_000;
const trouble = /does not answer|answered in a way|answers, but not as/;

/** Every radio system with each of these faults. */
export function everywhere(faults: Record<string, Fault>) {
	return kinds.flatMap((kind) =>
		Object.entries(faults)
			// A stream that breaks off before its first title is on the air all the same, and says no more: that is no failure.
			.filter(([name]) => kind !== 'icecast' || !name.includes('middle'))
			.map(([name, fault]) => [kind, name, fault] as const),
	);
}

/** What people see of a server that is lost before anything is known of it, that comes back, and that is lost again. */
export async function outAndBack(kind: Kind, fault: Fault, context: TestContext): Promise<void> {
	const chaos = await withChaos(kind, context);
	const { run, press, app, pass } = chaos;
	await spoil(chaos, fault);
	const cold = await run('listener', 'nowplaying');
	expect(cold.text).toMatch(trouble);
	expect(cold.isPrivate).toBe(true);
	expect(cold.tookMs).toBeLessThan(mostMs);

	await mend(chaos, fault);
	const back = await press('listener', cold, 'Try again');
	expect(back.text, 'it is well again without anybody’s doing').toMatch(/On air|Live/);
	await pass(20_000);

	await spoil(chaos, fault);
	const stale = await run('listener', 'nowplaying');
	expect(stale.tookMs).toBeLessThan(mostMs);
	expect(stale.text, 'what was on last, and since when nothing is heard').toMatch(/<t:\d+:R>/);
	expect(stale.text).toMatch(/no answer|not answer|has not/i);

	await mend(chaos, fault);
	await pass(20_000);
	expect((await run('listener', 'nowplaying')).text).toMatch(/On air|Live/);
	expect(app.log()).not.toMatch(/"level":[56]0/);
}

export async function spoil({ way }: Chaos, fault: Fault): Promise<void> {
	if (fault === 'down') await way.down();
	else way.add(fault);
}

export async function mend({ way }: Chaos, fault: Fault): Promise<void> {
	if (fault === 'down') await way.up();
	else way.clear();
}
