import { useEffect, useRef, useState } from 'preact/hooks';
import { z } from 'zod';
import { readCommandLine } from '../composer/command-line.ts';
import type { CommandDraft } from '../composer/draft.ts';
import { fixedItems } from '../composer/use-suggestions.ts';
import { type Radio, radio, troubles } from '../wire.ts';
import { get, post } from './api.ts';
import { readScene, type Scene, writeScene } from './scene.ts';
import type { PageTools } from './use-tools.ts';

interface SceneNeed {
	tools: PageTools | null;
	becomePerson: (id: string) => void;
	setDraft: (draft: CommandDraft) => void;
}

/** Sets up what the page's link asks for, each part once there is what it needs. */
export function useScene({ tools, becomePerson, setDraft }: SceneNeed): void {
	const [scene] = useState(() => readScene(location.hash));
	const step = useRef<'person' | 'place' | 'done'>('person');
	useEffect(() => {
		if (tools === null || step.current === 'done') return;
		const { world } = tools;
		const person = world.people.find(({ name }) => name === scene.person);
		const isElse = person !== undefined && person.id !== world.viewer.id;
		if (step.current === 'person') {
			step.current = 'place';
			void setRadio(scene);
			if (isElse) becomePerson(person.id);
		}
		// The world as that person sees it is still on its way.
		if (isElse) return;
		step.current = 'done';
		const channel = world.channels.find(({ name }) => name === scene.channel);
		if (channel !== undefined) tools.goTo(channel.id);
		if (scene.language !== undefined && scene.language !== world.viewer.locale) tools.speak(scene.language);
		const draft =
			scene.draft && readCommandLine(world.commands, scene.draft, (option) => fixedItems(tools, option));
		if (draft) setDraft(draft);
	}, [tools]);
}

/** The speed of the time, and exactly the troubles that the scene names. */
async function setRadio(scene: Scene): Promise<void> {
	try {
		if (scene.speed !== undefined) await post('/api/time', { speed: scene.speed }, z.unknown());
		for (const trouble of scene.troubles === undefined ? [] : troubles) {
			const isOn = scene.troubles?.includes(trouble) === true;
			await post('/api/troubles', { trouble, isOn }, z.unknown());
		}
	} catch {
		// The page says elsewhere that its server is gone.
	}
}

/** The address of what is on the screen now. Asks the radio servers what is wrong with them at this moment. */
export async function linkToScene(scene: Scene): Promise<string> {
	const { speed, troubles: on }: Radio = await get('/api/radio', radio);
	return `${location.origin}${location.pathname}#${writeScene({ ...scene, speed, troubles: on })}`;
}
