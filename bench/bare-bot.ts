import { Client, Events, GatewayIntentBits, type Interaction, MessageFlags } from 'discord.js';

// What discord.js alone costs: a bot with its defaults and the same intent that acknowledges every interaction, and does no
// more. Address and token come as arguments, since only config/ reads the environment, and that loads more than a bare bot does.
const [, , apiUrl = '', token = '', shards = '1'] = process.argv;

const client = new Client({
	intents: [GatewayIntentBits.Guilds],
	rest: { api: apiUrl },
	shardCount: Number(shards),
});

client.on(Events.InteractionCreate, (interaction) => {
	acknowledge(interaction).catch(leave);
});
client.once(Events.ClientReady, () => process.stdout.write('Connected to Discord\n'));
process.on('SIGTERM', () => {
	client.destroy().then(() => process.exit(0), leave);
});
client.login(token).catch(leave);

/** Suggestions cannot be deferred: they are their own acknowledgement, and as many as Discord shows weigh something on the wire. */
const choices = Array.from({ length: 25 }, (_, place) => ({
	name: `Mara Quill – Slow Lanterns No. ${place + 1}`,
	value: `${place}`.padStart(24, '0'),
}));

async function acknowledge(interaction: Interaction): Promise<void> {
	if (interaction.isAutocomplete()) await interaction.respond(choices);
	else if (interaction.isMessageComponent()) await interaction.deferUpdate();
	else if (interaction.isChatInputCommand()) {
		const isPrivate = interaction.commandName === 'help';
		await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
	}
}

function leave(error: unknown): void {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(1);
}
