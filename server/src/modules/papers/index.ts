// Official papers (文书): what each must say, numbers, freezing, and printing in the layout of GB/T 9704.
export { issuePaper, preparePaper } from './issue-paper.ts'
export type { PaperOrder, PreparedPaper } from './issue-paper.ts'
export { readPaper, readPaperAsCitizen } from './read-paper.ts'
export type { PaperRead } from './read-paper.ts'
export { verificationCode } from './paper.ts'
export type { IssuedPaper } from './paper.ts'
export { paperRoutes } from './routes.ts'
export { renderPaper } from './render-paper.ts'
