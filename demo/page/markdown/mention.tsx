import { useChannel } from '../state/channel-context.ts';

export function UserMention({ id }: { id: string }) {
	const { world } = useChannel();
	const name = [world.bot, ...world.people].find((person) => person.id === id)?.name;
	return <span class="mention">@{name ?? 'unknown-user'}</span>;
}

export function RoleMention({ id }: { id: string }) {
	const { world } = useChannel();
	return <span class="mention">@{world.roles.find((role) => role.id === id)?.name ?? 'unknown-role'}</span>;
}

export function ChannelMention({ id }: { id: string }) {
	const { world, goTo } = useChannel();
	const channel = world.channels.find((one) => one.id === id);
	if (channel === undefined) return <span class="mention"># unknown</span>;
	if (goTo === undefined) return <span class="mention"># {channel.name}</span>;
	return (
		<button type="button" class="mention" onClick={() => goTo(id)}>
			# {channel.name}
		</button>
	);
}

/** A `</name:id>` that puts the command into the composer. */
export function CommandMention({ name }: { name: string }) {
	const { world, startCommand } = useChannel();
	if (!world.commands.some((command) => command.name === name)) return <span class="mention">/{name}</span>;
	return (
		<button type="button" class="mention" onClick={() => startCommand(name)}>
			/{name}
		</button>
	);
}
