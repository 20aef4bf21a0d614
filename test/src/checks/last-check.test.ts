import { expect, test } from 'vitest';
import { type LastCheck, lastCheckSchema, learn } from '#src/checks/last-check.ts';
import type { StationReport } from '#src/checks/station-report.ts';

const report = (at: string, lastDay: string | undefined, tail = 'abcd'): StationReport => ({
	stationId: 's1',
	name: 'Harbour Talk',
	host: 'pod.example',
	label: 'AutoPod',
	takesKeys: true,
	at: Date.parse(at),
	failure: null,
	version: null,
	answeredInMs: 1,
	reads: 1,
	keys: [
		{
			key: 'admin',
			tail,
			problem: null,
			owner: null,
			rights: [],
			source: 'reads',
			...(lastDay === undefined ? {} : { lastDay }),
		},
	],
	keysMissing: [],
	missing: [],
	commands: [],
	blocked: [],
	warnings: [],
});

test('The end of a key is told two weeks before, some days before, and when it is over: each once', () => {
	let known: LastCheck | undefined;
	const told: string[] = [];
	const check = (at: string, lastDay?: string, tail?: string) => {
		const { now, changes } = learn(known, report(at, lastDay, tail));
		// As it comes back out of the store.
		known = lastCheckSchema.parse(JSON.parse(JSON.stringify(now)));
		for (const change of changes)
			if (change.kind === 'key-ends') told.push(`${at.slice(0, 10)} ${change.isOver ? 'over' : 'soon'}`);
	};
	for (const day of ['01-10', '01-20', '01-21', '01-30', '01-31', '02-01', '02-02'])
		check(`2027-${day}T12:00Z`, '2027-01-31');
	expect(told).toEqual(['2027-01-20 soon', '2027-01-30 soon', '2027-02-01 over']);
	// Somebody sets another day; a new key begins anew, and one without a day says nothing.
	check('2027-02-03T12:00Z', '2027-02-10');
	check('2027-02-03T13:00Z', '2027-02-10', 'new1');
	check('2027-02-03T14:00Z', undefined, 'new1');
	expect(told.slice(3)).toEqual(['2027-02-03 soon', '2027-02-03 soon']);
});
