// The bundler takes style sheets from packages; the type checker only has to know that there are such.
declare module '@fontsource/inter/*.css';
