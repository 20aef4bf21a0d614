import '../zod-without-eval.ts';
import '@fontsource/inter/latin-400.css';
import '@fontsource/inter/latin-500.css';
import '@fontsource/inter/latin-600.css';
import { render } from 'preact';
import { GalleryPage } from './gallery-page.tsx';

const root = document.getElementById('page');
if (root === null) throw new Error('The gallery has no place to draw in');
render(<GalleryPage />, root);
