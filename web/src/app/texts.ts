import i18next from 'i18next'
import type { BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import common from '../locales/zh-CN/common.json'
import { onPreferences, preferences } from '../ui/preferences.ts'

/*
 * Texts stand in locales/<language>/<namespace>.json, one namespace a feature. Chinese common texts travel with the first
 * file; the others are fetched with the feature that uses them.
 */

const FILES = import.meta.glob<{ default: Record<string, unknown> }>('../locales/*/*.json')

const files: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = FILES[`../locales/${language}/${namespace}.json`]
    if (!load) return done(new Error(`no texts for ${language}/${namespace}`), null)
    load().then((file) => done(null, file.default), (error: Error) => done(error, null))
  },
}

/** Starts the texts in the language chosen on this computer; Chinese unless told otherwise. */
export async function startTexts(): Promise<void> {
  await i18next.use(files).use(initReactI18next).init({
    lng: preferences().language, fallbackLng: 'zh-CN', supportedLngs: ['zh-CN', 'en'], load: 'currentOnly', ns: ['common'], defaultNS: 'common',
    resources: { 'zh-CN': { common } }, partialBundledLanguages: true, interpolation: { escapeValue: false }, react: { useSuspense: false }, returnEmptyString: false,
  })
  const name = (): void => {
    document.documentElement.lang = i18next.language
    document.title = i18next.t('product')
  }
  name()
  i18next.on('languageChanged', name)
  onPreferences(({ language }) => {
    if (language !== i18next.language) void i18next.changeLanguage(language)
  })
}
