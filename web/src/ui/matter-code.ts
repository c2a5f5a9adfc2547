/** `3302 1226 0000 0015`: in groups of four, as it stands on the petitioner's receipt and is read out on the telephone. */
export const spacedCode = (code: string): string => code.replaceAll(/(\d{4})(?=\d)/g, '$1 ')
