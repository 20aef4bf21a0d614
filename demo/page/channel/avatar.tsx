interface AvatarProps {
	name: string;
	isBot?: boolean;
	isSmall?: boolean;
}

const airdeck = new URL('../airdeck.svg', import.meta.url).href;

/** A face for somebody whose name stands beside it. */
export function Avatar({ name, isBot = false, isSmall = false }: AvatarProps) {
	const size = isSmall ? 'is-small' : '';
	if (isBot) return <img class={`avatar ${size}`} src={airdeck} alt="" />;
	return (
		<span class={`avatar is-person ${size}`} data-initial={name.slice(0, 1)} aria-hidden="true">
			{name.slice(0, 1)}
		</span>
	);
}
