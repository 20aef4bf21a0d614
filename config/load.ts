import { loadSettings, type Settings } from './settings.ts';
import type { DeclarationRules } from './stations-file.ts';

/**
 * The settings of this process: the one place that looks at its variables and its folder for them.
 * @param kinds the radio systems that a declared station may be of
 * @param instead variables that count in the place of the process's own: the playground brings its own Discord
 * @throws {import('./settings-error.ts').SettingsError} with every problem at once
 */
export function readSettings(
	kinds: readonly DeclarationRules[],
	instead: Readonly<Record<string, string>> = {},
): Settings {
	return loadSettings({ ...process.env, ...instead }, process.cwd(), kinds);
}
