import { useEffect, useState } from 'preact/hooks';
import { Choice } from '../choice.tsx';
import { readScene, type Theme, themes, writeScene } from '../state/scene.ts';
import { useTheme } from '../state/use-theme.ts';
import { type Language, languages } from '../wire.ts';
import { type PageWords, pageWords } from '../words.ts';
import { type DataKind, dataKinds } from './gallery-wire.ts';
import { SceneFigure } from './scene-figure.tsx';
import { type GallerySection, useGallery } from './use-gallery.ts';

/** Every card of the bot's in one language, as the bot draws them. */
export function GalleryPage() {
	const [language, setLanguage] = useState<Language>(() => readScene(location.hash).language ?? 'en-US');
	const [data, setData] = useState<DataKind>(() => readData(location.hash));
	const [theme, setTheme] = useTheme();
	const words = pageWords[language];
	const { world, sections, problems, isComplete } = useGallery(language, data);
	useEffect(() => {
		document.documentElement.lang = language;
		// A link to what is on the screen.
		history.replaceState(null, '', `#${writeScene({ language, theme })}&data=${data}`);
	}, [language, theme, data]);
	return (
		<div class="gallery-page">
			<Head {...{ words, language, setLanguage, data, setData, theme, setTheme }} />
			<main aria-busy={!isComplete}>
				{world !== null &&
					inOrder(sections).map(({ id, scenes }) => (
						<section key={id} aria-labelledby={`section-${id}`}>
							<h2 id={`section-${id}`}>{sectionName(words, id)}</h2>
							<div class="scenes">
								{scenes.map((scene) => (
									<SceneFigure key={scene.id} scene={scene} world={world} words={words} />
								))}
							</div>
						</section>
					))}
				<p role="status" class="gallery-status">
					{isComplete ? words.gallery.complete(countScenes(sections)) : words.gallery.working}
				</p>
				{problems.length > 0 && (
					<div role="alert" class="gallery-problems">
						<h2>{words.gallery.problems}</h2>
						{problems.map((problem) => (
							<pre>{problem}</pre>
						))}
					</div>
				)}
			</main>
		</div>
	);
}

interface HeadProps {
	words: PageWords;
	language: Language;
	setLanguage: (language: Language) => void;
	data: DataKind;
	setData: (data: DataKind) => void;
	theme: Theme;
	setTheme: (theme: Theme) => void;
}

function Head({ words, language, setLanguage, data, setData, theme, setTheme }: HeadProps) {
	return (
		<header class="gallery-head">
			<div>
				<h1>{words.gallery.title}</h1>
				<p>
					{words.gallery.about} <a href="/">{words.gallery.playground}</a>
				</p>
			</div>
			<Choice
				look="gallery-choice"
				label={words.page.language}
				all={languages}
				chosen={language}
				nameOf={ownName}
				onChange={setLanguage}
			/>
			<Choice
				look="gallery-choice"
				label={words.gallery.data}
				all={dataKinds}
				chosen={data}
				nameOf={(one) => words.gallery.kinds[one]}
				onChange={setData}
			/>
			<Choice
				look="gallery-choice"
				label={words.page.theme}
				all={themes}
				chosen={theme}
				nameOf={(one) => words.page.themes[one]}
				onChange={setTheme}
			/>
		</header>
	);
}

/** What a language calls itself: "Deutsch". */
function ownName(language: Language): string {
	const name = new Intl.DisplayNames(language, { type: 'language' }).of(language.split('-')[0] ?? language);
	return name === undefined ? language : name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** What belongs to no command, after the commands. */
const lastSections = ['check-up', 'refusals', 'set-up', 'alone'];

function inOrder(sections: readonly GallerySection[]): GallerySection[] {
	return sections.toSorted((a, b) => lastSections.indexOf(a.id) - lastSections.indexOf(b.id));
}

/** A command's group is called as it is typed; what belongs to no command has a name of its own. */
function sectionName(words: PageWords, id: string): string {
	return words.gallery.sections[id] ?? `/${id}`;
}

function countScenes(sections: readonly GallerySection[]): number {
	return sections.reduce((sum, { scenes }) => sum + scenes.length, 0);
}

function readData(hash: string): DataKind {
	const asked = new URLSearchParams(hash.replace(/^#/, '')).get('data');
	return dataKinds.find((one) => one === asked) ?? 'ordinary';
}
