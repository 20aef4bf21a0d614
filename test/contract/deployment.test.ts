import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { stages } from './dockerfile.ts';

/** Each document of a file as a tree, with anchors and merges resolved; the file has to be without mistakes. */
function yamlIn(file: string): unknown[] {
	const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
	return parseAllDocuments(text, { merge: true }).map((document) => {
		expect([...document.errors, ...document.warnings]).toEqual([]);
		const tree: unknown = document.toJS();
		return tree;
	});
}

/** What the image says of itself, and the files that run it have to agree with. */
const image = stages().at(-1) ?? [];
const said = (name: string) => image.findLast((one) => one.name === name)?.text ?? '';
const [uid = Number.NaN] = said('USER').split(':').map(Number);
const port = Number(said('EXPOSE'));

const number = z.string().regex(/^\d+$/).transform(Number);
const withUnit = (unit: string) =>
	z
		.string()
		.regex(new RegExp(`^\\d+${unit}$`))
		.transform((text) => Number(text.slice(0, -unit.length)));
/** The bot stops within ten seconds, and is killed after these. */
const graceSeconds = z.number().gt(10);

const environment = z.object({
	NODE_ENV: z.literal('production'),
	DATA_DIR: z.literal(said('VOLUME')),
	HTTP_HOST: z.literal('0.0.0.0'),
});
const volumes = z.record(z.string(), z.null());
/** A bot as it has to be composed. The image brings its user and its health check. */
const composedBot = z.strictObject({
	build: z.string(),
	image: z.literal('airdeck'),
	environment,
	volumes: z.array(z.string()).length(1),
	read_only: z.literal(true),
	tmpfs: z.tuple([z.literal('/tmp')]),
	cap_drop: z.tuple([z.literal('ALL')]),
	security_opt: z.tuple([z.literal('no-new-privileges:true')]),
	mem_limit: withUnit('m').pipe(z.number().min(200)),
	stop_grace_period: withUnit('s').pipe(graceSeconds),
	// Not "always": exit code 0 is a stop that was meant.
	restart: z.literal('on-failure'),
});

describe('compose.yaml', () => {
	const airdeck = composedBot.extend({ env_file: z.literal('.env'), ports: z.array(z.string()) });
	const read = () =>
		z.strictObject({ services: z.strictObject({ airdeck }), volumes }).parse(yamlIn('compose.yaml')[0]);

	test('runs one bot that may write to its data alone', () => {
		const { services, volumes: there } = read();
		expect(services.airdeck.build).toBe('.');
		expect(services.airdeck.volumes).toEqual([`data:${said('VOLUME')}`]);
		expect(Object.keys(there)).toEqual(['data']);
	});

	test('shows health and metrics to this machine alone', () => {
		expect(read().services.airdeck.ports).toEqual([`127.0.0.1:${port}:${port}`]);
	});
});

describe('deploy/compose.scaled.yaml', () => {
	const bot = composedBot.extend({
		environment: environment.extend({
			DISCORD_TOKEN: z.literal('${DISCORD_TOKEN:?}'),
			ENCRYPTION_KEY: z.literal('${ENCRYPTION_KEY:?}'),
			DATABASE_URL: z.literal('postgresql://airdeck:${POSTGRES_PASSWORD:?}@db/airdeck'),
			SHARD_COUNT: number,
			SHARDS: number,
		}),
		depends_on: z.strictObject({ db: z.strictObject({ condition: z.literal('service_healthy') }) }),
	});
	/** Without ports: nobody but the bots has to reach it. */
	const db = z.strictObject({
		image: z.string().regex(/^postgres:\d+$/),
		environment: z.strictObject({
			POSTGRES_USER: z.literal('airdeck'),
			POSTGRES_PASSWORD: z.literal('${POSTGRES_PASSWORD:?}'),
			POSTGRES_DB: z.literal('airdeck'),
		}),
		volumes: z.array(z.string()),
		healthcheck: z.strictObject({
			test: z.array(z.string()).min(2),
			interval: withUnit('s'),
			retries: z.int().positive(),
		}),
		restart: z.literal('on-failure'),
	});
	const read = () => {
		const services = z.object({ db }).catchall(bot);
		const parts = z.looseObject({ services, volumes }).parse(yamlIn('deploy/compose.scaled.yaml')[0]);
		const { db: database, ...bots } = parts.services;
		return { database, bots: Object.values(bots), volumes: Object.keys(parts.volumes) };
	};

	test('runs as many bots as there are shards, each with its own', () => {
		const shards = read().bots.map((one) => one.environment);
		expect(shards.length).toBeGreaterThan(1);
		expect(shards.map(({ SHARDS }) => SHARDS)).toEqual(shards.map((_shard, place) => place));
		for (const { SHARD_COUNT } of shards) expect(SHARD_COUNT).toBe(shards.length);
	});

	test('gives each a folder of its own, and all of them are there', () => {
		const { bots, database, volumes: there } = read();
		const used = [...bots, database].flatMap((one) =>
			one.volumes.map((volume) => volume.split(':')[0] ?? ''),
		);
		expect(used.toSorted()).toEqual(there.toSorted());
		for (const one of bots) expect(one.volumes[0]).toMatch(new RegExp(`:${said('VOLUME')}$`));
		// What PostgreSQL's image keeps elsewhere is gone with its container.
		expect(database.volumes).toEqual(['db:/var/lib/postgresql/data']);
		expect(database.image).toBe('postgres:17');
	});

	test('builds from where the Dockerfile is', () => {
		expect(new Set(read().bots.map(({ build }) => build))).toEqual(new Set(['..']));
	});
});

