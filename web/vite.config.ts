import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

/** Files of the screen most people open first; asked for with the page itself instead of after the first script ran. */
const FIRST_SCREEN = ['src/features/matters/work-list/work-list-page.tsx', 'src/locales/zh-CN/matters.json']

function preloadFirstScreen(): Plugin {
  return {
    name: 'preload-first-screen', apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk')
        const wanted = new Set<string>()
        const add = (name: string): void => {
          const chunk = chunks.find((one) => one.fileName === name)
          if (!chunk || wanted.has(name)) return
          wanted.add(name)
          for (const one of chunk.imports) add(one)
        }
        for (const chunk of chunks) if (FIRST_SCREEN.some((file) => chunk.facadeModuleId?.endsWith(file))) add(chunk.fileName)
        for (const chunk of chunks) if (chunk.isEntry) for (const one of [chunk.fileName, ...chunk.imports]) wanted.delete(one)
        if (wanted.size === 0) throw new Error('the first screen is not in the build: mend FIRST_SCREEN in vite.config.ts')
        const styles = new Set(chunks.filter((chunk) => wanted.has(chunk.fileName)).flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]))
        const link = (rel: string, name: string) => ({ tag: 'link', attrs: { rel, crossorigin: true, href: `/console/${name}` }, injectTo: 'head' as const })
        return [...[...wanted].map((name) => link('modulepreload', name)), ...[...styles].map((name) => link('stylesheet', name))]
      },
    },
  }
}

/** The console is served by the Hejie server under /console/; `npm run dev -w web` asks a server started beside it. */
export default defineConfig({
  base: '/console/',
  plugins: [react(), preloadFirstScreen()],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Libraries change seldom: a file of their own stays in the browser's cache when the console is updated.
            { name: 'libraries', test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next)[\\/]/, priority: 2 },
            // What most pages share travels as one file instead of thirty.
            { name: 'shared', test: /web[\\/]src[\\/](api|ui)[\\/]/, minShareCount: 3, priority: 1 },
          ],
        },
      },
    },
  },
  server: { port: Number(process.env.WEB_PORT ?? 8632), proxy: { '/api': process.env.HEJIE_SERVER ?? 'http://127.0.0.1:8620' } },
})
