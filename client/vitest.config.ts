import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The packages around React come through the bundler then, so that they too take the older one. */
const aroundReact = [/node_modules\/zustand/, /node_modules\/@testing-library/];

function fromNodeModules(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

export default defineConfig({
  test: {
    restoreMocks: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'react 19',
          include: ['test/**/*.test.{ts,tsx}'],
          env: { REACT_MAJOR: '19' },
        },
      },
      {
        extends: true,
        test: {
          name: 'react 18',
          include: ['test/**/*.test.tsx'],
          env: { REACT_MAJOR: '18' },
          server: { deps: { inline: aroundReact } },
        },
        resolve: {
          alias: [
            {
              find: /^(react|react-dom)(?=$|\/)/,
              replacement: fromNodeModules('compat/react-18/node_modules/$1'),
            },
            {
              find: /^@testing-library\/react$/,
              replacement: fromNodeModules(
                'node_modules/@testing-library/react/dist/@testing-library/react.esm.js',
              ),
            },
          ],
        },
      },
    ],
  },
});
