// What can be learned from the register without seeing anybody in it.
export { analysisRoutes } from './routes.ts'
