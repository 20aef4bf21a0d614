import { memo } from 'preact/compat';
import { useMemo } from 'preact/hooks';
import { Message } from '../channel/message.tsx';
import { ChannelContext, type ChannelTools } from '../state/channel-context.ts';
import { writeScene } from '../state/scene.ts';
import type { PageWorld } from '../wire.ts';
import type { PageWords } from '../words.ts';
import { FormFigure } from './form-figure.tsx';
import type { GalleryScene } from './gallery-wire.ts';

interface SceneFigureProps {
	scene: GalleryScene;
	world: PageWorld;
	words: PageWords;
}

/** One card, with how to get it: what was typed and pressed, and by whom. Drawn once, since it never changes. */
export const SceneFigure = memo(function SceneFigure({ scene, world, words }: SceneFigureProps) {
	const tools = useMemo(() => stillTools(world, words, scene.at), [world, words, scene.at]);
	const { message, form, steps } = scene;
	return (
		<figure class="gallery-scene" id={scene.id}>
			<figcaption>
				{scene.command === '' ? (
					<b>{steps.join(' ')}</b>
				) : (
					<>
						<a href={playgroundLink(scene, world)} title={words.gallery.tryIt}>
							{scene.line}
						</a>
						{steps.map((step) => (
							<span>
								<span aria-hidden="true"> › </span>
								{step}
							</span>
						))}
						<small>{words.level[scene.level]}</small>
					</>
				)}
			</figcaption>
			<ChannelContext.Provider value={tools}>
				{message !== null && (
					<ul>
						<Message message={message} hasFailed={false} />
					</ul>
				)}
				{form !== null && <FormFigure form={form} />}
			</ChannelContext.Provider>
		</figure>
	);
});

/** Opens the playground with the command typed, as the person who ran it. */
function playgroundLink({ line, level }: GalleryScene, world: PageWorld): string {
	const person = world.people.find((one) => one.level === level)?.name;
	return `/#${writeScene({ ...(person !== undefined && { person }), language: world.viewer.locale, draft: line })}`;
}

/** Time stands still in the gallery, and nothing answers. */
function stillTools(world: PageWorld, words: PageWords, at: number): ChannelTools {
	return {
		world,
		words,
		now: () => at,
		press: async () => {},
		select: async () => {},
		startCommand: (name) => location.assign(`/#${writeScene({ draft: `/${name}` })}`),
	};
}
