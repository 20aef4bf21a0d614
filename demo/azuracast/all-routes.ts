import type { Route } from './router.ts';
import { accountRoutes } from './routes/account.ts';
import { adminHostRoutes } from './routes/admin-host.ts';
import { adminKeyRoutes } from './routes/admin-keys.ts';
import { adminStationRoutes } from './routes/admin-stations.ts';
import { artRoutes } from './routes/art.ts';
import { broadcasterRoutes } from './routes/broadcasters.ts';
import { fileBatchRoutes } from './routes/file-batch.ts';
import { fileListRoutes } from './routes/file-list.ts';
import { fileUploadRoutes } from './routes/file-upload.ts';
import { fileRoutes } from './routes/files.ts';
import { historyRoutes } from './routes/history.ts';
import { listenerRoutes } from './routes/listeners.ts';
import { logRoutes } from './routes/logs.ts';
import { nowPlayingRoutes } from './routes/now-playing.ts';
import { playlistContentRoutes } from './routes/playlist-contents.ts';
import { playlistRoutes } from './routes/playlists.ts';
import { podcastRoutes } from './routes/podcasts.ts';
import { publicRoutes } from './routes/public.ts';
import { queueRoutes } from './routes/queue.ts';
import { reportRoutes } from './routes/reports.ts';
import { requestReportRoutes } from './routes/request-reports.ts';
import { requestRoutes } from './routes/requests.ts';
import { scheduleRoutes } from './routes/schedule.ts';
import { serviceRoutes } from './routes/services.ts';
import { stationFactRoutes } from './routes/station-facts.ts';

export const allRoutes: readonly Route[] = [
	...publicRoutes,
	...nowPlayingRoutes,
	...accountRoutes,
	...requestRoutes,
	...scheduleRoutes,
	...artRoutes,
	...queueRoutes,
	...historyRoutes,
	...reportRoutes,
	...requestReportRoutes,
	...serviceRoutes,
	...logRoutes,
	...adminHostRoutes,
	...adminKeyRoutes,
	...adminStationRoutes,
	...broadcasterRoutes,
	...fileBatchRoutes,
	...fileListRoutes,
	...fileUploadRoutes,
	...fileRoutes,
	...listenerRoutes,
	...playlistContentRoutes,
	...playlistRoutes,
	...podcastRoutes,
	...stationFactRoutes,
];