describe('deploy/kubernetes.yaml', () => {
	const probe = (path: string) =>
		z.object({ httpGet: z.strictObject({ path: z.literal(path), port: z.literal('metrics') }) });
	const portIn = z.strictObject({ name: z.literal('metrics'), containerPort: z.literal(port) });
	const variable = z.union([
		z.strictObject({ name: z.string(), value: z.string() }),
		z.strictObject({
			name: z.string(),
			valueFrom: z.strictObject({ fieldRef: z.strictObject({ fieldPath: z.string() }) }),
		}),
	]);
	const container = z.strictObject({
		name: z.string(),
		image: z.literal('airdeck'),
		envFrom: z.tuple([z.strictObject({ secretRef: z.strictObject({ name: z.string() }) })]),
		env: z.array(variable),
		ports: z.tuple([portIn]),
		livenessProbe: probe('/healthz').extend({
			initialDelaySeconds: z.number(),
			periodSeconds: z.number(),
			failureThreshold: z.number(),
		}),
		readinessProbe: probe('/readyz'),
		resources: z.object({ limits: z.object({ memory: withUnit('Mi').pipe(z.number().min(200)) }) }),
		securityContext: z.strictObject({
			readOnlyRootFilesystem: z.literal(true),
			allowPrivilegeEscalation: z.literal(false),
			capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
		}),
		volumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string() })),
	});
	const pod = z.strictObject({
		terminationGracePeriodSeconds: graceSeconds,
		automountServiceAccountToken: z.literal(false),
		securityContext: z.strictObject({
			runAsNonRoot: z.literal(true),
			runAsUser: z.literal(uid),
			fsGroup: z.literal(uid),
			seccompProfile: z.strictObject({ type: z.literal('RuntimeDefault') }),
		}),
		containers: z.tuple([container]),
		volumes: z.tuple([z.strictObject({ name: z.literal('tmp'), emptyDir: z.strictObject({}) })]),
	});
	const labels = z.record(z.string(), z.string());
	const set = z.object({
		apiVersion: z.literal('apps/v1'),
		kind: z.literal('StatefulSet'),
		spec: z.strictObject({
			serviceName: z.string(),
			replicas: z.int(),
			podManagementPolicy: z.literal('OrderedReady'),
			selector: z.strictObject({ matchLabels: labels }),
			template: z.strictObject({ metadata: z.strictObject({ labels }), spec: pod }),
			volumeClaimTemplates: z.tuple([
				z.object({ metadata: z.object({ name: z.literal('data') }), spec: z.object({}) }),
			]),
		}),
	});
	const service = z.object({
		kind: z.literal('Service'),
		metadata: z.object({ name: z.string() }),
		spec: z.strictObject({
			// Each pod by its name: there is nothing to balance between them.
			clusterIP: z.literal('None'),
			selector: labels,
			ports: z.tuple([z.strictObject({ name: z.literal('metrics'), port: z.literal(port) })]),
		}),
	});
	const read = () => z.tuple([service, set]).parse(yamlIn('deploy/kubernetes.yaml'));
	const bot = () => read()[1].spec.template.spec.containers[0];
	const settings = () => Object.fromEntries(bot().env.map((one) => [one.name, one]));

	test('runs as many pods as there are shards, and the pod’s number is its shard', () => {
		const { SHARD_COUNT, SHARDS } = settings();
		expect(SHARD_COUNT).toEqual({ name: 'SHARD_COUNT', value: String(read()[1].spec.replicas) });
		const fieldPath = "metadata.labels['apps.kubernetes.io/pod-index']";
		expect(SHARDS).toEqual({ name: 'SHARDS', valueFrom: { fieldRef: { fieldPath } } });
	});

	test('finds its pods by their labels', () => {
		const [front, { spec }] = read();
		expect(spec.serviceName).toBe(front.metadata.name);
		expect(spec.selector.matchLabels).toEqual(spec.template.metadata.labels);
		expect(front.spec.selector).toEqual(spec.template.metadata.labels);
	});

	test('lets each write to its data and to /tmp alone', () => {
		expect(bot().volumeMounts).toEqual([
			{ name: 'data', mountPath: said('VOLUME') },
			{ name: 'tmp', mountPath: '/tmp' },
		]);
		environment.parse(Object.fromEntries(bot().env.map((one) => [one.name, 'value' in one && one.value])));
	});

	test('waits with the liveness check for longer than a shard waits for a process that was killed', () => {
		const { initialDelaySeconds, periodSeconds, failureThreshold } = bot().livenessProbe;
		expect(initialDelaySeconds + periodSeconds * (failureThreshold - 1)).toBeGreaterThan(30 * 2);
	});
});
