import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    outDir: 'target/classes/console',
    emptyOutDir: true,
    assetsInlineLimit: 0, // The page's policy allows no data: addresses.
    modulePreload: { polyfill: false },
  },
  // `npm run dev` beside a running `lamella demo`.
  server: { proxy: { '/lamella.v1.': { target: 'http://localhost:8080', changeOrigin: true } } },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
});
