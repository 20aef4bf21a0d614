import { Icon } from '../cards/icon.tsx';
import type { Radio } from '../wire.ts';
import type { PageWords } from '../words.ts';

/** The last requests at the radio server, newest first, each with the key it came with. */
export function RadioCalls({ calls, words }: { calls: Radio['calls']; words: PageWords['radio'] }) {
	return (
		<section class="calls" aria-label={words.calls}>
			<h3>{words.calls}</h3>
			{calls.length === 0 && <p class="radio-about">{words.noCalls}</p>}
			{/* It scrolls, which the arrow keys must be able to do. */}
			<ol tabIndex={0} aria-label={words.calls}>
				{calls.map((call) => (
					<li key={`${call.at} ${call.path}`}>
						<code class="call-path" title={call.path}>
							{call.method} {shortPath(call.path)}
						</code>
						<span class={`call-key is-${keyKind(call.key)}`}>
							<Icon name="key" />
							{keyName(call.key, words)}
						</span>
						<span class={call.status >= 400 || call.status === 0 ? 'call-status is-bad' : 'call-status'}>
							{call.status === 0 ? '–' : call.status}
						</span>
					</li>
				))}
			</ol>
		</section>
	);
}

/** The path without what all paths share, and without its query; the whole stands in the title. */
function shortPath(path: string): string {
	return path.replace(/^\/api/, '').replace(/\?.*$/, '');
}

/** The bot begins with the keys of `admin` and `station`; any other is named by its user. */
function keyName(user: string, words: PageWords['radio']): string {
	const kind = keyKind(user);
	return kind === 'other' && user !== 'station' ? `${words.keyOf} ${user}` : words.keys[kind];
}

/** The simulation names a key by its user; all but these are keys of one station. */
function keyKind(user: string): 'admin' | 'none' | 'rejected' | 'other' {
	return user === 'admin' || user === 'none' || user === 'rejected' ? user : 'other';
}
