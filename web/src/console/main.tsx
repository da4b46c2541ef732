import '@fontsource-variable/bricolage-grotesque/index.css';
import '@fontsource-variable/instrument-sans/index.css';
import 'uplot/dist/uPlot.min.css';
import '../design/tokens.css';
import '../design/base.css';
import '../design/parts.css';
import './console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyPreferences } from '../design/preferences.js';
import { arrive } from './console.js';
import { ConsoleRoot } from './console-page.js';

applyPreferences(document.documentElement);
arrive();

const place = document.getElementById('page');
if (!place) throw new Error('The page has no place to be drawn in');
createRoot(place).render(
  <StrictMode>
    <ConsoleRoot />
  </StrictMode>,
);
