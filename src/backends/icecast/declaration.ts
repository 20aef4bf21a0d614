import { z } from 'zod';
import type { DeclarationRules } from '#config/stations-file.ts';

/** A mount of an Icecast or SHOUTcast server in the stations file. */
export const icecastDeclaration: DeclarationRules = {
	kind: 'icecast',
	label: 'Icecast',
	remote: z.string('is not a mount').regex(/^\/[^\s?#]{0,200}$/, 'is not a mount, which begins with "/"'),
	keys: { takes: [], form: /^[!-~]+$/, problem: 'holds spaces or letters that no key has' },
	examples: { url: '"https://radio.example.org"', station: '"/live.mp3"' },
};
