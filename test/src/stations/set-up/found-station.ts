import type { FoundStation } from '#src/backends/radio-system.ts';

/** A station as a radio server shows it before it is set up. */
export const found = (fields: Partial<FoundStation> = {}): FoundStation => ({
	remoteId: '1',
	station: '1',
	shortName: 'test_radio',
	name: 'Test Radio',
	online: true,
	isPublic: true,
	keys: [],
	...fields,
});
