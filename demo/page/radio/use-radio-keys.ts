import { useCallback, useEffect, useState } from 'preact/hooks';
import { get, post } from '../state/api.ts';
import { type RadioKeys, radioKeys, type Trouble } from '../wire.ts';

/** One right given or taken, or a key revoked or replaced by a new one. */
export type KeyChange =
	| { id: string; turn: 'revoke' | 'renew' }
	| { id: string; station: number | null; permission: string; isHeld: boolean };

/** The radio server's keys, looked at once, after each change, and when other `troubles` are on, some of which are about keys. */
export function useRadioKeys(troubles: readonly Trouble[] = []): {
	board: RadioKeys | null;
	change: (to: KeyChange) => void;
} {
	const [board, setBoard] = useState<RadioKeys | null>(null);
	const hold = useCallback((looking: Promise<RadioKeys>) => {
		// The page says elsewhere that its server is gone; what was seen last stays on the screen.
		looking.then(setBoard, () => undefined);
	}, []);
	useEffect(() => hold(get('/api/radio-keys', radioKeys)), [troubles.join(' ')]);
	const change = useCallback((to: KeyChange) => hold(post('/api/radio-keys', to, radioKeys)), []);
	return { board, change };
}
