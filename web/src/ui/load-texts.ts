import i18next from 'i18next'

const started = new Promise<void>((done) => {
  if (i18next.isInitialized) done()
  else i18next.on('initialized', () => done())
})

/** The texts of a feature, fetched while its page is. */
export async function loadTexts(...namespaces: string[]): Promise<void> {
  await started
  await i18next.loadNamespaces(namespaces)
}
