/**
 * The status marks: a state is always a mark and a word, so that nothing hangs on colour. Locale files write
 * `{mark.granted}`; this is the one place that knows the sign.
 */
export const marks = {
	on_air: '▶️',
	live: '🎙️',
	request: '🙋',
	off_air: '⏹️',
	stale: '⌛',
	unreachable: '🔌',
	granted: '✅',
	missing: '❌',
	unproven: '❔',
	feature_off: '💤',
	not_needed: '➖',
	warning: '⚠️',
	refused: '⛔',
	working: '⏳',
	listeners: '🎧',
	added: '➕',
	removed: '🗑️',
	moved: '📁',
	retagged: '🏷️',
	silence: '🔇',
	handover: '🔁',
	disk: '💾',
	update: '⬆️',
	key: '🔑',
} as const;
