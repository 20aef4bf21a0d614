import { z } from 'zod';
import { done, json } from '../answer.ts';
import { internalTime } from '../documents.ts';
import { invalid, recordNotFound } from '../errors.ts';
import { FieldReader } from '../field-reader.ts';
import { managed, type StationVisit } from '../guards.ts';
import { paged, sought } from '../paging.ts';
import { type ScheduleItem, type SimulatedPlaylist, shortNameOf } from '../playlist.ts';
import { readFields } from '../request-body.ts';
import type { Route } from '../router.ts';

const media = ['manage station media'];
const types = ['default', 'once_per_x_songs', 'once_per_x_minutes', 'once_per_hour', 'custom'] as const;
const orders = ['random', 'shuffle', 'sequential'] as const;

const scheduleSchema = z.array(
	z.object({
		start_time: z.number(),
		end_time: z.number(),
		start_date: z.string().nullable(),
		end_date: z.string().nullable(),
		days: z.array(z.number()).default([]),
		loop_once: z.boolean().default(false),
	}),
);

export const playlistRoutes: readonly Route[] = [
	managed('GET', '/station/{station}/playlists', media, (visit) => {
		const sorted = visit.station.playlists.toSorted((a, b) => a.name.localeCompare(b.name));
		const found = sought(visit, sorted, {
			phrase: ({ name, description }) => [name, description ?? ''],
			sort: { name: ({ name }) => name },
		});
		return paged(
			visit,
			found.map((playlist) => playlistDocument(visit, playlist)),
		);
	}),
	managed('POST', '/station/{station}/playlists', media, (visit) => {
		const fields = readFields(visit.call);
		const name = new FieldReader('StationPlaylist', fields).text('name') ?? '';
		if (name === '') throw invalid('StationPlaylist', 'name');
		const playlist = visit.station.addPlaylist({ name });
		edit(visit, playlist, fields);
		return json(playlistDocument(visit, playlist));
	}),
	managed('GET', '/station/{station}/playlist/{id}', media, (visit) =>
		json(playlistDocument(visit, requirePlaylist(visit))),
	),
	managed('PUT', '/station/{station}/playlist/{id}', media, (visit) => {
		edit(visit, requirePlaylist(visit), readFields(visit.call));
		return done('Record updated successfully.');
	}),
	managed('DELETE', '/station/{station}/playlist/{id}', media, (visit) => {
		const { playlists } = visit.station;
		playlists.splice(playlists.indexOf(requirePlaylist(visit)), 1);
		return done('Record deleted successfully.');
	}),
	managed('PUT', '/station/{station}/playlist/{id}/toggle', media, (visit) => {
		const playlist = requirePlaylist(visit);
		playlist.isEnabled = !playlist.isEnabled;
		return done(playlist.isEnabled ? 'Playlist enabled.' : 'Playlist disabled.');
	}),
	managed('PUT', '/station/{station}/playlist/{id}/reshuffle', media, (visit) => {
		requirePlaylist(visit).queueResetAt = visit.call.now;
		return done('Playlist reshuffled.');
	}),
];

/** Ids that are no number are simply not there. */
export function requirePlaylist({ station, params }: StationVisit): SimulatedPlaylist {
	const playlist = station.playlists.find(({ id }) => String(id) === params['id']);
	if (playlist === undefined) throw recordNotFound();
	return playlist;
}

export function scheduleItemDocument(item: ScheduleItem) {
	return {
		start_time: item.startTime,
		end_time: item.endTime,
		start_date: item.startDate,
		end_date: item.endDate,
		days: item.days,
		loop_once: item.loopOnce,
		id: item.id,
	};
}

function edit({ station }: StationVisit, playlist: SimulatedPlaylist, given: Record<string, unknown>): void {
	const fields = new FieldReader('StationPlaylist', given);
	const name = fields.text('name') ?? playlist.name;
	if (name === '') throw invalid('StationPlaylist', 'name');
	playlist.type = fields.oneOf('type', types, 'PlaylistTypes') ?? playlist.type;
	playlist.order = fields.oneOf('order', orders, 'PlaylistOrders') ?? playlist.order;
	playlist.name = name;
	playlist.description = fields.text('description') ?? playlist.description;
	playlist.weight = fields.number('weight') ?? playlist.weight;
	playlist.playPerSongs = fields.number('play_per_songs') ?? playlist.playPerSongs;
	playlist.isEnabled = fields.flag('is_enabled') ?? playlist.isEnabled;
	playlist.isJingle = fields.flag('is_jingle') ?? playlist.isJingle;
	playlist.includeInRequests = fields.flag('include_in_requests') ?? playlist.includeInRequests;
	const items = scheduleSchema.safeParse(given['schedule_items']);
	if (!items.success) return;
	// All items are replaced at once.
	playlist.schedule.splice(0);
	for (const item of items.data) {
		station.addSchedule(name, {
			startTime: item.start_time,
			endTime: item.end_time,
			startDate: item.start_date,
			endDate: item.end_date,
			days: item.days,
			loopOnce: item.loop_once,
		});
	}
}

function playlistDocument({ world, station }: StationVisit, playlist: SimulatedPlaylist) {
	const songs = station.shelves.inPlaylist(station.songs, playlist.id);
	const time = (at: number | null) => (at === null ? null : internalTime(world, at));
	return {
		station_id: station.id,
		name: playlist.name,
		description: playlist.description,
		type: playlist.type,
		source: playlist.source,
		order: playlist.order,
		remote_url: null,
		remote_type: 'stream',
		remote_buffer: 0,
		is_enabled: playlist.isEnabled,
		is_jingle: playlist.isJingle,
		play_per_songs: playlist.playPerSongs,
		play_per_minutes: 0,
		play_per_hour_minute: 0,
		weight: playlist.weight,
		include_in_requests: playlist.includeInRequests,
		include_in_on_demand: false,
		// One empty text when there are none, as PHP splits an empty string.
		backend_options: [''],
		avoid_duplicates: playlist.avoidDuplicates,
		played_at: time(playlist.playedAt),
		queue_reset_at: time(playlist.queueResetAt),
		schedule_items: playlist.schedule.map(scheduleItemDocument),
		podcasts: [],
		id: playlist.id,
		short_name: shortNameOf(playlist.name),
		num_songs: songs.length,
		total_length: Math.floor(songs.reduce((sum, { lengthSeconds }) => sum + lengthSeconds, 0)),
		links: linksOf(`${world.baseUrl}/api/station/${station.id}/playlist/${playlist.id}`, playlist),
	};
}

/** Which links there are depends on source and order. */
function linksOf(self: string, { source, order }: SimulatedPlaylist) {
	const ofSongs = {
		...(order === 'sequential' ? { order: `${self}/order` } : {}),
		...(order === 'random' ? {} : { queue: `${self}/queue` }),
		import: `${self}/import`,
		reshuffle: `${self}/reshuffle`,
		applyto: `${self}/apply-to`,
		empty: `${self}/empty`,
	};
	return {
		self,
		toggle: `${self}/toggle`,
		clone: `${self}/clone`,
		...(source === 'songs' ? ofSongs : {}),
		export: { pls: `${self}/export/pls`, m3u: `${self}/export/m3u` },
	};
}
