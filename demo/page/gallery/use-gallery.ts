import { useEffect, useState } from 'preact/hooks';
import type { Language, PageWorld } from '../wire.ts';
import { type DataKind, type GalleryScene, galleryEvent } from './gallery-wire.ts';

export interface GallerySection {
	readonly id: string;
	readonly scenes: readonly GalleryScene[];
}

/** What has come so far. */
export interface GalleryState {
	readonly world: PageWorld | null;
	readonly sections: readonly GallerySection[];
	readonly problems: readonly string[];
	readonly isComplete: boolean;
}

const nothing: GalleryState = { world: null, sections: [], problems: [], isComplete: false };

/** Follows the gallery of a language as it is made. A connection that broke begins anew, with what was there already. */
export function useGallery(language: Language, data: DataKind): GalleryState {
	const [state, setState] = useState(nothing);
	useEffect(() => {
		setState(nothing);
		const stream = new EventSource(`/api/gallery?${new URLSearchParams({ language, data })}`);
		stream.onmessage = ({ data: sent }) => {
			const event = galleryEvent.parse(JSON.parse(String(sent)));
			switch (event.kind) {
				case 'world':
					return setState({ ...nothing, world: event.world });
				case 'scene':
					return setState((before) => withScene(before, event.section, event.scene));
				case 'end':
					// The browser would take the end for a broken connection and ask for everything again.
					stream.close();
					return setState((before) => ({ ...before, problems: event.problems, isComplete: true }));
			}
		};
		return () => stream.close();
	}, [language, data]);
	return state;
}

function withScene(state: GalleryState, id: string, scene: GalleryScene): GalleryState {
	const isKnown = state.sections.some((section) => section.id === id);
	const sections = isKnown
		? state.sections.map((section) =>
				section.id === id ? { id, scenes: [...section.scenes, scene] } : section,
			)
		: [...state.sections, { id, scenes: [scene] }];
	return { ...state, sections };
}
