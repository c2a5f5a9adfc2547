import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The console is served by the Hejie server under /console/; `npm run dev -w web` asks a server started beside it. */
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      output: {
        // Libraries change seldom: a file of their own stays in the browser's cache when the console is updated.
        codeSplitting: { groups: [{ name: 'libraries', test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next)[\\/]/ }] },
      },
    },
  },
  server: { port: Number(process.env.WEB_PORT ?? 8632), proxy: { '/api': process.env.HEJIE_SERVER ?? 'http://127.0.0.1:8620' } },
})
