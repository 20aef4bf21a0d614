export const backendKinds = ['azuracast', 'streaming-center', 'autopod', 'icecast'] as const;
export type BackendKind = (typeof backendKinds)[number];
