import type { BackendError, KeyName } from '#src/backends/backend-error.ts';
import type { NotSaved } from '../saved-stations.ts';

/** Why a step of a set-up was not taken: nothing was kept of it. */
export type SetUpProblem =
	| { kind: 'too-many-attempts'; until: number }
	| { kind: 'not-an-address' }
	/** None of these radio systems answers there. */
	| { kind: 'no-system'; host: string; tried: string[] }
	/** Its stations have to be named in the address, as in the example. */
	| { kind: 'not-listed'; example: string }
	/** The key would travel readable. */
	| { kind: 'needs-https' }
	/** The text has not the form of this system's keys; it was sent nowhere. */
	| { kind: 'not-a-key'; key: KeyName }
	/** The radio server, or what answers in its place. */
	| { kind: 'server'; error: BackendError }
	/** The station key can do what the admin key should, and the other way round. */
	| { kind: 'swapped' }
	| { kind: 'no-keys' }
	| { kind: 'no-stations'; alreadyHere: number }
	/** What was chosen is not at the server any more, or these keys do not see it. */
	| { kind: 'station-gone'; names: string[] }
	/** Another station answers there under the same number. */
	| { kind: 'other-station'; expected: string; found: string }
	| { kind: 'not-saved'; reason: NotSaved['reason'] };
