const paths = {
	outside: 'M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5',
	eye: 'M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12Zm10 2.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z',
	down: 'm6 9 6 6 6-6',
	check: 'm5 12.5 4.5 4.5L19 7.5',
	close: 'M6 6l12 12M18 6 6 18',
	menu: 'M4 7h16M4 12h16M4 17h16',
	hash: 'M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16',
	voice: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4Zm11.5-1a5 5 0 0 1 0 7M18 6a8.5 8.5 0 0 1 0 12',
	send: 'M4 12 20 4l-5 16-3.5-6.5L4 12Z',
	file: 'M6 3h8l5 5v13H6V3Zm8 0v5h5',
	copy: 'M9 9h11v11H9V9Zm-4 6H4V4h11v1',
	radio: 'M4 10h16v10H4V10Zm2 0L17 4M8.5 17.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM15 13.5h2M15 16.5h2',
	key: 'M14.5 13a4.5 4.5 0 1 0-4.2-2.9L4 16.4V20h3.6v-2.4H10v-2.4l1.4-1.4c.9.7 2 1.2 3.1 1.2Z',
} as const;

/** What stands before a channel's name, by Discord's number of its type. */
export const channelIcon = (type: number): IconName => (type === 2 ? 'voice' : 'hash');

export type IconName = keyof typeof paths;

/** A line drawing that says nothing to screen readers: the words beside it do. */
export function Icon({ name }: { name: IconName }) {
	return (
		<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
			<path d={paths[name]} />
		</svg>
	);
}
