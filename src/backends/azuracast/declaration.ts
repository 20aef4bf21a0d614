import { type DeclarationRules, remoteName } from '#config/stations-file.ts';

/** As AzuraCast makes keys: what is shorter or longer was not copied whole. */
export const keyForm = /^[0-9a-f]{16}:[0-9a-f]{32}$/i;

/** A station of an AzuraCast in the stations file. */
export const azuraCastDeclaration: DeclarationRules = {
	kind: 'azuracast',
	label: 'AzuraCast',
	remote: remoteName(/^[\w.-]{1,100}$/, "is not the station's short name or number"),
	keys: {
		takes: ['admin', 'station'],
		form: keyForm,
		problem: 'is not an AzuraCast key (16 hex digits, a colon, 32 hex digits)',
	},
	examples: { url: '"https://radio.example.org"', station: '"test_radio"' },
};
