import { z } from 'zod';
import type { DeclarationRules } from '#config/stations-file.ts';

/** A station at AutoPod in the stations file: its key says which one. */
export const autoPodDeclaration: DeclarationRules = {
	kind: 'autopod',
	label: 'AutoPod',
	remote: z
		.never('is not used by AutoPod: leave it out')
		.optional()
		.transform(() => ''),
	addressProblem: (url) => (url.endsWith('/v1') ? undefined : 'does not end in /v1'),
	keys: { takes: ['admin', 'station'], form: /^[!-~]+$/, problem: 'holds spaces or letters that no key has' },
	examples: { url: '"https://autopod.example.org/v1"', station: 'left out' },
};
