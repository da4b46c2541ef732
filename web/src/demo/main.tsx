import '@fontsource-variable/bricolage-grotesque/index.css';
import '@fontsource-variable/instrument-sans/index.css';
import '../design/tokens.css';
import '../design/base.css';
import '../design/parts.css';
import './entrance/entrance.css';
import './room-page/room.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyPreferences } from '../design/preferences.js';
import { arrive } from './entrance/entrance.js';
import { Page } from './page.js';

applyPreferences(document.documentElement);
void arrive();

const place = document.getElementById('page');
if (!place) throw new Error('The page has no place to be drawn in');
createRoot(place).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
