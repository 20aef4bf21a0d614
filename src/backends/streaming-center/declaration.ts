import { type DeclarationRules, remoteName } from '#config/stations-file.ts';

/** A server of a Streaming.Center panel in the stations file. */
export const streamingCenterDeclaration: DeclarationRules = {
	kind: 'streaming-center',
	label: 'Streaming.Center',
	remote: remoteName(/^\d{1,9}$/, 'is not a server number'),
	keys: { takes: ['station'], form: /^[!-~]+$/, problem: 'holds spaces or letters that no key has' },
	examples: { url: '"https://radio.example.org"', station: '1' },
};
