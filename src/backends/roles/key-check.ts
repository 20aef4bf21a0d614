import type { BackendProblem, KeyName } from '../backend-error.ts';
import type { RoleUse } from '../roles.ts';

/** A right by the radio system's own name. */
export interface Right {
	id: string;
	/** The words on the radio system's own pages. */
	label: string;
	scope: 'global' | 'station';
}

/** A right and the key that has to hold it. */
export interface NeededRight {
	key: KeyName;
	right: Right;
}

export type RightState =
	/** A read proved it, or the server's own list of rights. */
	| 'granted'
	/** The server said so. */
	| 'missing'
	/** No harmless test exists, or the answer was no verdict. */
	| 'unproven'
	/** Held, while the station has the feature switched off. */
	| 'feature-off';

export interface RightReport {
	right: Right;
	state: RightState;
	/**
	 * Why there is no verdict. `no-test`: nothing harmless would show it. `not-tried`: only what {@link RightProof} does would.
	 * `not-in-version`: this version has no such right.
	 */
	unproven?: 'no-test' | 'not-tried' | 'no-answer' | 'not-in-version';
	/** Held through a bigger right (All Permissions, Administer Stations) and not by itself. */
	through?: Right;
	/** The read that was tried for this very right: `GET /station/{station}/status`. */
	probe?: string;
	/** When something other than a read proved it: see {@link RightProof}. */
	provenAt?: number;
}

export interface KeyReport {
	key: KeyName;
	/** Last four characters. */
	tail: string;
	/** Null when the key works; else what is wrong with it, and no right could be tested. */
	problem: BackendProblem | null;
	/** Whose key it is, as the radio system says. */
	owner: { id: string; name: string; roles: string[] } | null;
	/** In the radio system's own order. Empty when the key does not work. */
	rights: RightReport[];
	/** How the rights were found out. */
	source: 'reads' | 'role-list';
	/** The system has no rights to choose from: a key of it may do everything. */
	hasFullPower?: boolean;
	/** The last day on which it works, `2027-01-31`, where somebody has set it. */
	lastDay?: string;
}

export interface KeyCheck {
	/** Null if it does not tell. */
	version: string | null;
	/** Milliseconds that the first answer took. */
	answeredInMs: number;
	/** One for each key that is set. */
	keys: KeyReport[];
	/** How many reads it took. */
	reads: number;
}

/**
 * For rights that no read shows, and without which what needs them is off: they are tried when somebody asks for it, by an order
 * that the server refuses to carry out either way.
 */
export interface RightProof {
	readonly rights: readonly NeededRight[];
	/** What the server's refusal says about the right. Throws a BackendError if nothing can be told. */
	prove(needed: NeededRight): Promise<RightState>;
}

export interface KeyCheckRole {
	/**
	 * Finds out by reads alone what each key may do; never a write. At most three reads at a time. Throws a BackendError only if
	 * the server itself does not answer as its kind; what a single key lacks stands in the report.
	 */
	check(): Promise<KeyCheck>;
	/** The rights that a role's method needs, by key. */
	rightsFor(use: RoleUse): readonly NeededRight[];
	/** Absent where reads show every right that matters. */
	readonly proof?: RightProof;
}
