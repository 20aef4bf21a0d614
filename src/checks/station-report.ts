import type { BackendError, KeyName } from '#src/backends/backend-error.ts';
import type { KeyReport, Right, RightReport, RightState } from '#src/backends/roles/key-check.ts';

/** The shortest way to give a missing right, as data: the words are made where it is shown. */
export interface Fix {
	right: Right;
	/** The role of the key's user that is to be changed; null if there is none or more than one. */
	role: string | null;
	/** The radio system's user whom the key belongs to. */
	user: string;
	/** The station as it is called here. */
	station: string;
}

export interface CheckedRight extends Omit<RightReport, 'state'> {
	/** `not-needed`: no command that this station can run asks for it. */
	state: RightState | 'not-needed';
	/** What was found out, whether it is needed or not. */
	found: RightState;
	/** The commands that need it, by name: `dj skip`. */
	commands: readonly string[];
	/** Those of them that cannot run without it; the others leave a part out. */
	stops: readonly string[];
	/** For what is needed and missing. */
	fix: Fix | null;
}

export interface CheckedKey extends Omit<KeyReport, 'rights'> {
	rights: readonly CheckedRight[];
}

/** Where a key can do more than it needs. */
export type LeastPrivilegeWarning =
	/** It holds the rights that include others, and none of those is needed; `needed` would do. */
	| { kind: 'bigger-than-needed'; key: KeyName; held: readonly Right[]; needed: readonly Right[] }
	/** Rights that no command asks for. */
	| { kind: 'unneeded'; key: KeyName; rights: readonly Right[] }
	/** Its system has no rights to choose from. */
	| { kind: 'full-power'; key: KeyName }
	| { kind: 'one-user'; user: string };

/** A key that ends soon, or has ended, by what somebody has set. `at`: the moment after its last day. */
export type EndingKeyWarning =
	| { kind: 'ends-soon'; key: KeyName; at: number }
	| { kind: 'ended'; key: KeyName; at: number };

export interface StationReport {
	stationId: string;
	/** The station's name here. */
	name: string;
	host: string;
	label: string;
	/** False: its radio system takes no keys, and only whether it answers was looked at. */
	takesKeys: boolean;
	/** When it was checked. */
	at: number;
	/** The server does not answer as its kind, so that nothing could be tested. */
	failure: BackendError | null;
	version: string | null;
	/** Milliseconds of the first answer. */
	answeredInMs: number | null;
	reads: number;
	/** One for each key that is set. */
	keys: readonly CheckedKey[];
	/** Keys that are not set, with the commands that need them. */
	keysMissing: readonly { key: KeyName; commands: readonly string[] }[];
	/** Every needed right that is missing, those that stop most commands first. */
	missing: readonly (CheckedRight & { key: KeyName; fix: Fix })[];
	/** Commands that this station's radio system can do at all. */
	commands: readonly string[];
	/** Those of them that cannot run: a key is not set or rejected, the station is gone, or a right is missing. */
	blocked: readonly string[];
	warnings: readonly (LeastPrivilegeWarning | EndingKeyWarning)[];
}
