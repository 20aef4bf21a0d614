import { useCallback, useEffect, useReducer, useState } from 'preact/hooks';
import { channelIcon, Icon } from './cards/icon.tsx';
import { MessageList } from './channel/message-list.tsx';
import { TypingLine } from './channel/typing-line.tsx';
import { writeCommandLine } from './composer/command-line.ts';
import { Composer } from './composer/composer.tsx';
import { type CommandDraft, startDraft } from './composer/draft.ts';
import { Modal } from './modal/modal.tsx';
import { RadioPanel } from './radio/radio-panel.tsx';
import { Sidebar } from './sidebar/sidebar.tsx';
import { ChannelContext } from './state/channel-context.ts';
import { firstState, reduce } from './state/page-state.ts';
import { readScene } from './state/scene.ts';
import { useLiveWorld } from './state/use-live-world.ts';
import { linkToScene, useScene } from './state/use-scene.ts';
import { useTheme } from './state/use-theme.ts';
import { useTools } from './state/use-tools.ts';
import { pageWords } from './words.ts';

/** Each tab remembers who its visitor was, so that two tabs can be two persons. */
const personKey = 'person';
/** In the address, so that a link leads to one of the servers. */
const serverKey = 'server';
const wideEnoughForRadio = '(min-width: 1180px)';

export function App() {
	const [state, dispatch] = useReducer(reduce, firstState);
	const [personId, setPersonId] = useState(() => sessionStorage.getItem(personKey));
	const [theme, setTheme] = useTheme();
	const [server, setServer] = useState(
		() => readScene(location.hash).server ?? new URLSearchParams(location.search).get(serverKey),
	);
	const [draft, setDraft] = useState<CommandDraft | null>(null);
	const [isMenuOpen, setMenuOpen] = useState(false);
	const [isRadioOpen, setRadioOpen] = useState(() => matchMedia(wideEnoughForRadio).matches);
	useLiveWorld(personId, server, dispatch);
	const { world, channelId } = state;
	const words = pageWords[world?.viewer.locale ?? 'en-US'];
	const startCommand = useCallback(
		(name: string) => {
			const command = world?.commands.find((one) => one.name === name);
			if (command !== undefined) setDraft(startDraft(command));
		},
		[world],
	);
	const tools = useTools({ world, words, channelId, time: state.time, dispatch, startCommand });
	const becomePerson = useCallback((id: string) => {
		sessionStorage.setItem(personKey, id);
		setDraft(null);
		setPersonId(id);
	}, []);
	useScene({ tools, becomePerson, setDraft });
	useEffect(() => {
		document.documentElement.lang = world?.viewer.locale ?? 'en';
	}, [world?.viewer.locale]);

	if (world === null || tools === null) return <p class="connecting">{words.page.connecting}</p>;
	const channel = world.channels.find(({ id }) => id === channelId);
	const shown = state.modal?.channelId === channelId ? state.modal.modal : undefined;
	return (
		<ChannelContext.Provider value={tools}>
			<div
				// Until the chosen person's world is there, what is on the screen is still the other's.
				aria-busy={personId !== null && personId !== world.viewer.id}
				class={`app ${isMenuOpen ? 'shows-menu' : ''} ${isRadioOpen ? 'shows-radio' : ''}`}
			>
				<Sidebar
					world={world}
					personId={personId ?? world.viewer.id}
					words={words}
					channelId={channelId}
					onServer={(slug) => {
						history.replaceState(null, '', `?${serverKey}=${encodeURIComponent(slug)}`);
						setDraft(null);
						setServer(slug);
					}}
					onChannel={(id) => {
						tools.goTo(id);
						setMenuOpen(false);
					}}
					onBotRight={tools.setBotRight}
					onPerson={becomePerson}
					onLanguage={tools.speak}
					unread={state.unread}
					theme={theme}
					onTheme={setTheme}
					linkToScene={() =>
						linkToScene({
							person: world.people.find(({ id }) => id === world.viewer.id)?.name ?? '',
							server: world.guild.slug,
							channel: channel?.name ?? '',
							language: world.viewer.locale,
							theme,
							...(draft !== null && { draft: writeCommandLine(draft) }),
						})
					}
					onClose={() => setMenuOpen(false)}
				/>
				<main class="channel">
					<header class="channel-head">
						<button
							type="button"
							class="round on-narrow"
							aria-label={words.page.openMenu}
							aria-expanded={isMenuOpen}
							aria-controls="sidebar"
							onClick={() => setMenuOpen(true)}
						>
							<Icon name="menu" />
						</button>
						<Icon name={channelIcon(channel?.type ?? 0)} />
						<h1>{channel?.name}</h1>
						<p>{channel?.topic}</p>
						<button
							type="button"
							class="round"
							aria-label={isRadioOpen ? words.radio.hide : words.radio.show}
							aria-expanded={isRadioOpen}
							aria-controls="radio"
							onClick={() => setRadioOpen(!isRadioOpen)}
						>
							<Icon name="radio" />
						</button>
					</header>
					{!state.isConnected && (
						<p class="banner" role="status">
							{words.page.lost}
						</p>
					)}
					<MessageList
						key={`${world.viewer.id} ${world.guild.id}`}
						state={state}
						onDropFailed={(id) => dispatch({ kind: 'drop-failed-command', id })}
					/>
					<TypingLine until={state.typing[channelId] ?? 0} />
					<Composer
						channelId={channelId}
						channelName={channel?.name ?? ''}
						draft={draft}
						setDraft={setDraft}
						onSend={tools.send}
					/>
				</main>
				{isRadioOpen && <RadioPanel words={words.radio} onClose={() => setRadioOpen(false)} />}
				<button
					type="button"
					class="curtain"
					tabIndex={-1}
					aria-hidden="true"
					onClick={() => {
						setMenuOpen(false);
						setRadioOpen(false);
					}}
				/>
			</div>
			{shown !== undefined && (
				<Modal
					key={shown.interactionId}
					modal={shown}
					onClose={() => dispatch({ kind: 'close-modal' })}
					onSubmit={async (values) => {
						const isTaken = await tools.submit(shown.interactionId, values);
						if (isTaken) dispatch({ kind: 'close-modal' });
						return isTaken;
					}}
				/>
			)}
		</ChannelContext.Provider>
	);
}
