/** What the process tells whoever started it. */
export const exitCodes = {
	/** Stopped as it was told to. */
	stopped: 0,
	/** Something went wrong that a restart may mend. */
	crashed: 1,
	/** Settings, token or intents are wrong (EX_CONFIG of sysexits): a restart changes nothing. */
	misconfigured: 78,
} as const;
