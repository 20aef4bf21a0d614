import { channelIcon, Icon } from '../cards/icon.tsx';
import { Avatar } from '../channel/avatar.tsx';
import { Choice } from '../choice.tsx';
import { type Theme, themes } from '../state/scene.ts';
import { type BotRight, type Language, languages, type PageWorld, type Person } from '../wire.ts';
import type { PageWords } from '../words.ts';
import { BotRights } from './bot-rights.tsx';
import { CopyScene } from './copy-scene.tsx';

interface SidebarProps {
	world: PageWorld;
	words: PageWords;
	/** Who was chosen, which may be a moment ahead of the world. */
	personId: string;
	channelId: string;
	onServer: (slug: string) => void;
	onChannel: (id: string) => void;
	onBotRight: (right: BotRight, isHeld: boolean) => void;
	onPerson: (id: string) => void;
	onLanguage: (language: Language) => void;
	onClose: () => void;
	/** New messages by channel. */
	unread: Readonly<Record<string, number>>;
	theme: Theme;
	onTheme: (theme: Theme) => void;
	linkToScene: () => Promise<string>;
}

const languageNames: Readonly<Record<Language, string>> = {
	'en-US': 'English',
	de: 'Deutsch',
	'es-ES': 'Español',
	fr: 'Français',
	'pt-BR': 'Português (Brasil)',
};

/** Where and who: the server with its channels, and the persons the visitor can be. */
export function Sidebar({
	world,
	words,
	personId,
	channelId,
	onServer,
	onChannel,
	onBotRight,
	onPerson,
	onLanguage,
	onClose,
	unread,
	theme,
	onTheme,
	linkToScene,
}: SidebarProps) {
	const channel = world.channels.find(({ id }) => id === channelId);
	return (
		<nav class="sidebar" id="sidebar" aria-label={words.page.openMenu}>
			<header class="sidebar-head">
				<h2>
					<select
						class="server-choice"
						aria-label={words.page.server}
						value={world.guild.slug}
						onChange={({ currentTarget }) => onServer(currentTarget.value)}
					>
						{world.servers.map(({ slug, name }) => (
							<option value={slug}>{name}</option>
						))}
					</select>
				</h2>
				<button type="button" class="round on-narrow" aria-label={words.page.closeMenu} onClick={onClose}>
					<Icon name="close" />
				</button>
			</header>
			<div class="sidebar-scroll">
				<h2>{words.page.channels}</h2>
				<ul class="channels">
					{world.channels.map(({ id, name, type }) => (
						<li>
							<button
								type="button"
								class={`channel-button ${unread[id] === undefined ? '' : 'is-unread'}`}
								aria-current={id === channelId ? 'page' : undefined}
								onClick={() => onChannel(id)}
							>
								<Icon name={channelIcon(type)} />
								{name}
								{unread[id] !== undefined && (
									<span class="unread">
										<span aria-hidden="true">{Math.min(unread[id], 99)}</span>
										<span class="for-screen-readers">{words.page.unread(unread[id])}</span>
									</span>
								)}
							</button>
						</li>
					))}
				</ul>
				{channel !== undefined && <BotRights channel={channel} words={words.page} onChange={onBotRight} />}
			</div>
			<fieldset class="people">
				<legend>{words.page.people}</legend>
				{world.people.map((person) => (
					<PersonChoice
						person={person}
						level={words.level[person.level]}
						isChosen={person.id === personId}
						onChoose={() => onPerson(person.id)}
					/>
				))}
			</fieldset>
			<Choice
				look="language"
				label={words.page.language}
				all={languages}
				chosen={world.viewer.locale}
				nameOf={(language) => languageNames[language]}
				onChange={onLanguage}
			/>
			<Choice
				look="language"
				label={words.page.theme}
				all={themes}
				chosen={theme}
				nameOf={(one) => words.page.themes[one]}
				onChange={onTheme}
			/>
			<CopyScene words={words.page} link={linkToScene} />
			<a class="to-gallery" href={`/gallery#language=${world.viewer.locale}`}>
				{words.gallery.link}
			</a>
		</nav>
	);
}

interface PersonChoiceProps {
	person: Person;
	level: string;
	isChosen: boolean;
	onChoose: () => void;
}

function PersonChoice({ person, level, isChosen, onChoose }: PersonChoiceProps) {
	return (
		<label class="person">
			<input type="radio" name="person" value={person.id} checked={isChosen} onChange={onChoose} />
			<Avatar name={person.name} />
			<span>
				{person.name}
				<small>{level}</small>
			</span>
		</label>
	);
}
