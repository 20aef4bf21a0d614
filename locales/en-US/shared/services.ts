/** The parts of a radio server that run by themselves, and what each of them does. */
export default {
	running: 'running',
	stopped: 'not running',
	does: {
		cron: 'Starts the recurring tasks, such as clean-ups and backups.',
		mariadb: 'The database: stations, songs, users, history.',
		nginx: 'The web server: every page and every call passes through it.',
		'php-fpm': 'Answers the web pages and the calls of programs.',
		'php-nowplaying': 'Finds out what is on and how many are listening.',
		'php-worker': 'Does the work in the background: reading media, web hooks, requests.',
		redis: 'The short-term memory: caches, sessions, locks.',
		sftpgo: 'Takes song files over SFTP.',
		centrifugo: 'Sends news of what is on to web players at once.',
	},
	unknown: 'A service of the server.',
} as const;
