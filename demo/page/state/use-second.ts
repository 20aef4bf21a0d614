import { useEffect, useState } from 'preact/hooks';

/** Draws the component anew every second. */
export function useSecond(isWanted = true): void {
	const [, setTick] = useState(0);
	useEffect(() => {
		if (!isWanted) return undefined;
		const timer = setInterval(() => setTick((tick) => tick + 1), 1000);
		return () => clearInterval(timer);
	}, [isWanted]);
}
