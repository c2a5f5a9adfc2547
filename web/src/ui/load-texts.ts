import i18next from 'i18next'

/** The texts of a feature, fetched while its page is. */
export const loadTexts = (...namespaces: string[]): Promise<void> => i18next.loadNamespaces(namespaces)
