const DISCORD_EPOCH = 1_420_070_400_000;

/** Ids as Discord makes them: the time of creation in the upper bits, always rising, 17 to 19 digits. */
export function createSnowflakes(now: () => number): () => string {
	let last = 0n;
	return () => {
		const fresh = BigInt(Math.trunc(now()) - DISCORD_EPOCH) << 22n;
		last = fresh > last ? fresh : last + 1n;
		return String(last);
	};
}

/** When the thing with this id was made, in milliseconds since 1970. */
export function snowflakeTime(id: string): number {
	return Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
}
