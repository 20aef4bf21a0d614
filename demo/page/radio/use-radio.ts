import { useCallback, useEffect, useState } from 'preact/hooks';
import { z } from 'zod';
import { get, post } from '../state/api.ts';
import { type Radio, type RadioSwitch, radio, type Speed, type Trouble } from '../wire.ts';

const everyMs = 2000;

/** What happens at the radio servers, looked at every two seconds, and a hand on their switches. */
export function useRadio(): {
	radio: Radio | null;
	turn: (to: RadioSwitch, station?: string) => void;
	setSpeed: (speed: Speed) => void;
	setTrouble: (trouble: Trouble, isOn: boolean) => void;
} {
	const [seen, setSeen] = useState<Radio | null>(null);
	const hold = useCallback((looking: Promise<Radio>) => {
		// The page says elsewhere that its server is gone; what was seen last stays on the screen.
		looking.then(setSeen, () => undefined);
	}, []);
	useEffect(() => {
		hold(get('/api/radio', radio));
		const timer = setInterval(() => {
			if (document.visibilityState === 'visible') hold(get('/api/radio', radio));
		}, everyMs);
		return () => clearInterval(timer);
	}, []);
	const turn = useCallback((to: RadioSwitch, station?: string) => {
		hold(post('/api/radio', { turn: to, ...(station !== undefined && { station }) }, radio));
	}, []);
	const order = useCallback((address: string, body: unknown) => {
		hold(post(address, body, z.unknown()).then(() => get('/api/radio', radio)));
	}, []);
	return {
		radio: seen,
		turn,
		// A switch shows at once what it was set to; the next look says whether that is so.
		setSpeed: (speed) => {
			setSeen((before) => before && { ...before, speed });
			order('/api/time', { speed });
		},
		setTrouble: (trouble, isOn) => {
			const without = (all: readonly Trouble[]) => all.filter((one) => one !== trouble);
			setSeen(
				(before) =>
					before && { ...before, troubles: [...without(before.troubles), ...(isOn ? [trouble] : [])] },
			);
			order('/api/troubles', { trouble, isOn });
		},
	};
}
