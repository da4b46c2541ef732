import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** The client package is taken from its sources, so that it needs no build before this one. */
const source = '@meeshy/source';
const gateway = 'http://localhost:8000';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: {
    resolve: { conditions: [source, ...defaultServerConditions] },
    noExternal: ['@meeshy/presence'],
  },
  build: { rollupOptions: { input: ['index.html', 'admin/index.html'] } },
  server: {
    proxy: {
      '/api': gateway,
      '/demo': gateway,
      '/socket.io': { target: gateway, ws: true },
    },
  },
  test: { include: ['test/**/*.test.{ts,tsx}'], environment: 'happy-dom', restoreMocks: true },
});
