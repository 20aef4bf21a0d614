/** The rights in channels, as Discord's own settings call them. */
export default {
	ViewChannel: 'View Channel',
	SendMessages: 'Send Messages',
	EmbedLinks: 'Embed Links',
	AttachFiles: 'Attach Files',
	ReadMessageHistory: 'Read Message History',
	ManageChannels: 'Manage Channels',
	SetVoiceChannelStatus: 'Set Voice Channel Status',
} as const;
