export default {
	onAir: 'what is on',
	different: '-# Different here – {list}',
	missing: '-# Not there at {label} – {list}',
} as const;
