import type { Show, ShowChange, ShowsRole } from '#src/backends/roles/shows.ts';
import { webAddress } from './address.ts';
import type { AutoPodClient } from './client.ts';
import type { WireShow } from './schemas/shows.ts';

export function createShowsRole(client: AutoPodClient): ShowsRole {
	const one = async (show: string) => client.call('show', { show });
	return {
		async list() {
			return (await client.call('shows', {})).map((show) => showOf(show));
		},
		async create(show, attempt) {
			return showOf(await client.call('createShow', {}, { body: bodyOf(show), attempt }));
		},
		async edit(id, change) {
			// Whether what is left out stays is not described, so everything is sent; the picture goes by another name there.
			const before = await one(id);
			const image = webAddress(before.image);
			const whole = { ...bodyOf(showOf(before)), ...bodyOf(change) };
			const body = image === null ? whole : { ...whole, image_url: image };
			await client.call('editShow', { show: id }, { body });
			return showOf(await one(id));
		},
	};
}

function showOf(show: WireShow): Show {
	return {
		id: show.id,
		title: show.title,
		description: show.description,
		presenter: show.presenter,
		isPublished: show.published,
		art: webAddress(show.image),
	};
}

function bodyOf({ title, description, presenter, isPublished }: ShowChange) {
	return {
		...(title === undefined ? {} : { title }),
		...(description === undefined ? {} : { description }),
		...(presenter === undefined ? {} : { presenter }),
		...(isPublished === undefined ? {} : { published: isPublished }),
	};
}
